import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TABLE4_BLOCKS } from '#shared/glossary.ts';
import type { Report } from '#shared/reporting/report.ts';
import { ofCitySize } from '../support/city-report.ts';
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
