/** Between a program and its queue and bucket: calls meet what SQS and S3 answer on a bad day, each in its own words. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** `operation`: `SendMessageBatch` …, of the bucket `PUT` …; `isOfBucket`: whose language is XML. */
export type DeskCall = { readonly operation: string; readonly isOfBucket: boolean; readonly body: Buffer };
/** `lost`: carried out, and nobody hears of it; `hung`: never answered; `partly`: of a batch only the first half is taken. */
export type DeskFault = 'throttled' | 'down' | 'lost' | 'hung' | 'partly';

export type DeskProxy = {
  readonly endpoint: string;
  answering(fault: ((call: DeskCall) => DeskFault | null) | null): void;
  stop(): Promise<void>;
};

type Answer = { readonly status: number; readonly headers: Record<string, string>; readonly body: Buffer };

export async function startDeskProxy(behind: string): Promise<DeskProxy> {
  let faultOf: Parameters<DeskProxy['answering']>[0] = null;
  const server = createServer(async (request, response) => {
    const call = await callOf(request);
    const fault = faultOf?.(call) ?? null;
    // whoever waits gives up by itself
    if (fault === 'hung') return;
    if (fault === 'throttled' || fault === 'down') return send(response, refusal(call, fault));
    const asked = fault === 'partly' ? halfOf(call) : null;
    const answer = await passed(behind, request, asked?.body ?? call.body).catch(() => refusal(call, 'down'));
    if (fault === 'lost') return send(response, refusal(call, 'down'));
    send(response, asked === null ? answer : { ...answer, body: asked.answer(answer.body) });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    endpoint: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    answering: (next) => {
      faultOf = next;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function callOf(request: IncomingMessage): Promise<DeskCall> {
  const target = request.headers['x-amz-target'];
  const operation = typeof target === 'string' ? (target.split('.')[1] ?? '') : (request.method ?? '');
  return { operation, isOfBucket: target === undefined, body: await buffer(request) };
}

/** To the same path and with the same headers, but for those of the connection. */
async function passed(behind: string, request: IncomingMessage, body: Buffer): Promise<Answer> {
  const kept = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && !['host', 'content-length', 'connection', 'expect'].includes(name)
      ? [[name, value]]
      : [],
  );
  const method = request.method ?? 'GET';
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const answer = await fetch(new URL(request.url ?? '/', behind), {
    ...{ method, headers: kept },
    ...(hasBody && { body: new Uint8Array(body) }),
  });
  const headers = Object.fromEntries(
    [...answer.headers].filter(
      ([name]) => !['content-length', 'connection', 'keep-alive', 'transfer-encoding'].includes(name),
    ),
  );
  return { status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) };
}

function refusal({ isOfBucket }: DeskCall, fault: 'throttled' | 'down'): Answer {
  const [code, status] = isOfBucket
    ? fault === 'throttled'
      ? ['SlowDown', 503]
      : ['InternalError', 500]
    : fault === 'throttled'
      ? ['ThrottlingException', 400]
      : ['InternalFailure', 500];
  const said = isOfBucket
    ? `<Error><Code>${code}</Code><Message>${code}</Message></Error>`
    : JSON.stringify({ __type: `com.amazonaws.sqs#${code}`, message: code });
  const type = isOfBucket ? 'application/xml' : 'application/x-amz-json-1.0';
  return { status: Number(status), headers: { 'content-type': type }, body: Buffer.from(said) };
}

type Entry = { readonly Id: string };

/** Of a batch of messages the second half comes back as failed, as SQS says it. */
function halfOf({ body }: DeskCall): { body: Buffer; answer(given: Buffer): Buffer } | null {
  const asked = JSON.parse(body.toString() || '{}') as { readonly Entries?: readonly Entry[] };
  if (asked.Entries === undefined || asked.Entries.length < 2) return null;
  const half = Math.ceil(asked.Entries.length / 2);
  const Failed = asked.Entries.slice(half).map(({ Id }) => ({
    Id,
    SenderFault: false,
    Code: 'InternalError',
    Message: 'x',
  }));
  return {
    body: Buffer.from(JSON.stringify({ ...asked, Entries: asked.Entries.slice(0, half) })),
    answer: (given) => Buffer.from(JSON.stringify({ ...(JSON.parse(given.toString()) as object), Failed })),
  };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers);
  response.end(body);
}
