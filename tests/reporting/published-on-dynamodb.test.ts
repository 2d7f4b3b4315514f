import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { report } from '../../functions/cli/annual.ts';
import { runImport } from '../../functions/cli/import.ts';
import { openHouse } from '../../functions/cli/open-house.ts';
import { readArguments } from '../../functions/cli/options.ts';
import { verify } from '../../functions/cli/verify.ts';
import type { Report } from '../../shared/reporting/report.ts';
import { ledgerOf, type Made, published } from '../support/published-cases.ts';

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
    writeFileSync(file, some.map(({ row }) => `${JSON.stringify(row)}\n`).join(''));
    return [`${kind}s`, file] as const;
  });
}

describe('a published report comes out exactly on DynamoDB', () => {
  it.each(['longgang-2022.json', 'hongze-district-2024.json', 'unnamed-report29-2023.json'])(
    '%s',
    async (name) => {
      const given = published(name);
      const house = await openHouse(inCloud('report'));
      try {
        for (const [kind, file] of filesOf(ledgerOf(given)))
          expect((await runImport(house, inCloud('import', kind, file))).exit).toBe(0);
        const of = async (year: number) =>
          JSON.parse(String((await report(house, inCloud('report', String(year)))).stdout)) as Report;
        const made = await of(given.year);
        expect(made.table2).toEqual(given.table2);
        expect(made.table3.rows).toEqual(given.table3.rows);
        expect(made.table4.rows).toEqual(given.table4.rows);
        expect(made.checks.filter(({ holds }) => !holds)).toEqual([]);
        expect((await of(given.year + 1)).table3.rows.carriedOver).toEqual(given.table3.rows.carriedForward);
        expect(JSON.parse((await verify(house)).stdout)).toMatchObject({
          brokenChains: [],
          driftedReadModels: [],
        });
      } finally {
        house.close();
      }
    },
    LIMIT,
  );
});

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
