/** Jobs by messages of the topic: one carries a job on for some seconds, and the next goes on from what was noted. */
import { jsonObject } from '#shared/kernel/parse-json.ts';
import { epochOf, instantOf } from '#shared/kernel/plain-date.ts';
import type { Handled, Handler } from '#shared/store/consume.ts';
import { PACE } from '#shared/store/consume.ts';
import { isKnown, isOver } from '#shared/store/jobs.ts';
import type { Received } from '#shared/store/queue.ts';
import { byQueue, type JobHouse } from './ask-job.ts';
import { type Carrying, carryFor, giveUp } from './carry-job.ts';

/** Far below what a function may take: a slice that is in hand is ended before. */
const CARRIED_MS = 20_000;

/** What is another's is handed on: it goes on from where it was left, or was asked for before the carriers were parted. */
export function jobHandler(carrying: Carrying, milliseconds = CARRIED_MS): Handler {
  return async (batch) => {
    const results: Handled[] = [];
    for (const message of batch) results.push(await carried(carrying, message, milliseconds));
    return results;
  };
}

async function carried(
  carrying: Carrying,
  { body, tries }: Received,
  milliseconds: number,
): Promise<Handled> {
  const { house, handOn = byQueue(house) } = carrying;
  const id = jsonObject(body)?.job;
  if (typeof id !== 'string') return { reject: '没有写明是哪一项工作' };
  try {
    const job = await carryFor(carrying, id, milliseconds);
    if (job !== null && !isOver(job) && isKnown(job)) await handOn(job);
    return 'done';
  } catch (fault) {
    if (tries < PACE.maxTries) throw fault;
    await giveUp(house, id, fault);
    throw fault;
  }
}

/** Longer than a message is on its way and in hand: what was not noted since has lost its carrier. */
const LOST_MS = 8 * 60_000;

type AskingAgain = Pick<Carrying, 'handOn'> & { readonly milliseconds?: number };

class UnknownWork extends Error {
  override readonly name = 'UnknownWork';
}

/**
 * Asks once more for what nobody goes on with. `milliseconds`: 0 where every carrier is known to be gone. What no version
 * that still runs can carry has failed: nobody waits for it for ever, and what is lost behind it is asked for all the same.
 */
export async function askAgain(
  house: JobHouse,
  { handOn = byQueue(house), milliseconds = LOST_MS }: AskingAgain = {},
): Promise<number> {
  const left = await house.jobs.left(instantOf(epochOf(house.clock.now()) - milliseconds));
  for (const job of left) await (isKnown(job) ? handOn(job) : giveUp(house, job.id, new UnknownWork()));
  return left.length;
}
