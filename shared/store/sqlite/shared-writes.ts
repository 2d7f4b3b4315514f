/**
 * Callers that come together share one write: one connection has one transaction at a time, and one durable commit then
 * serves many clerks. A write keeps the thread until the disk has it, and whoever sends meanwhile waits unheard; so that
 * before the next one all of them are listened to (ADR 81).
 */
import { setTimeout } from 'node:timers/promises';
import type { LogWriter, Outcome } from '../ports.ts';

type Job = (writer: LogWriter) => Promise<unknown>;
type Waiting = {
  readonly jobs: readonly Job[];
  readonly answer: (outcomes: readonly Outcome<unknown>[]) => void;
  readonly fail: (fault: unknown) => void;
};
type Write = (jobs: readonly Job[]) => Promise<readonly Outcome<unknown>[]>;

/** Beyond this many jobs, or after so long, the next write begins: the first of them is not kept waiting for the last. */
const MOST_TOGETHER = 256;
const LONGEST_MS = 20;

/** After a write of more jobs than this (an import's), writers of other processes get their turn. */
const LONG_WRITE = 300;
const PAUSE_MS = 6;

/** Nobody is answered before the shared write is durable; when it fails, everybody in it is told. */
export function sharedWrites(
  write: Write,
): <T>(jobs: readonly ((writer: LogWriter) => Promise<T>)[]) => Promise<readonly Outcome<T>[]> {
  let queue: Waiting[] = [];
  let busy = false;
  const drain = async (): Promise<void> => {
    busy = true;
    while (queue.length > 0) {
      await gathered(() => countOf(queue));
      const together = takeTogether(queue);
      queue = queue.slice(together.length);
      await writeAll(write, together);
      if (countOf(together) > LONG_WRITE) await setTimeout(PAUSE_MS);
    }
    busy = false;
  };
  return <T>(jobs: readonly ((writer: LogWriter) => Promise<T>)[]) =>
    new Promise<readonly Outcome<T>[]>((resolve, reject) => {
      const answer = (outcomes: readonly Outcome<unknown>[]): void =>
        resolve(outcomes as readonly Outcome<T>[]);
      queue.push({ jobs, answer, fail: reject });
      if (!busy) void drain();
    });
}

const countOf = (callers: readonly Waiting[]): number =>
  callers.reduce((sum, { jobs }) => sum + jobs.length, 0);

/** One turn of the event loop brings whoever has sent already; another follows for as long as one brought somebody. */
async function gathered(count: () => number): Promise<void> {
  let until = 0;
  for (let before = 0; before < count() && count() <= MOST_TOGETHER; ) {
    before = count();
    await new Promise(aTurn);
    if (count() === before) return;
    const now = performance.now();
    if (until === 0) until = now + LONGEST_MS;
    if (now > until) return;
  }
}

const aTurn = (resolve: (nothing: unknown) => void): unknown => setImmediate(resolve);

/** The first callers in the queue; at least one, however many jobs it has. */
function takeTogether(queue: readonly Waiting[]): readonly Waiting[] {
  let jobs = 0;
  const count = queue.findIndex((one, index) => {
    jobs += one.jobs.length;
    return index > 0 && jobs > MOST_TOGETHER;
  });
  return count === -1 ? queue.slice() : queue.slice(0, count);
}

async function writeAll(write: Write, together: readonly Waiting[]): Promise<void> {
  try {
    const outcomes = await write(together.flatMap(({ jobs }) => jobs));
    let first = 0;
    for (const { jobs, answer } of together) {
      answer(outcomes.slice(first, first + jobs.length));
      first += jobs.length;
    }
  } catch (fault) {
    for (const { fail } of together) fail(fault);
  }
}
