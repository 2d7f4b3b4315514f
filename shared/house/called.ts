/**
 * A function as Lambda calls it. Every line it writes bears the name of the call; a fault is said by its name and place,
 * and what Lambda itself would write of it, its message, stays out of the log: it could quote a record.
 */
import type { Context } from 'aws-lambda';
import { SCHEDULES } from '#shared/telling/events.ts';
import { nameOf, placeOf, say, within } from '#shared/telling/say.ts';

/** What a call by the clock brings with it (`infra/aws/constructs/schedule.ts`). */
export type Called = { readonly schedule?: string };
type Function<E, R> = (event: E, context?: Context) => Promise<R>;

export function called<E, R>(work: (event: E) => Promise<R>): Function<E, R> {
  return (event, context) =>
    within({ invocation: context?.awsRequestId }, async () => {
      try {
        return await work(event);
      } catch (fault) {
        say('failed', { name: nameOf(fault), where: placeOf(fault) });
        throw bare(fault);
      }
    });
}

/** Says `ran` when the work is done: an alarm listens for the line that does not come. */
export function byTheClock(work: () => Promise<void>): Function<Called | undefined, void> {
  return called(async (event) => {
    const started = performance.now();
    await work();
    const schedule = SCHEDULES.find((one) => one === event?.schedule);
    if (schedule !== undefined) say('ran', { schedule, Ran: 1, ms: Math.round(performance.now() - started) });
  });
}

/** The same fault by its name alone: Lambda counts it, and calls again. */
function bare(fault: unknown): Error {
  const error = new Error(nameOf(fault));
  error.name = nameOf(fault);
  return error;
}
