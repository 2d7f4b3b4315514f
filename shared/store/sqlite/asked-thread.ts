/** A second thread that is asked things: it answers them one after another, in the order in which they were asked. */
import { type MessagePort, type ResourceLimits, Worker } from 'node:worker_threads';

type Answer = { readonly value?: unknown; readonly error?: unknown };
type Waiting = { resolve(value: unknown): void; reject(error: unknown): void };

export type AskedThread = {
  ask(question: unknown): Promise<unknown>;
  /** Ends it, whatever it is doing. */
  end(): Promise<void>;
};

/** The module of that name beside the caller's: its source, or what the bundler made of it. */
export function threadFile(name: string, { url }: { readonly url: string }): URL {
  return new URL(`./${name}${url.endsWith('.ts') ? '.ts' : '.js'}`, url);
}

/** What it was asked and has not answered fails with the thread. */
export function askedThread(
  file: URL,
  workerData: unknown,
  resourceLimits: ResourceLimits = {},
): AskedThread {
  const execArgv = ['--disable-warning=ExperimentalWarning'];
  const thread = new Worker(file, { workerData, execArgv, resourceLimits });
  const waiting: Waiting[] = [];
  let [isOver, fault]: [boolean, unknown] = [false, new Error('the thread has ended')];
  thread.on('message', ({ value, error }: Answer) => {
    const first = waiting.shift();
    if (error === undefined) first?.resolve(value);
    else first?.reject(error);
  });
  thread.on('error', (error) => {
    fault = error;
  });
  thread.on('exit', () => {
    isOver = true;
    for (const one of waiting.splice(0)) one.reject(fault);
  });
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (isOver) return reject(fault);
        waiting.push({ resolve, reject });
        thread.postMessage(question);
      }),
    end: async () => void (await thread.terminate()),
  };
}

/** The thread's own side of it. */
export function answering<Question>(port: MessagePort | null, answer: (question: Question) => unknown): void {
  let before: Promise<void> = Promise.resolve();
  const answerOne = async (question: Question): Promise<void> => {
    try {
      port?.postMessage({ value: await answer(question) } satisfies Answer);
    } catch (error) {
      port?.postMessage({ error } satisfies Answer);
    }
  };
  port?.on('message', (question: Question) => {
    before = before.then(() => answerOne(question));
  });
}
