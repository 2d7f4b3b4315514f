/** All of it, for who carries every job: one machine, a test, a program that ends with its one command. */

import type { Carries } from './carry-job.ts';
import { commandSlice } from './command-job.ts';
import { linesSlice } from './lines-job.ts';
import { readySlice } from './ready-job.ts';
import { rowsSlice } from './rows-job.ts';
import { figureSlice, previewSlice } from './walk-job.ts';

export const EVERY_JOB: Carries = {
  ...{ command: commandSlice, ready: readySlice },
  import: rowsSlice,
  // nothing is left to another here
  ...{ commands: linesSlice, yearLines: linesSlice },
  ...{ figure: figureSlice, preview: previewSlice },
};
