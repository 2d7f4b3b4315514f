/** Having an import carried out that was prepared, or tried out. */

import { optionsOf } from '#shared/intake/reading.ts';
import { newReceipt } from '#shared/intake/receipts.ts';
import { askedFor, jobId } from '#shared/jobs/ask-job.ts';
import type { ImportAsked } from '#shared/jobs/import-files.ts';
import { keepPart, type OfferedKind, partOf, type Settled, type Upload } from '#shared/jobs/import-files.ts';
import type { Job } from '#shared/store/jobs.ts';
import { carrierOf } from '../frame/long-work.ts';
import { actorOf } from '../frame/web.ts';
import type { By } from './kinds.ts';

type Wanted = {
  readonly upload: Upload;
  readonly settled: Settled & { readonly kind: OfferedKind };
  readonly dryRun: boolean;
};

/** For so long the answer waits: a small file has been read by then. */
const WAIT_MS = 3000;

/** One that goes on already is joined: a second click begins none. */
export async function startImport({ web, who }: By, { upload, settled, dryRun }: Wanted): Promise<void> {
  const { house } = web;
  const { id, name, format } = upload;
  const job = jobId('import', who.office, id);
  const isGoingOn = await progressOf({ web, who }, id);
  if (isGoingOn === null) await house.uploads.drop(id, ['outcome']);
  await keepPart(house, id, { progress: { job } });
  const { office, role } = who;
  const request: ImportAsked = {
    ...{ upload: id, name, format, kind: settled.kind, dryRun, office, role, settled },
    actor: { ...actorOf(who), via: 'import' },
    receipt: newReceipt(house.clock),
    options: optionsOf({ columns: {}, ...settled.reading }),
  };
  const asked = { id: job, office, what: 'import', askedBy: who.user, request } as const;
  await askedFor(house, asked, { carrier: carrierOf(web), milliseconds: WAIT_MS });
}

/** How far it is; null where nothing goes on. */
export async function progressOf(
  { web }: By,
  id: string,
): Promise<(Job & { readonly dryRun: boolean }) | null> {
  const { jobs } = web.house;
  const progress = await partOf(web.house, id, 'progress');
  const job = progress === null ? null : await jobs.find(progress.job);
  if (job === null || job.state === 'done' || job.state === 'failed') return null;
  const asked = await jobs.kept<ImportAsked>(job, job.request);
  return { ...job, dryRun: asked?.dryRun === true };
}
