/** Work that may take longer than an answer: asked for as a job, and waited for some seconds. */
import { randomUUID } from 'node:crypto';
import { type Execution, executeCommand, type Request } from '#shared/desk/execute.ts';
import { askedFor, type Carrier, inPlace, jobId } from '#shared/jobs/ask-job.ts';
import { isLong } from '#shared/jobs/command-job.ts';
import { type Job, isOver } from '#shared/store/jobs.ts';
import { ledgerOf, type Web } from './web.ts';

export const carrierOf = (web: Web): Carrier => web.config.carrier ?? inPlace(ledgerOf(web));

export type GoingOn = { readonly job: Job };

/** Asks for the command, and waits so long; the job where it goes on. */
export async function executed(
  web: Web,
  request: Request,
  milliseconds: number,
): Promise<Execution | GoingOn> {
  if (!isLong(request.fields)) return executeCommand(ledgerOf(web), request);
  const { house } = web;
  const { office, actor, key = randomUUID(), content = '' } = request;
  const id = jobId('command', office, actor.user, key, content);
  const asked = { id, office, what: 'command', askedBy: actor.user, request } as const;
  const job = await askedFor(house, asked, { carrier: carrierOf(web), milliseconds });
  return isOver(job) ? executionOf(web, job) : { job };
}

/** What came of a command that has ended. Throws where it never could be carried out. */
export async function executionOf({ house }: Web, job: Job): Promise<Execution> {
  const done = await house.jobs.kept<Execution>(job, job.result);
  if (done === null) throw new Error(`job ${job.id} has failed: ${job.fault?.reason ?? 'its result is gone'}`);
  return done;
}
