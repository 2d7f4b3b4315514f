/** What somebody sends costs its length and no more, whatever it is made of: counted in steps of the program, not in time. */
import { Session } from 'node:inspector/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { PARSERS, SHAPES } from '../support/hostile-texts.ts';

/** Four times the text: four times the steps, and half as many again for what grows with a table's width. */
const [FEW, MANY] = [1_000, 4_000];
const MOST_RATIO = 6;
/** A text of this length may take this long, whatever else the machine does: a square of it takes minutes. */
const LONG = 100_000;
const MOST_MS = 5_000;

const session = new Session();

/** How often blocks of the product were entered since the last call. */
async function entered(): Promise<number> {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  return result
    .filter(({ url }) => /\/(?:shared|functions)\//.test(url))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)))
    .reduce((sum, count) => sum + count, 0);
}

type Read = (text: string) => unknown;
type Shapes = readonly (typeof ALL)[number][];

async function stepsOf(run: Read, shapes: Shapes, length: number): Promise<number> {
  await entered();
  for (const [, shape] of shapes) await run(shape(length));
  return entered();
}

const ALL = Object.entries(SHAPES);
const LONG_TEXTS = ALL.map(([name, shape]) => [name, shape(LONG)] as const);
/** Counting costs more than reading: only where several shapes together are too many is each asked by itself. */
const TOGETHER = 16;

async function steepOf(run: Read, shapes: Shapes): Promise<string[]> {
  const [few, many] = [await stepsOf(run, shapes, FEW), await stepsOf(run, shapes, MANY)];
  const isSteep = many > (shapes.length > 1 ? 0.8 : 1) * MOST_RATIO * Math.max(few, FEW);
  if (!isSteep) return [];
  if (shapes.length === 1) return shapes.map(([name]) => `${name}: ${few} steps, then ${many}`);
  const each: string[] = [];
  for (const shape of shapes) each.push(...(await steepOf(run, [shape])));
  return each;
}

const READERS = Object.entries(PARSERS);

describe('each shape of text is read to its end', () => {
  test.each(READERS)('by %s', async (_name, run) => {
    const slow: string[] = [];
    for (const [name, text] of LONG_TEXTS) {
      const start = process.cpuUsage();
      await run(text);
      const took = process.cpuUsage(start).user / 1000;
      if (took > MOST_MS) slow.push(`${name}: ${Math.round(took)} ms`);
    }
    expect(slow).toEqual([]);
  });
});

describe('no shape of text is looked at more often than the text is long', () => {
  // counting makes everything slower: not while long texts are read
  beforeAll(async () => {
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  });

  test.each(READERS)('by %s', async (_name, run) => {
    const steep: string[] = [];
    for (let at = 0; at < ALL.length; at += TOGETHER)
      steep.push(...(await steepOf(run, ALL.slice(at, at + TOGETHER))));
    expect(steep).toEqual([]);
  });
});
