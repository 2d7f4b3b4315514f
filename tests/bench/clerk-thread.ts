/**
 * A clerk on one connection that is kept: page after page with a pause between, and how long each took. A thread of its
 * own, so that what the others do is not counted as waiting. Told anything, it says what it has seen since.
 */
import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

/** `posts`: a command a round under this token. */
export type ClerkData = {
  readonly base: string;
  readonly cookie: string;
  readonly token: string;
  readonly paths: readonly string[];
  readonly pauseMs: number;
};
/** Milliseconds by what was asked for, and what went wrong by its name. */
export type Seen = { readonly waits: Record<string, number[]>; readonly faults: Record<string, number> };

const { base, cookie, token, paths, pauseMs }: ClerkData = workerData;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let seen: Seen = { waits: {}, faults: {} };
parentPort?.on('message', () => {
  parentPort?.postMessage(seen);
  seen = { waits: {}, faults: {} };
});

type Asked = { readonly method: string; readonly path: string; readonly body?: string };

async function timed(what: string, asked: Asked): Promise<void> {
  const start = performance.now();
  const fault = await answered(asked).catch((error: NodeJS.ErrnoException) => error.code ?? error.name);
  seen.waits[what] = [...(seen.waits[what] ?? []), performance.now() - start];
  if (fault !== null) seen.faults[`${what} ${fault}`] = (seen.faults[`${what} ${fault}`] ?? 0) + 1;
}

async function answered({ method, path, body }: Asked): Promise<string | null> {
  const own =
    body === undefined
      ? { cookie }
      : { authorization: `Bearer ${token}`, 'idempotency-key': JSON.parse(body).case };
  const headers = { ...own, 'content-type': 'application/json' };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request(base + path, { agent, method, headers }, resolve)
      .on('error', reject)
      .end(body);
  });
  for await (const _ of answer);
  const status = answer.statusCode ?? 0;
  return status >= 200 && status < 300 ? null : String(status);
}

for (let round = 0; ; round += 1) {
  for (const path of paths) {
    await timed(path, { method: 'GET', path });
    await setTimeout(pauseMs);
  }
  const call = { command: 'RegisterHotlineCase', case: `DEAF-${process.pid}-${Date.now()}-${round}` };
  const body = JSON.stringify({
    ...call,
    at: new Date().toISOString(),
    source: '12345热线',
    type: 'complaint',
  });
  await timed('POST', { method: 'POST', path: '/api/v1/commands', body });
  await setTimeout(pauseMs);
}
