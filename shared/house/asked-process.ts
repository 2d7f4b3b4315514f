/** A second process that is asked things, as a thread is: where its memory runs out it dies alone, which a thread does not. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { AskedThread } from '#shared/store/sqlite/asked-thread.ts';
import { TooMuchWork } from './too-much-work.ts';

type Answer = { readonly value?: unknown; readonly error?: unknown };
type Waiting = { resolve(value: unknown): void; reject(error: unknown): void };

/** What it was asked and has not answered fails with the process. */
export function askedProcess(file: URL, megabytes: number): AskedThread {
  const child = fork(fileURLToPath(file), {
    execArgv: ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${megabytes}`],
    serialization: 'advanced',
    // what the engine prints of a memory that is full is nobody's
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const waiting: Waiting[] = [];
  let isOver = false;
  const over = (): void => {
    isOver = true;
    for (const one of waiting.splice(0)) one.reject(new TooMuchWork('deadline'));
  };
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  child.on('message', (answer) => {
    const { value, error } = answer as Answer;
    const first = waiting.shift();
    if (error === undefined) first?.resolve(value);
    else first?.reject(error);
  });
  child.on('error', over);
  child.on('exit', over);
  child.unref();
  child.channel?.unref();
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (isOver) return reject(new TooMuchWork('deadline'));
        waiting.push({ resolve, reject });
        child.send(question as object);
      }),
    end: async () => {
      if (!isOver) child.kill('SIGKILL');
      await exited;
    },
  };
}
