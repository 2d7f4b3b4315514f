/**
 * Each call of a traced request as a subsegment of its trace, told to the daemon beside the function by one datagram:
 * what of the X-Ray SDK is needed, in a few lines (ADR 72). Nothing waits for it, and nothing is lost with it.
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html
 */
import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { traceNow } from '#shared/telling/say.ts';

/** `started`: milliseconds since 1970. */
export type Call = {
  readonly service: string;
  readonly operation: string;
  readonly table: string | undefined;
  readonly started: number;
};
/** `status` 0: nothing answered. */
export type Ended = {
  readonly status: number;
  readonly name?: string;
  readonly tries?: number;
  readonly isThrottled?: boolean;
};

const HEADER = '{"format":"json","version":1}\n';
let socket: Socket | null = null;

export function traceCall(call: Call, ended: Ended): void {
  const trace = traceNow();
  const [host = '', port = ''] = (process.env.AWS_XRAY_DAEMON_ADDRESS ?? '').split(':');
  if (trace === null || !trace.sampled || host === '') return;
  const segment = { ...segmentOf(call, ended), trace_id: trace.root, parent_id: trace.parent };
  socket ??= opened();
  socket.send(HEADER + JSON.stringify(segment), Number(port), host, () => {});
}

/** A socket that keeps no process alive, and a daemon that is away harms nobody. */
function opened(): Socket {
  const made = createSocket('udp4');
  made.on('error', () => {});
  made.unref();
  return made;
}

function segmentOf(
  { service, operation, table, started }: Call,
  { status, tries, isThrottled }: Ended,
): object {
  return {
    ...{ id: randomBytes(8).toString('hex'), type: 'subsegment', namespace: 'aws' },
    ...{ name: service, start_time: started / 1000, end_time: Date.now() / 1000 },
    aws: {
      operation,
      ...(table !== undefined && { table_name: table }),
      retries: Math.max(0, (tries ?? 1) - 1),
    },
    ...(status > 0 && { http: { response: { status } } }),
    ...(isThrottled === true && { throttle: true }),
    ...(status >= 400 && status < 500 && { error: true }),
    ...((status === 0 || status >= 500) && { fault: true }),
  };
}
