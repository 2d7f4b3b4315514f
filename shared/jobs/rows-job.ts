/** A file of rows or of published reports as a job: what it brings is migrated, and nothing is decided. */
import { importReports } from '#shared/intake/import-reports.ts';
import { importRows } from '#shared/intake/import-rows.ts';
import type { Job } from '#shared/store/jobs.ts';
import type { JobHouse, Slice } from './ask-job.ts';
import { importSlice, type Reads } from './import-job.ts';
import { remember } from './told-of-file.ts';

const ROWS: Reads = {
  run: (ledger, request) => (request.kind === 'reports' ? importReports : importRows)(ledger, request),
  remembers: remember,
};

export const rowsSlice = (house: JobHouse, job: Job): Promise<Slice> => importSlice(house, job, ROWS);
