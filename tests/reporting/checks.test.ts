import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runCheck } from '#functions/cli/check.ts';
import { formOf } from '#shared/glossary.ts';
import { checksOf } from '#shared/reporting/checks.ts';
import type { Check, Table2, Table3, Table4 } from '#shared/reporting/report.ts';

type Published = { table2: Table2; table3: Table3; table4: Table4; publishedTablesTie: boolean };
const folder = new URL('published/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (file: string): Published => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
const failing = (checks: Check[]) => checks.filter((check) => !check.holds);
const pathOf = (file: string) => new URL(file, folder).pathname;

/** The report with every cell of tables 3 and 4 in turn raised by one. */
function* raisedByOne(file: string): Generator<{ cell: string; report: Published }> {
  for (const table of ['table3', 'table4'] as const) {
    for (const [row, numbers] of Object.entries(read(file)[table].rows)) {
      for (const index of numbers.keys()) {
        const report = read(file);
        const rows: Record<string, number[]> = Object(report[table].rows);
        rows[row] = numbers.map((number, at) => (at === index ? number + 1 : number));
        yield { cell: `${table}.${row}[${index}]`, report };
      }
    }
  }
}

describe('the form', () => {
  it('has 25 rows, 21 of them outcomes', () => {
    const { rows, outcomes } = formOf(2023);
    expect([rows.length, outcomes.length]).toEqual([25, 21]);
  });
});

describe('published reports', () => {
  it.each(files)('%s ties out or not, as it was found', (file) => {
    const report = read(file);
    expect(failing(checksOf(report)).length === 0).toBe(report.publishedTablesTie);
  });

  it('names what does not tie', () => {
    expect(failing(checksOf(read('hongze-district-2023.json')))).toEqual([
      { id: 'K6', scope: 'table4.review', holds: false, left: 0, right: 11 },
      { id: 'K6', scope: 'table4.suitAfterReview', holds: false, left: 0, right: 5 },
    ]);
    expect(failing(checksOf(read('jinhu-county-2023.json')))).toEqual([
      { id: 'K6', scope: 'table4.suitDirect', holds: false, left: 0, right: 3 },
    ]);
  });

  it('ties to the year before where both are of one office', () => {
    const checks = checksOf(read('hongze-district-2024.json'), read('hongze-district-2023.json'));
    expect(checks.filter((check) => check.id === 'K4')).toHaveLength(7);
    expect(failing(checks)).toEqual([]);
  });

  it.each(files.filter((file) => read(file).publishedTablesTie))(
    'one cell of %s raised by one is found',
    (file) => {
      const missed = [...raisedByOne(file)].filter(({ report }) => failing(checksOf(report)).length === 0);
      expect(missed.map(({ cell }) => cell)).toEqual([]);
    },
  );
});

describe('what is not published', () => {
  it('is skipped, block by block and cell by cell', () => {
    expect(checksOf({})).toEqual([]);
    expect(checksOf({ table2: null, table3: null, table4: null })).toEqual([]);
    const table4 = { rows: { review: [1, null, 0, 0, 3], suitDirect: null } };
    expect(failing(checksOf({ table4 }))).toEqual([]);
  });

  it('is found by its column, wherever the column stands', () => {
    const table4 = {
      columns: ['total', 'upheld', 'corrected', 'other', 'pending'],
      rows: { review: [3, 1, 1, 1, 0] },
    };
    expect(failing(checksOf({ table4 }))).toEqual([]);
  });
});

describe('single checks', () => {
  it('K5: what is in force follows from the year before', () => {
    const before = { table2: { normativeDocuments: { inForce: 21 } } };
    const report = { table2: { normativeDocuments: { issued: 5, repealed: 1, inForce: 24 } } };
    expect(failing(checksOf(report, before))).toEqual([
      { id: 'K5', scope: 'table2.normativeDocuments', holds: false, left: 24, right: 25 },
    ]);
    expect(failing(checksOf(report))).toEqual([]);
  });

  it('K7: the narrative says what the table says', () => {
    const report = {
      ...read('hongze-district-2024.json'),
      narrative: { sections: [{ text: '本年新收政府信息公开申请96件' }] },
    };
    expect(failing(checksOf(report))).toEqual([
      { id: 'K7', scope: 'narrative.newlyReceived', holds: false, left: 96, right: 95 },
    ]);
  });

  it('K7: reads 新收 without 本年 too, not of another time, and finds a name in braces left unfilled', () => {
    const said = (text: string) =>
      failing(checksOf({ ...read('hongze-district-2024.json'), narrative: { sections: [{ text }] } }));
    expect(said('2024年，我局新收政府信息公开申请96件。')).toEqual([
      { id: 'K7', scope: 'narrative.newlyReceived', holds: false, left: 96, right: 95 },
    ]);
    expect(said('2024年新收政府信息公开申请95件，其中上半年新收政府信息公开申请40件。')).toEqual([]);
    expect(said('我局办理了{{新收的申请}}。')).toEqual([
      { id: 'K7', scope: 'narrative.insertions', holds: false, left: 1, right: 0 },
    ]);
  });

  it('K8: counts are whole and not negative, fees not negative', () => {
    const table2 = { licences: -1, penalties: 1.5, feesTenThousandYuan: 0.55 };
    expect(failing(checksOf({ table2 })).map((check) => check.scope)).toEqual([
      'table2.licences',
      'table2.penalties',
    ]);
  });
});

describe('check FILE', () => {
  it('exits 0, 1 or 2', () => {
    expect(runCheck({ file: pathOf('longgang-2022.json') })).toEqual({ exit: 0, stdout: '[]\n', stderr: '' });
    const faulty = runCheck({ file: pathOf('jinhu-county-2023.json') });
    expect([faulty.exit, JSON.parse(faulty.stdout).length]).toEqual([1, 1]);
    expect(runCheck({ file: pathOf('no-such-file.json') }).exit).toBe(2);
    expect(runCheck({ file: new URL('checks.test.ts', import.meta.url).pathname }).exit).toBe(2);
    expect(runCheck({ file: new URL('../../biome.json', import.meta.url).pathname }).exit).toBe(2);
  });
});
