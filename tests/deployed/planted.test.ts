/**
 * `npm run deployed:planted`: faults are planted one after the other, and the suite must find each, and say what it is.
 * First the same chapters without a fault. `--fault words` plants those whose name contains one of the words, parted by commas.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Chapter, officeIn } from './chapter.ts';
import { deploy } from './deployment.ts';
import { BEGIN, inOrder, PARAMETERS } from './life.ts';
import { FAULTS, type PlantedFault } from './planted/faults.ts';
import { PlaceGone, type Planting } from './planted/planting.ts';
import { type Synthesised, synthesise } from './synthesised.ts';

const { PLANTED } = process.env;
const CHOSEN = FAULTS.filter(
  ({ name }) => PLANTED === 'all' || PLANTED?.split(',').some((one) => name.includes(one)),
);
/** Minutes of a machine that others use, too. */
const PATIENCE = 900_000;

let folder: string;
let synthesised: Synthesised;
let found = 0;

beforeAll(async () => {
  if (CHOSEN.length === 0) return;
  folder = mkdtempSync(join(tmpdir(), 'taizhang-planted-'));
  synthesised = await synthesise(folder);
}, PATIENCE);
afterAll(() => {
  if (CHOSEN.length === 0) return;
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  console.log(`${found} of ${CHOSEN.length} found`);
});

/** What went wrong first, and where; null where nothing did. */
async function lived(lives: readonly Chapter[], planting: Planting): Promise<string | null> {
  let title = 'deployment';
  let house: Awaited<ReturnType<typeof deploy>> | null = null;
  try {
    house = await deploy({ begin: BEGIN, parameters: PARAMETERS, synthesised, ...planting });
    const office = officeIn(house);
    for (const chapter of lives) {
      title = chapter.title;
      house.front.refused.length = 0;
      house.problems.length = 0;
      await chapter.happens(office);
      expect(house.front.refused).toEqual([]);
      expect(house.problems).toEqual([]);
    }
    return null;
  } catch (error) {
    if (error instanceof PlaceGone) throw error;
    const said = [
      wordsOf(error),
      ...(house?.problems ?? []),
      ...(house?.front.refused.map(({ said }) => said) ?? []),
    ];
    return `${title}: ${said.join('; ')}`;
  } finally {
    await house?.stop();
  }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const differs = 'actual' in error && 'expected' in error;
  return differs ? `${JSON.stringify(error.actual)} is not ${JSON.stringify(error.expected)}` : error.message;
}

it.runIf(CHOSEN.length > 0)(
  'finds nothing where nothing is planted',
  async () => {
    expect(await lived(inOrder(CHOSEN.flatMap(({ lives }) => lives)), {})).toBeNull();
  },
  PATIENCE,
);

async function isFound({ name, plant, lives, says }: PlantedFault): Promise<void> {
  const begun = performance.now();
  const by = await lived(lives, plant);
  expect(by, 'nothing in the suite has found it').not.toBeNull();
  expect(by).toMatch(says);
  found += 1;
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.log(`${name}\n  → ${String(by).slice(0, 300)} (${seconds} s)`);
}
for (const fault of CHOSEN) it(fault.name, () => isFound(fault), PATIENCE);
