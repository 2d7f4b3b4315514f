/** The product as it is started, and another client that asks it for its health every few milliseconds. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

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
