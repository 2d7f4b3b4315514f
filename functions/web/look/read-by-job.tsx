/** What a page shows of a reading of the ledger that is made as a job: where it goes on, or what came of it. */
import type { Child } from 'hono/jsx';
import { askedFor, FEW_COMMITS, jobId } from '#shared/jobs/ask-job.ts';
import type { House } from '#shared/store/house.ts';
import { isOver, type Job, type JobName } from '#shared/store/jobs.ts';
import { countedCommits } from '#shared/store/verify-chains.ts';
import { carrierOf } from '../frame/long-work.ts';
import { type Ctx, officeHere, type Principal, type Web } from '../frame/web.ts';
import { minute } from '../wording/word.ts';
import { goingOnPage, notDonePage } from './going-on.tsx';

type Reading = {
  readonly what: JobName;
  /** What tells it from others of its office. */
  readonly of: readonly string[];
  readonly request: unknown;
  /** The page without what a job gives it, as a path with its query. */
  readonly path: string;
  readonly title: string;
  readonly section: string;
  readonly crumb: Child;
};
type By = { readonly web: Web; readonly who: Principal };
export type Came<Found> = { readonly job: Job; readonly found: Found };

/** Commits that are read while somebody waits. */
const SOME_COMMITS = 100_000;
/** As long as for a signature. */
const WAIT_MS = 6000;

/** Whether reading all of it is no work for a job; not where the engine does not count its commits. */
export async function isSmall({ log }: Pick<House, 'log'>): Promise<boolean> {
  return ((await countedCommits(log)) ?? Number.POSITIVE_INFINITY) <= FEW_COMMITS;
}

/** Of a ledger that cannot be read in that time nobody waits for the end of it. */
async function patience({ log }: Pick<House, 'log'>): Promise<number> {
  return ((await countedCommits(log)) ?? 0) > SOME_COMMITS ? 0 : WAIT_MS;
}

/** What the job that the address names has come to, or one that is asked for now; until then, and where it failed, the page that says so. */
export async function readByJob<Found>(
  c: Ctx,
  { web, who }: By,
  reading: Reading,
): Promise<Came<Found> | Response> {
  const { jobs } = web.house;
  const { what, of, path, title, section, crumb } = reading;
  const id = jobId(what, officeHere(c).id, ...of);
  const named = c.req.query('job') === id ? await jobs.find(id) : null;
  const job = named ?? (await begun(c, { web, who }, { ...reading, id }));
  const at = `${path}${path.includes('?') ? '&' : '?'}job=${id}`;
  const place = { title, section, crumb };
  if (!isOver(job))
    return named === null ? c.redirect(at, 303) : goingOnPage(c, { ...place, job, unit: '条记录', at });
  const found = await jobs.kept<Found>(job, job.result);
  if (found !== null) return { job, found };
  return notDonePage(c, { ...place, again: <a href={path}>再查一次</a> });
}

async function begun(
  c: Ctx,
  { web, who }: By,
  { id, what, request }: Reading & { readonly id: string },
): Promise<Job> {
  const asked = { id, office: officeHere(c).id, what, askedBy: who.user, request };
  return askedFor(web.house, asked, { carrier: carrierOf(web), milliseconds: await patience(web.house) });
}

/** Of which moment it is, and the way to a newer one. */
export const ReadWhen = ({ job, path, children }: { job: Job; path: string; children?: Child }) => (
  <p class="soft">
    {minute(job.askedAt)} 开始查，{minute(job.changedAt)} 查完；其间登记的，可能只查到一部分。
    <a href={path}>再查一次</a>。{children}
  </p>
);
