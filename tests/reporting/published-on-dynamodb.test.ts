import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { report } from '#functions/cli/annual.ts';
import { runImport } from '#functions/cli/import.ts';
import { openHouse } from '#functions/cli/open-house.ts';
import { readArguments } from '#functions/cli/options.ts';
import { verify } from '#functions/cli/verify.ts';
import type { Report } from '#shared/reporting/report.ts';
import { ofCitySize } from '../support/city-report.ts';
import { fittedRows, type Published } from '../support/fitted-ledger.ts';
import type { Made } from '../support/memory-ledger.ts';

const LIMIT = 120_000;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-cloud-'));
});
// the emulators of the folder end a few seconds later, at the sight of their missing address
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const inCloud = (...argv: string[]) =>
  readArguments([...argv, '--engine', 'dynamodb', '--data', join(folder, 'data')]);

function filesOf(made: readonly Made[]): readonly (readonly [kind: string, file: string])[] {
  return [...Map.groupBy(made, ({ kind }) => kind)].map(([kind, some]) => {
    const file = join(folder, `${kind}s.ndjson`);
    writeFileSync(file, some.map((one) => `${JSON.stringify(asTyped(one))}\n`).join(''));
    return [`${kind}s`, file] as const;
  });
}

/** A row knows fen, a file yuan. */
const asTyped = ({ kind, row }: Made) =>
  kind === 'fee' ? { ...row, amount: Number(row.amount) / 100 } : row;

const FOLDER = join(import.meta.dirname, 'published');
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

/** Two of the published reports add their table 四 up wrongly: its totals are not compared. */
const results = ({ rows }: Published['table4']) => Object.values(rows).map((row) => row.slice(0, 4));

describe('a published report comes out exactly on DynamoDB', () => {
  it.each(FILES)(
    '%s',
    async (name) => {
      await comesOut(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Published);
    },
    LIMIT,
  );

  // minutes: `npm run scale:city`
  if (process.env.SCALE === 'city')
    it(
      'of a city: 4,237 applications, 66 reviews and 33 suits',
      async () => {
        await comesOut(ofCitySize());
      },
      30 * LIMIT,
    );
});

async function comesOut(given: Published): Promise<void> {
  const house = await openHouse(inCloud('report'));
  try {
    for (const [kind, file] of filesOf(fittedRows(given)))
      expect((await runImport(house, inCloud('import', kind, file))).exit).toBe(0);
    const of = async (year: number) =>
      JSON.parse(String((await report(house, inCloud('report', String(year)))).stdout)) as Report;
    const made = await of(given.year);
    expect(made.table2).toEqual(given.table2);
    expect(made.table3.rows).toEqual(given.table3.rows);
    expect(results(made.table4)).toEqual(results(given.table4));
    expect(made.checks.filter(({ holds }) => !holds)).toEqual([]);
    expect((await of(given.year + 1)).table3.rows.carriedOver).toEqual(given.table3.rows.carriedForward);
    expect(JSON.parse((await verify(house)).stdout)).toMatchObject({
      brokenChains: [],
      driftedReadModels: [],
    });
  } finally {
    house.close();
  }
}

describe('commands one after another on DynamoDB', () => {
  it(
    'count what those before them recorded, and leave nothing behind but the folder',
    () => {
      const rows = join(folder, 'rows.csv');
      writeFileSync(rows, '申请编号,收到日期,申请人类型,申请内容\nA1,2026-01-05,自然人,=甲\n');
      expect(run('import', 'applications', rows).stdout).toContain('"recorded":1');
      expect(run('import', 'applications', rows).stdout).toContain('"duplicates":1');
      expect(run('cell', '2026', 'table3.newlyReceived.total').stdout).toBe(
        '{"case":"A1","kind":"application","weight":1}\n',
      );
      expect(run('history', 'A1').stdout).toContain('=甲');
      const [one, other] = [join(folder, 'one.ndjson'), join(folder, 'other.ndjson')];
      expect(run('export', one).status).toBe(0);
      expect(run('restore', one, '--data', join(folder, 'again')).status).toBe(0);
      expect(run('export', other, '--data', join(folder, 'again')).status).toBe(0);
      expect(spawnSync('cmp', [one, other]).status).toBe(0);
    },
    LIMIT,
  );

  function run(...argv: string[]) {
    const launch = join(import.meta.dirname, '../../infra/local/launch.mjs');
    const where = ['--engine', 'dynamodb', '--data', join(folder, 'data')];
    return spawnSync(process.execPath, [launch, ...where, ...argv], { encoding: 'utf8', cwd: folder });
  }
});
