/** A second thread that is asked things: it answers them one after another, in the order in which they were asked. */
import { type MessagePort, Worker } from 'node:worker_threads';
import { sqliteCodeOf } from '../faults.ts';

/** `errcode`: of an error of SQLite's, which loses it on its way from one thread to another. */
export type Answer = { readonly value?: unknown; readonly error?: unknown; readonly errcode?: number };
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

/** What was asked and has no answer yet, in the order of asking; with the other side that ends, all of it fails. */
export function questionsInLine(send: (question: unknown) => void) {
  const waiting: Waiting[] = [];
  let over: { readonly fault: unknown } | null = null;
  return {
    ask: (question: unknown): Promise<unknown> =>
      new Promise((resolve, reject) => {
        if (over !== null) return reject(over.fault);
        waiting.push({ resolve, reject });
        send(question);
      }),
    answered: ({ value, error, errcode }: Answer): void => {
      const first = waiting.shift();
      if (error === undefined) first?.resolve(value);
      else first?.reject(error instanceof Error ? Object.assign(error, errcode && { errcode }) : error);
    },
    end: (fault: unknown): void => {
      over = { fault };
      for (const one of waiting.splice(0)) one.reject(fault);
    },
  };
}

export function askedThread(file: URL, workerData: unknown): AskedThread {
  const execArgv = ['--disable-warning=ExperimentalWarning'];
  const thread = new Worker(file, { workerData, execArgv });
  const line = questionsInLine((question) => thread.postMessage(question));
  let fault: unknown = new Error('the thread has ended');
  thread.on('message', line.answered);
  thread.on('error', (error) => {
    fault = error;
  });
  thread.on('exit', () => line.end(fault));
  return { ask: line.ask, end: async () => void (await thread.terminate()) };
}

/** Enough to keep the other thread busy, few enough to be little memory. */
const MOST_WAITING = 4;

/** Questions whose answers are waited for once some more have been asked. A fault is thrown to who waits, and nowhere else. */
export function fewOnTheirWay() {
  const waiting: Promise<unknown>[] = [];
  return {
    add: async (asked: Promise<unknown>): Promise<void> => {
      asked.catch(() => undefined);
      waiting.push(asked);
      if (waiting.length > MOST_WAITING) await waiting.shift();
    },
    settled: (): Promise<unknown> => Promise.all(waiting.splice(0)),
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
      const errcode = sqliteCodeOf(error);
      port.say({ error, ...(errcode !== null && { errcode }) });
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
