/** All of it, for who carries every job: one machine, a test, a program that ends with its one command. */
import type { SigningHouse } from './ask-job.ts';
import type { Carrying } from './carry-job.ts';
import { commandSlice } from './command-job.ts';
import { linesSlice } from './lines-job.ts';
import { readySlice } from './ready-job.ts';
import { rowsSlice } from './rows-job.ts';
import { figureSlice, previewSlice } from './walk-job.ts';

export const everyJob = (house: SigningHouse): Carrying => ({
  house,
  carries: {
    command: (job) => commandSlice(house, job),
    ready: (job) => readySlice(house, job),
    import: (job) => rowsSlice(house, job),
    // nothing is left to another here
    commands: (job) => linesSlice(house, job),
    yearLines: (job) => linesSlice(house, job),
    figure: (job) => figureSlice(house, job),
    preview: (job) => previewSlice(house, job),
  },
});
