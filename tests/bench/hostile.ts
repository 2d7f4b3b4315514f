/**
 * `npm run bench:hostile`: the product as it is started, sent a hundred documents made to be dear, while another client
 * asks `/healthz` every few milliseconds. Prints how long that one waited; a machine with nothing else to do is assumed.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Hostile, hostileDocuments } from '../support/hostile-documents.ts';
import { command, inScratch, judge, say } from './measuring.ts';

const COUNT = Number(process.env.BENCH_DOCUMENTS ?? 100);
const MOST_MS = 200;
const LAUNCHER = join(import.meta.dirname, '..', '..', 'infra', 'local', 'launch.mjs');

async function started(data: string): Promise<{ child: ChildProcess; base: string }> {
  const child = spawn(process.execPath, [LAUNCHER, 'start', '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  const base = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error('it did not start')));
    child.stdout.on('data', (text) => {
      said += text;
      const found = /http:\/\/\S+?(?=\/\s)/.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    });
  });
  return { child, base };
}

/** A thread of its own, so that what this one does is not counted as waiting. */
const PINGER = `
const { parentPort, workerData } = require('node:worker_threads');
let longest = 0;
parentPort.on('message', () => { parentPort.postMessage(longest); longest = 0; });
(async () => {
  for (;;) {
    const start = performance.now();
    await (await fetch(workerData + '/healthz')).text();
    longest = Math.max(longest, performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
})();`;

class Browser {
  readonly #base: string;
  readonly #cookies = new Map<string, string>();

  constructor(base: string) {
    this.#base = base;
  }

  async send(
    path: string,
    body?: FormData | URLSearchParams,
  ): Promise<{ status: number; to: string; text: string }> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const init = body === undefined ? {} : { method: 'POST', body };
    const answer = await fetch(this.#base + path, { ...init, redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
    return { status: answer.status, to: answer.headers.get('location') ?? '', text: await answer.text() };
  }

  async signIn(user: string, password: string): Promise<void> {
    const csrf = csrfIn((await this.send('/sign-in')).text);
    const { status } = await this.send('/sign-in', new URLSearchParams({ user, password, csrf }));
    if (status !== 303) throw new Error(`not let in: ${status}`);
  }

  async upload({ path, field, file, fields = {} }: Hostile): Promise<number> {
    const form = new FormData();
    form.set('csrf', csrfIn((await this.send(path)).text));
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set(field, file);
    const { status, to } = await this.send(path, form);
    if (to.startsWith('/imports/files/')) await this.send(to);
    return status;
  }
}

const csrfIn = (page: string): string => /name="csrf" value="([^"]*)"/.exec(page)?.[1] ?? '';

await inScratch(async (folder) => {
  const data = join(folder, 'data');
  const made: unknown = JSON.parse(
    (await command('user', 'add', 'bench', '--role', 'admin', '--data', data)).stdout,
  );
  const password =
    typeof made === 'object' && made !== null && 'password' in made ? String(made.password) : '';
  const { child, base } = await started(data);
  const pinger = new Worker(PINGER, { eval: true, workerData: base });
  const longest = async (): Promise<number> => {
    pinger.postMessage('');
    const [ms] = await once(pinger, 'message');
    return Number(ms);
  };
  try {
    const browser = new Browser(base);
    await browser.signIn('bench', password);
    const documents = hostileDocuments(COUNT);
    for (const one of documents.slice(0, 15))
      await browser.upload({ ...one, file: new File(['x'], 'a.csv') });
    const waits: { what: string; ms: number; status: number }[] = [];
    for (const one of documents) {
      await longest();
      const status = await browser.upload(one);
      waits.push({ what: one.what, ms: await longest(), status });
    }
    for (const { what, ms, status } of waits.toSorted((a, b) => b.ms - a.ms).slice(0, 8))
      say(`${ms.toFixed(0)} ms beside ${what} (${status})`);
    judge('faults', [waits.filter(({ status }) => status >= 500).length, 0], 'atMost');
    judge(
      'the longest wait of another client, in ms',
      [Math.max(...waits.map(({ ms }) => ms)), MOST_MS],
      'atMost',
    );
  } finally {
    await pinger.terminate();
    child.kill();
  }
});
