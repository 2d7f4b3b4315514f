/**
 * A file of commands as a job. It is carried by two: lines that sign a year need the whole of reporting, all others every
 * rule of every kind of case, and no one function carries both (ADR 89).
 */
import { executeCommand } from '#shared/desk/execute.ts';
import { executeShort } from '#shared/desk/execute-short.ts';
import { executeSigning } from '#shared/desk/signers.ts';
import { importCommands } from '#shared/intake/import-commands.ts';
import type { Job } from '#shared/store/jobs.ts';
import { isLong, type JobHouse, type Slice } from './ask-job.ts';
import { importSlice, type Reads } from './import-job.ts';

type Sliced = (house: JobHouse, job: Job) => Promise<Slice>;

const ALL: Reads = {
  run: (ledger, request) => importCommands(ledger, { ...request, executes: executeCommand }),
};
const SHORT: Reads = {
  run: (ledger, request) => importCommands(ledger, { ...request, executes: executeShort }),
  takes: (fields) => !isLong(fields),
  others: 'yearLines',
};
const OF_YEARS: Reads = {
  run: (ledger, request) => importCommands(ledger, { ...request, executes: executeSigning }),
  takes: isLong,
  others: 'commands',
};

/** Where one carrier carries every line. */
export const linesSlice: Sliced = (house, job) => importSlice(house, job, ALL);
export const shortLinesSlice: Sliced = (house, job) => importSlice(house, job, SHORT);
export const yearLinesSlice: Sliced = (house, job) => importSlice(house, job, OF_YEARS);
