/** What runs beside the pages on one machine: the projector, the recorder of feeds, the sender of reminders, the schedules, long work. */
import { setTimeout } from 'node:timers/promises';
import { feedHandler } from '#shared/feeds/record-feed.ts';
import { everyJob } from '#shared/jobs/every-job.ts';
import { askAgain, jobHandler } from '#shared/jobs/job-queue.ts';
import { reminderHandler, type Senders } from '#shared/reminders/send-reminders.ts';
import type { Accounts } from '#shared/store/accounts.ts';
import { consume } from '#shared/store/consume.ts';
import type { House } from '#shared/store/house.ts';
import { nameOf, say } from '#shared/telling/say.ts';
import { projectHandler } from '#shared/views/project-changes.ts';
import { alarmsOf, sayDrift } from '#shared/year/aggregation.ts';
import { keepSchedules } from './schedules.ts';

const PROJECT_EVERY_MS = 1000;

type Out = { readonly senders: Senders; readonly people: Accounts };

/** Nobody waits longer for it to stop, and whoever else waits here has a turn. */
const PACE = { commits: 10_000, milliseconds: 1000 };

/** Of what fails the name is said; it is tried again. `stop` resolves when the work in hand is finished. */
export function runInBackground(house: House, { senders, people }: Out): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const onError = (error: unknown): void => say('backgroundFault', { what: nameOf(error) });
  const projecting = project(house, { signal: stopping.signal, onError });
  const schedules = keepSchedules(house, {
    signal: stopping.signal,
    onError,
    onUnsealed: (what) => say('unsealed', { what }),
    onDrift: (aggregation) => {
      sayDrift(aggregation);
      for (const what of alarmsOf(aggregation)) say('alarm', { what });
    },
  });
  const recorder = consume(house, 'feed', { handler: feedHandler(house), onError });
  const reminders = consume(house, 'reminder', { handler: reminderHandler(house, senders), onError });
  const working = { ...house, people, pace: PACE };
  // what the process before this one was carrying
  const found = askAgain(working, { milliseconds: 0 }).catch(onError);
  const carry = jobHandler(everyJob(working), PACE.milliseconds);
  const jobs = consume(house, 'job', { handler: carry, onError });
  const again = consume(house, 'project', { handler: projectHandler(house), onError });
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all([projecting, schedules, recorder.stop(), reminders.stop()]);
      await Promise.all([found, jobs.stop(), again.stop()]);
    },
  };
}

type Watch = { readonly signal: AbortSignal; readonly onError: (error: unknown) => void };

/** Reads bring the read models up to date by themselves; this keeps what they have to catch up on small. */
async function project(house: House, { signal, onError }: Watch): Promise<void> {
  while (!signal.aborted) {
    await house.catchUp().catch(onError);
    const ahead = await house.search.follow().catch(onError);
    if (ahead === undefined || ahead === 0)
      await setTimeout(PROJECT_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}
