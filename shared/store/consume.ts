/**
 * The one way a message of the queue is carried out, in a process or in Lambda: what a handler rejects goes to the
 * dead letters with its reason at once, what fails for want of something comes again with growing pauses, and after
 * the last try it is a dead letter too. While the store itself is at fault none becomes one: what is never answered is
 * laid aside by the queue. One bad message never holds up its neighbours.
 */
import { setTimeout } from 'node:timers/promises';
import { say, within } from '#shared/telling/say.ts';
import type { DeadLetters } from './dead-letters.ts';
import { faultOf } from './faults.ts';
import type { Queue, Received, Topic } from './queue.ts';

/** `reject`: no later try can help, the reason is for a person to read. `retry`: this one comes again. */
/** `notOurs`: the store or the deployment is at fault, so that no number of tries makes it a person's to mend. */
export type Handled =
  | 'done'
  | { readonly reject: string }
  | { readonly retry: string; readonly notOurs?: boolean };
/** One result per message, in their order. Throwing means: none of them is done; each is tried alone, then later. */
export type Handler = (batch: readonly Received[]) => Promise<readonly Handled[]>;
export type Desk = { readonly queue: Queue; readonly deadLetters: DeadLetters };
type Pace = {
  readonly maxTries: number;
  readonly backOffSeconds: (tries: number) => number;
  readonly leaseSeconds: number;
  readonly idleMilliseconds: number;
};

/** 2, 4, 8 … seconds, at most five minutes between tries. */
export const PACE: Pace = {
  maxTries: 6,
  backOffSeconds: (tries) => Math.min(2 ** tries, 300),
  leaseSeconds: 60,
  idleMilliseconds: 300,
};
const BATCH = 10;

/** Carries out a batch; gives back the messages that must come again. */
export async function carryOut(
  desk: Desk,
  batch: readonly Received[],
  { handler, pace = PACE }: { readonly handler: Handler; readonly pace?: Pace },
): Promise<readonly Received[]> {
  const started = performance.now();
  const results = await tried(handler, batch);
  const again: Received[] = [];
  const done: Received[] = [];
  for (const [index, message] of batch.entries()) {
    const result = results[index] ?? { retry: 'the handler gave no result' };
    const isOver = result === 'done' || (await isBuried(desk, message, { result, pace }));
    (isOver ? done : again).push(message);
  }
  if (done.length > 0) await desk.queue.acknowledge(done);
  // one that cannot be postponed comes again when its lease ends: the others are done all the same
  for (const message of again)
    await desk.queue.postpone(message, pace.backOffSeconds(message.tries)).catch(() => {});
  const requests = requestsOf(batch);
  const ms = Math.round(performance.now() - started);
  say('carriedOut', { topic: batch[0]?.topic, done: done.length, again: again.length, requests, ms });
  return again;
}

const requestsOf = (batch: readonly Received[]): readonly string[] => [
  ...new Set(batch.flatMap(({ request }) => request ?? [])),
];

type Judging = { readonly result: Exclude<Handled, 'done'>; readonly pace: Pace };

/** Whether it became a dead letter: one that cannot be put down comes again. */
async function isBuried(desk: Desk, message: Received, { result, pace }: Judging): Promise<boolean> {
  const isLasting = 'reject' in result || (result.notOurs !== true && message.tries >= pace.maxTries);
  if (!isLasting) return false;
  const { topic, id, body, tries } = message;
  const reason = 'reject' in result ? result.reject : result.retry;
  const letter = { topic, message: id, body, reason, tries };
  return within({ request: message.request }, () => desk.deadLetters.put(letter)).then(
    () => true,
    () => false,
  );
}

/** A batch that fails as a whole is tried one by one, so that only the guilty message waits. */
async function tried(handler: Handler, batch: readonly Received[]): Promise<readonly Handled[]> {
  try {
    return await handler(batch);
  } catch (error) {
    const retry = error instanceof Error ? error.message : String(error);
    if (batch.length === 1) return [{ retry, notOurs: faultOf(error) !== 'data' }];
    const alone: Handled[] = [];
    for (const message of batch) alone.push(...(await tried(handler, [message])));
    return alone;
  }
}

type How = { readonly handler: Handler; readonly pace?: Pace; readonly signal?: AbortSignal };

/** Carries out everything that is due, until `signal`; returns how many messages were taken. */
export async function drain(desk: Desk, topic: Topic, how: How): Promise<number> {
  const { leaseSeconds } = how.pace ?? PACE;
  let taken = 0;
  while (how.signal?.aborted !== true) {
    const batch = await desk.queue.receive(topic, { limit: BATCH, leaseSeconds });
    if (batch.length === 0) break;
    await carryOut(desk, batch, how);
    taken += batch.length;
  }
  return taken;
}

/** Runs until stopped; `stop` resolves when the batch in hand is finished. A store out of reach is tried again. */
export function consume(
  desk: Desk,
  topic: Topic,
  how: Omit<How, 'signal'> & { readonly onError?: (error: unknown) => void },
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const taken = await drain(desk, topic, { ...how, signal }).catch((error: unknown) => {
        how.onError?.(error);
        return 0;
      });
      // a pause cut short by `stop` is no fault
      if (taken === 0)
        await setTimeout((how.pace ?? PACE).idleMilliseconds, undefined, { signal }).catch(() => {});
    }
  };
  const running = run();
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}
