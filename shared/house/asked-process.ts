/** A second process that is asked things, as a thread is: where its memory runs out it dies alone, which a thread does not. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Answer, type AskedThread, questionsInLine } from '#shared/store/sqlite/asked-thread.ts';

/** Why heavy work was given up, told to the person who sent it. `deadline`: it took too long, or too much memory. `quota`: the account has as much going on as it may. */
export class TooMuchWork extends Error {
  override readonly name = 'TooMuchWork';
  readonly why: 'deadline' | 'quota';

  constructor(why: TooMuchWork['why']) {
    super(why);
    this.why = why;
  }
}

export function askedProcess(file: URL, megabytes: number): AskedThread {
  const child = fork(fileURLToPath(file), {
    execArgv: ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${megabytes}`],
    serialization: 'advanced',
    // what the engine prints of a memory that is full is nobody's
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const line = questionsInLine((question) => child.send(question as object));
  const ended = new Promise<void>((resolve) => {
    const over = (): void => {
      line.end(new TooMuchWork('deadline'));
      resolve();
    };
    child.once('exit', over);
    // where it never began there is no exit
    child.on('error', over);
  });
  child.on('message', (answer) => line.answered(answer as Answer));
  child.unref();
  child.channel?.unref();
  return {
    ask: line.ask,
    end: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
