import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { APPLICANT_TYPES, OUTCOMES, TABLE3_COLUMNS, TABLE4_BLOCKS } from '../../shared/glossary.ts';
import type { Report } from '../../shared/reporting/report.ts';
import { fittedRows, type Published } from '../support/fitted-ledger.ts';
import { memoryLedger } from '../support/memory-ledger.ts';

const FOLDER = join(import.meta.dirname, 'published');
const published = (name: string) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Published;
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

type Yielded = { readonly report: Report; readonly next: Report; readonly signed: boolean };

/** The report of a ledger made to fit, the one of the year after, and whether the year could be signed. */
async function yieldOf(given: Published): Promise<Yielded> {
  const ledger = memoryLedger();
  await ledger.found();
  const outcomes = await ledger.record(fittedRows(given));
  expect(new Set(outcomes)).toEqual(new Set(['recorded']));
  const report = await ledger.report(given.year);
  const next = await ledger.report(given.year + 1);
  // signing asks the independent recount for its opinion
  const { ok } = await ledger.command({ command: 'CloseYear', year: given.year, approvedBy: 'wang' });
  ledger.close();
  return { report, next, signed: ok };
}

/** Totals of table 四 as they should be: two of the published ones print them wrong. */
function rightTotals({ rows }: Published['table4']): Record<string, number[]> {
  return Object.fromEntries(
    TABLE4_BLOCKS.map((block) => {
      const results = rows[block].slice(0, 4);
      return [block, [...results, results.reduce((sum, one) => sum + one, 0)]];
    }),
  );
}

describe('a ledger made to fit a published report yields exactly its tables, and can be signed', () => {
  it.each(FILES)('%s', async (name) => {
    const given = published(name);
    const { report, next, signed } = await yieldOf(given);
    expect(report.table2).toEqual(given.table2);
    expect(report.table3.rows).toEqual(given.table3.rows);
    expect(report.table4.rows).toEqual(rightTotals(given.table4));
    expect(report.checks.filter((check) => !check.holds)).toEqual([]);
    expect(next.table3.rows.carriedOver).toEqual(given.table3.rows.carriedForward);
    expect(signed).toBe(true);
  });

  it('covers what was published wrong: only there does the ledger print another total', () => {
    const wrong = FILES.filter((name) => {
      const { table4 } = published(name);
      return JSON.stringify(rightTotals(table4)) !== JSON.stringify(table4.rows);
    });
    expect(wrong).toEqual(['hongze-district-2023.json', 'jinhu-county-2023.json']);
  });
});

describe('a ledger of the size of a city', () => {
  it('of 4,237 applications, 66 reviews and 33 suits, as a prefecture published for 2023, yields its tables', async () => {
    const given = ofCitySize();
    const { report, next, signed } = await yieldOf(given);
    expect(report.table3.rows.newlyReceived.at(-1)).toBe(4237);
    expect(report.table3.rows).toEqual(given.table3.rows);
    expect(report.table2).toEqual(given.table2);
    expect(report.table4.rows).toEqual(given.table4.rows);
    expect(next.table3.rows.carriedOver).toEqual(given.table3.rows.carriedForward);
    expect(signed).toBe(true);
  }, 60_000);
});

/** The totals are published; how they spread over the cells is made up, every cell filled. */
function ofCitySize(): Published {
  const received = spread(4237, [3311, 402, 17, 41, 266]);
  const carried = [61, 12, 1, 2, 9, 3];
  const forward = [70, 8, 2, 1, 11, 5];
  const concluded = received.map((count, at) => count + (carried[at] ?? 0) - (forward[at] ?? 0));
  const leaves = concluded.map((count) => shares(count, OUTCOMES.length));
  const outcome = (index: number) => APPLICANT_TYPES.map((_, column) => leaves[column]?.[index] ?? 0);
  const rows = {
    newlyReceived: received,
    carriedOver: carried,
    ...Object.fromEntries(OUTCOMES.map((key, index) => [key, outcome(index)])),
    concluded,
    carriedForward: forward,
  };
  const totalled = Object.entries(rows).map(([key, row]) => [key, [...row, sum(row)]]);
  return {
    year: 2023,
    table2: {
      regulations: { issued: 4, repealed: 1, inForce: 63 },
      normativeDocuments: { issued: 68, repealed: 41, inForce: 707 },
      licences: 1_284_511,
      penalties: 96_702,
      coercions: 2_318,
      feesTenThousandYuan: 51_234.567891,
    },
    table3: { columns: TABLE3_COLUMNS, rows: Object.fromEntries(totalled) as Published['table3']['rows'] },
    table4: {
      columns: ['upheld', 'corrected', 'other', 'pending', 'total'],
      rows: { review: [31, 9, 22, 4, 66], suitDirect: [6, 1, 3, 2, 12], suitAfterReview: [13, 2, 4, 2, 21] },
    },
  };
}

const sum = (row: readonly number[]): number => row.reduce((total, one) => total + one, 0);
const spread = (total: number, parts: readonly number[]): number[] => [...parts, total - sum(parts)];

/** As many parts as asked, the first ones larger, that add up. */
function shares(total: number, parts: number): number[] {
  const each = Math.floor(total / parts);
  return Array.from({ length: parts }, (_, at) => each + (at < total - each * parts ? 1 : 0));
}
