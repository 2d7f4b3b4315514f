/**
 * Every random test draws from the seed of its run and prints it with its own name; `SEED=…` runs them again as they
 * were. Loaded before each test file (vitest.config.ts).
 */
import fc, { type RunDetails } from 'fast-check';
import { expect } from 'vitest';
import { SEED } from './seed.ts';

fc.configureGlobal({ seed: SEED, reporter: report });

function report(run: RunDetails<unknown>): void {
  console.log(`SEED=${run.seed} ${expect.getState().currentTestName ?? ''}`);
  if (run.failed) throw new Error(fc.defaultReportMessage(run), { cause: run.errorInstance });
}
