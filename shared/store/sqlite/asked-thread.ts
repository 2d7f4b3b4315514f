/** A second thread that is asked things: it answers them one after another, in the order in which they were asked. */
import { type MessagePort, Worker } from 'node:worker_threads';

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
export function askedThread(file: URL, workerData: unknown): AskedThread {
  const execArgv = ['--disable-warning=ExperimentalWarning'];
  const thread = new Worker(file, { workerData, execArgv });
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

type Port = {
  say(answer: Answer): void;
  hear(listen: (question: unknown) => void): void;
};

/** The own side of it, of a thread or of a process. */
export function answering<Question>(port: Port, answer: (question: Question) => unknown): void {
  let before: Promise<void> = Promise.resolve();
  const answerOne = async (question: Question): Promise<void> => {
    try {
      port.say({ value: await answer(question) });
    } catch (error) {
      port.say({ error });
    }
  };
  port.hear((question) => {
    before = before.then(() => answerOne(question as Question));
  });
}

/** The port of a thread to the one that began it. */
export const ofThread = (port: MessagePort | null): Port => ({
  say: (answer) => port?.postMessage(answer),
  hear: (listen) => void port?.on('message', listen),
});
