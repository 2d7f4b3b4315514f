/** Long work by the API: where it goes on, how far it is, and what came of it. */
import * as z from 'zod';
import { COMMANDERS } from '#shared/accounts/permissions.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import type { Rejected } from '#shared/intake/import-result.ts';
import type { ImportAsked } from '#shared/jobs/import-files.ts';
import { type Outcome, partOf } from '#shared/jobs/import-files.ts';
import type { Warning } from '#shared/kernel/decision.ts';
import type { House } from '#shared/store/house.ts';
import { isOfFile, isOver, JOB_NAMES, type Job } from '#shared/store/jobs.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import { problem } from '../frame/answers.ts';
import { executionOf } from '../frame/long-work.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { type Endpoint, endpoint, ok, V1 } from './endpoint.ts';
import { executedBody, refusalOf } from './executed.ts';

const JOBS = `${V1}/jobs`;

export const jobShape = z.object({
  job: z.object({
    id: z.string(),
    what: z.enum(JOB_NAMES),
    state: z.enum(['waiting', 'running', 'done', 'failed']),
    done: z.int().describe('records or rows read so far'),
    of: z.int().nullable().describe('of how many; null where nobody can know'),
    askedAt: z.iso.datetime({ offset: true }),
    changedAt: z.iso.datetime({ offset: true }),
  }),
  result: z
    .looseObject({})
    .optional()
    .describe('when it has ended: the body that would have been answered at once'),
  refusal: z
    .looseObject({ code: z.string(), title: z.string() })
    .optional()
    .describe('when it has ended in a refusal: as the problem document would have said'),
});

/** Answers that it goes on, and where. */
export function goingOn(c: Ctx, job: Job): Response {
  c.header('location', `${JOBS}/${job.id}`);
  c.header('retry-after', '2');
  return c.json(shown(job), 202);
}

function shown({ id, what, state, done, of, askedAt, changedAt }: Job) {
  return { job: { id, what, state, done, of, askedAt, changedAt } };
}

export function jobEndpoints(web: Web): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: `${JOBS}/{id}`,
      reads: NOTHING_PERSONAL,
      summary: '一项耗时较长的工作做到哪里、结果如何；只有提出的账号可以查看，保留七天',
      example: { parameters: { id: 'JOB' } },
      roles: COMMANDERS,
      parameters: z.object({ id: z.string().max(64) }),
      answers: { 200: jobShape },
      handle: async ({ c, who, parameters: { id } }) => {
        const job = await web.house.jobs.find(id);
        if (job === null || job.office !== who.office || job.askedBy !== who.user)
          return problem(c, { status: 404, code: 'notFound', title: '没有这项工作' });
        if (!isOver(job)) return ok(shown(job));
        return ok({ ...shown(job), ...(await cameOf(web, job)) });
      },
    }),
  ];
}

/** As a file of rows is answered, or why it was turned back whole. */
export type ImportCame =
  | { readonly code: string; readonly title: string }
  | (Pick<Outcome, 'kind' | 'read' | 'recorded' | 'duplicates' | 'receipt'> & {
      readonly rejected: readonly Rejected[];
      readonly warnings: readonly Warning[];
    });

const UNAVAILABLE = { code: 'unavailable', title: refusalText('unavailable') };

/** What is kept of a file is kept for a day. */
export async function importOutcome(house: House, job: Job): Promise<ImportCame> {
  const asked = await house.jobs.kept<ImportAsked>(job, job.request);
  const outcome = asked === null ? null : await partOf(house, asked.upload, 'outcome');
  if (outcome === null) return UNAVAILABLE;
  if (outcome.fault !== undefined) return { code: outcome.fault.code, title: outcome.fault.message };
  const { kind, read, recorded, duplicates, refused, warned, receipt } = outcome;
  const rejected = refused.map(({ fields: _, ...line }) => line);
  return { kind, read, recorded, duplicates, rejected, warnings: warned, receipt };
}

/** As it would have been answered at once. */
async function cameOf(web: Web, job: Job): Promise<object> {
  if (job.state === 'failed') return { refusal: UNAVAILABLE };
  if (isOfFile(job)) {
    const came = await importOutcome(web.house, job);
    return 'code' in came ? { refusal: came } : { result: came };
  }
  const came = job.what === 'command' ? await executionOf(web, job) : null;
  if (came === null) return {};
  return came.ok ? { result: executedBody(came) } : { refusal: refusalOf(came) };
}
