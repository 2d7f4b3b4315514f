/**
 * Files that are imported, by what carries their records out. A file of commands is carried by two: lines that sign a year
 * need the whole of reporting, all others every rule of every case, and no one function carries both (ADR 89).
 */
import { executeShort } from '#shared/desk/execute-short.ts';
import { executeSigning } from '#shared/desk/signers.ts';
import { importCommands } from '#shared/intake/import-commands.ts';
import { importReports } from '#shared/intake/import-reports.ts';
import { importRows } from '#shared/intake/import-rows.ts';
import { runOf } from '#shared/intake/received-file.ts';
import type { Job } from '#shared/store/jobs.ts';
import { isLong, type JobHouse, type Slice } from './ask-job.ts';
import { importSlice, type Reads } from './import-job.ts';

const ROWS: Reads = {
  run: (ledger, request) => (request.kind === 'reports' ? importReports : importRows)(ledger, request),
  others: 'import',
};
const ALL_LINES: Reads = {
  run: (ledger, request) => runOf('commands')(ledger, request),
  others: 'commands',
};
const SHORT_LINES: Reads = {
  run: (ledger, request) => importCommands(ledger, { ...request, executes: executeShort }),
  takes: (fields) => !isLong(fields),
  others: 'yearLines',
};
const YEAR_LINES: Reads = {
  run: (ledger, request) => importCommands(ledger, { ...request, executes: executeSigning }),
  takes: isLong,
  others: 'commands',
};

export const rowsSlice = (house: JobHouse, job: Job): Promise<Slice> => importSlice(house, job, ROWS);
/** Where one carrier carries every line. */
export const linesSlice = (house: JobHouse, job: Job): Promise<Slice> => importSlice(house, job, ALL_LINES);
export const shortLinesSlice = (house: JobHouse, job: Job): Promise<Slice> =>
  importSlice(house, job, SHORT_LINES);
export const yearLinesSlice = (house: JobHouse, job: Job): Promise<Slice> =>
  importSlice(house, job, YEAR_LINES);
