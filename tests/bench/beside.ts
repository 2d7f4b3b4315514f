/** The product as it is started, and another client that asks it for its health every few milliseconds. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Hostile } from '../support/hostile-documents.ts';
import type { ClerkData, Seen } from './clerk-thread.ts';

const LAUNCHER = join(import.meta.dirname, '..', '..', 'infra', 'local', 'launch.mjs');

export async function started(data: string): Promise<{ child: ChildProcess; base: string }> {
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

/** Once whoever was started on a folder is gone, the process beside the pages with it: it sees a moment later that it is alone. */
export async function untilLeft(data: string): Promise<void> {
  const isOnIt = (pid: string): boolean => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data);
    } catch {
      return false;
    }
  };
  while (readdirSync('/proc').some((pid) => /^\d+$/.test(pid) && isOnIt(pid)))
    await new Promise((resolve) => setTimeout(resolve, 20));
}

/** A thread of its own, so that what this one does is not counted as waiting. */
const PINGER = `
const { parentPort, workerData } = require('node:worker_threads');
let longest = 0;
parentPort.on('message', () => { parentPort.postMessage(longest); longest = 0; });
(async () => {
  for (;;) {
    const start = performance.now();
    // one that was reset is asked again: the wait is that of the answer
    for (let answered = false; !answered; )
      answered = await fetch(workerData + '/healthz').then((one) => one.text()).then(() => true, () => false);
    longest = Math.max(longest, performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
})();`;

export type Pinger = {
  /** The longest wait in milliseconds since it was last asked. */
  longest(): Promise<number>;
  end(): Promise<unknown>;
};

export function pinging(base: string): Pinger {
  const thread = new Worker(PINGER, { eval: true, workerData: base });
  return {
    longest: async () => {
      thread.postMessage('');
      const [ms] = await once(thread, 'message');
      return Number(ms);
    },
    end: () => thread.terminate(),
  };
}

export type Clerk = {
  /** Since it was last asked. */
  seen(): Promise<Seen>;
  end(): Promise<unknown>;
};

export function clerking(data: ClerkData): Clerk {
  const thread = new Worker(new URL('clerk-thread.ts', import.meta.url), { workerData: data });
  return {
    seen: async () => {
      thread.postMessage('');
      const [seen]: [Seen] = (await once(thread, 'message')) as [Seen];
      return seen;
    },
    end: () => thread.terminate(),
  };
}

/** Somebody at the pages of a product that was started. */
export class Browser {
  readonly #base: string;
  readonly #cookies = new Map<string, string>();

  constructor(base: string) {
    this.#base = base;
  }

  cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async send(
    path: string,
    body?: FormData | URLSearchParams,
  ): Promise<{ status: number; to: string; text: string }> {
    const cookie = this.cookie();
    const init = body === undefined ? {} : { method: 'POST', body };
    const asked = { ...init, redirect: 'manual', headers: { cookie } } as const;
    // a connection that was kept is closed after some seconds of nothing
    const again = (): Promise<Response> => fetch(this.#base + path, asked);
    const answer = await again().catch(again);
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
