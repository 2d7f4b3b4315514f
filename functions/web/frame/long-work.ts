/** Work that may take longer than an answer: asked for as a job and waited for some seconds, or done beside the answers. */
import { randomUUID } from 'node:crypto';
import type { Execution, Request } from '#shared/desk/execute.ts';
import { type Asked, type HeavyName, workInPlace } from '#shared/house/heavy-work.ts';
import { askedFor, type Carrier, jobId } from '#shared/jobs/ask-job.ts';
import { isOver, type Job } from '#shared/store/jobs.ts';
import type { Principal, Web } from './web.ts';

/** A program that asks waits for its answer, as long as what lies before us lets it. */
export const longestWait = ({ config }: Web): number => config.longestWaitMs ?? Number.POSITIVE_INFINITY;

export function carrierOf({ config, carriesHere }: Web): Carrier {
  const carrier = config.carrier ?? carriesHere;
  if (carrier === undefined) throw new Error('nobody is named who carries long work');
  return carrier;
}

export type GoingOn = { readonly job: Job };

/** Asks for a command that is long, and waits so long; the job where it goes on. */
export async function executed(
  web: Web,
  request: Request,
  milliseconds: number,
): Promise<Execution | GoingOn> {
  const { house } = web;
  const { office, actor, key = randomUUID(), content = '' } = request;
  const id = jobId('command', office, actor.user, key, content);
  const asked = { id, office, what: 'command', askedBy: actor.user, request } as const;
  const job = await askedFor(house, asked, { carrier: carrierOf(web), milliseconds });
  if (!isOver(job)) return { job };
  const done = await executionOf(web, job);
  if (done === null) throw new Error(`a job has failed: ${job.fault?.reason ?? 'its result is gone'}`);
  return done;
}

/** What came of a command that has ended; null where it never could be carried out. */
export function executionOf({ house }: Web, job: Job): Promise<Execution | null> {
  return house.jobs.kept<Execution>(job, job.result);
}

/** What is heavy, done beside the answers, on the account of who asks. `run` throws TooMuchWork. */
export function heavyBy({ config }: Web, { office, user }: Principal) {
  const heavy = config.heavy ?? workInPlace;
  return {
    run: <Name extends HeavyName>(name: Name, of: Asked<Name>['of']) =>
      heavy.run({ name, of, by: `${office} ${user}` }),
  };
}
