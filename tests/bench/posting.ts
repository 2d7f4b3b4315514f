/**
 * `npm run bench:posting`: programs that post commands to the product as it is started, 1, 8, 32 and 50 at a time, each
 * waiting for its answer before it sends the next. Prints how many posts share one durable commit of the ledger, how many
 * are answered a second, and how long they wait; `BENCH_POSTS=3000` sends more of them.
 */
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { countCommits } from '../support/durable-commits.ts';
import { started } from './beside.ts';
import { command, inScratch, judge } from './measuring.ts';

const POSTS = Number(process.env.BENCH_POSTS ?? 600);
/** Posts that share a commit, at least. */
const LIMITS = { 1: 1, 8: 2, 32: 8, 50: 8 } as const;

/** Clients in a thread of their own, that what they do is not in the way of counting. */
const CLIENTS = `
const { parentPort, workerData } = require('node:worker_threads');
const { Agent, request } = require('node:http');
const { base, token } = workerData;
const post = (agent, key) => new Promise((resolve, reject) => {
  const body = JSON.stringify({ command: 'RegisterHotlineCase', case: key, at: '2026-11-20T09:00:00+08:00',
    source: '12345热线', type: 'consultation', topic: '不动产登记' });
  const headers = { 'content-type': 'application/json', authorization: 'Bearer ' + token,
    'idempotency-key': key, 'content-length': Buffer.byteLength(body) };
  const sent = request(base + '/api/v1/commands', { agent, method: 'POST', headers }, (answer) => {
    answer.resume();
    answer.once('end', () => answer.statusCode === 201 ? resolve() : reject(new Error(String(answer.statusCode))));
  });
  sent.once('error', reject);
  sent.end(body);
});
parentPort.on('message', async ({ clients, posts, name }) => {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const waits = [];
  let left = posts;
  const start = performance.now();
  await Promise.all(Array.from({ length: clients }, async () => {
    while (left > 0) {
      left -= 1;
      const sent = performance.now();
      await post(agent, name.replaceAll(' ', '-') + '-' + left);
      waits.push(performance.now() - sent);
    }
  }));
  agent.destroy();
  parentPort.postMessage({ seconds: (performance.now() - start) / 1000, waits: waits.sort((a, b) => a - b) });
});`;

type Answered = { readonly seconds: number; readonly waits: readonly number[] };

await inScratch(async (folder) => {
  const data = join(folder, 'data');
  const { stdout } = await command('token', 'create', '--role', 'intake', '--data', data);
  const { token } = JSON.parse(stdout);
  const { child, base } = await started(data);
  const clients = new Worker(CLIENTS, { eval: true, workerData: { base, token } });
  const posted = async (count: number, name: string): Promise<Answered> => {
    clients.postMessage({ clients: count, posts: POSTS, name });
    const [answered] = await once(clients, 'message');
    return answered;
  };
  await posted(8, 'first');
  for (const [together, limit] of Object.entries(LIMITS)) {
    const commits = countCommits(data);
    const { seconds, waits } = await posted(Number(together), `by ${together}`);
    const at = (part: number): string => (waits[Math.floor((waits.length - 1) * part)] ?? 0).toFixed(1);
    const detail = `${(POSTS / seconds).toFixed(0)} answered a second, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
    const claim = `posts in one durable commit, ${together} at a time`;
    judge({ claim, unit: 'posts', detail }, [POSTS / commits(), limit], 'atLeast');
  }
  await clients.terminate();
  child.kill('SIGTERM');
  await once(child, 'exit');
});
