/** What somebody sends costs its length and no more, whatever it is made of: counted in steps of the program, not in time. */
import { Session } from 'node:inspector/promises';
import { describe, expect, test } from 'vitest';
import { PARSERS, SHAPES } from '../support/hostile-texts.ts';

/** Four times the text: four times the steps, and half as many again for what grows with a table's width. */
const [FEW, MANY] = [5_000, 20_000];
const MOST_RATIO = 6;
/** A text of this length may take this long, whatever else the machine does: a square of it takes minutes. */
const LONG = 100_000;
const MOST_MS = 5_000;

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/** How often blocks of the product were entered since the last call. */
async function entered(): Promise<number> {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  return result
    .filter(({ url }) => /\/(?:shared|functions)\//.test(url))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)))
    .reduce((sum, count) => sum + count, 0);
}

async function stepsOf(run: (text: string) => unknown, text: string): Promise<number> {
  await entered();
  await run(text);
  return entered();
}

describe.each(Object.entries(PARSERS))('%s', (_name, run) => {
  test('looks at no shape of text more often than the text is long', async () => {
    const steep: string[] = [];
    for (const [name, shape] of Object.entries(SHAPES)) {
      const [few, many] = [await stepsOf(run, shape(FEW)), await stepsOf(run, shape(MANY))];
      if (many > MOST_RATIO * Math.max(few, FEW)) steep.push(`${name}: ${few} steps, then ${many}`);
    }
    expect(steep).toEqual([]);
  });

  test('is through with each of them', async () => {
    const slow: string[] = [];
    for (const [name, shape] of Object.entries(SHAPES)) {
      const text = shape(LONG);
      const start = performance.now();
      await run(text);
      const took = performance.now() - start;
      if (took > MOST_MS) slow.push(`${name}: ${Math.round(took)} ms`);
    }
    expect(slow).toEqual([]);
  });
});
