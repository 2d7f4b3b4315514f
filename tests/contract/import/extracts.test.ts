import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImportRequest } from '#shared/intake/import-result.ts';
import { importRows } from '#shared/intake/import-rows.ts';
import { readRecords } from '#shared/intake/read-records.ts';
import { dateOf, type Instant } from '#shared/kernel/plain-date.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import type { OrderedLog } from '#shared/store/ports.ts';
import { sqliteEventLog } from '#shared/store/sqlite/event-log.ts';
import { openLedger } from '#shared/store/sqlite/schema.ts';
import { figuresOf } from '#shared/year/figures.ts';
import { tally } from '#shared/year/tally.ts';

const clock = { now: () => '2026-11-23T09:00:00.000+08:00' as Instant };
const extract = (name: string) => join(import.meta.dirname, 'extracts', name);
const mapOf = (name: string) => JSON.parse(readFileSync(extract(`${name}.map.json`), 'utf8'));
const actor = { user: 'li', role: 'operator', via: 'import' } as const;

let folder: string;
let log: OrderedLog;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-'));
  log = sqliteEventLog(openLedger(join(folder, 'ledger.db')), { clock, masterKey: randomBytes(32) });
});
afterEach(() => {
  log.close();
  rmSync(folder, { recursive: true });
});

async function load(file: string, options: ImportRequest['options'] = {}) {
  const warnings: string[] = [];
  const warn: ImportRequest['warn'] = ({ facts }) => warnings.push(`${facts?.list} ${facts?.label}`);
  const result = await importRows(
    { log, clock },
    { kind: 'hotline', file, office: 'o', actor, dryRun: false, options, warn },
  );
  const faults = result.rejected.map(({ line, field, code }) => `${line} ${field} ${code}`);
  return { ...result, faults, warnings };
}

async function weigh(cell: string, from: string, to: string): Promise<number> {
  const counted = await tally(log, { office: 'o', asOf: null });
  return figuresOf(counted).weightOfDays(cell, dateOf(from), dateOf(to));
}

describe('extracts as cities publish them', () => {
  test('New York: American dates with halves of the day, told so and told the zone', async () => {
    const options = { map: mapOf('new-york'), dates: 'mdy', zone: 'America/New_York' } as const;
    const result = await load(extract('new-york.csv'), options);
    expect(result.faults).toEqual([
      '5 closedAt dateOrder',
      '9 receivedAt required',
      '15 topic conflict',
      '19 receivedAt badDate',
      '21 closedAt badDate',
      '25 number required',
    ]);
    expect(result).toMatchObject({ read: 30, recorded: 23, duplicates: 1 });
    expect(result.warnings).toContain('topics HEAT/HOT WATER');
    // half past eight on New Year's Eve in New York is New Year's morning in Shenzhen (trap 50)
    expect(await weigh('events.received', '2026-01-01', '2026-01-01')).toBe(1);
    expect(await load(extract('new-york.csv'), options)).toMatchObject({ recorded: 0, duplicates: 24 });
  });

  test('without being told, no American date is guessed', async () => {
    const result = await load(extract('new-york.csv'), { map: mapOf('new-york') });
    expect(result.recorded).toBe(0);
    expect(new Set(result.rejected.map(({ code }) => code))).toEqual(new Set(['badDate', 'required']));
  });

  test('Chicago: a request grown by its closing is one case, and no status closes it', async () => {
    const options = { map: mapOf('chicago'), dates: 'mdy', zone: 'America/Chicago' } as const;
    const result = await load(extract('chicago.csv'), options);
    expect(result.faults).toEqual(['11 closedAt badDate']);
    expect(result).toMatchObject({ read: 24, recorded: 22, duplicates: 1 });
    const closings = readFileSync(extract('chicago.csv'), 'utf8').match(/"Completed"/g)?.length ?? 0;
    // one closing is no date, one row is there twice; open requests have no closing time and get none
    expect(await weigh('events.closed', '2025-01-01', '2026-01-31')).toBe(closings - 2);
  });

  test('San Francisco: year first, a mark of the encoding, line breaks and formulas in cells', async () => {
    const options = { map: mapOf('san-francisco'), zone: 'America/Los_Angeles' } as const;
    const result = await load(extract('san-francisco.csv'), options);
    expect(result.rejected).toMatchObject([{ field: 'receivedAt', code: 'future' }]);
    expect(result).toMatchObject({ read: 24, recorded: 23 });
    expect((await officeSettings(log, 'o').lists()).entries.topics.has('=HYPERLINK("x")')).toBe(true);
  });

  test('a platform in GB18030 with its own headings and the callers it should not have sent', async () => {
    const result = await load(extract('platform-gb18030.csv'));
    expect(result.faults).toEqual(['6 type badChoice', '8 closedAt badDate', '11 satisfaction badChoice']);
    expect(result.recorded).toBe(17);
    const lists = (await officeSettings(log, 'o').lists()).entries;
    expect(lists.departments.has('㙍塘街道办')).toBe(true);
    expect(lists.sources.get('镕基社区网格')?.versions).toMatchObject([{ group: 'other' }]);
    let bodies = '';
    for await (const page of log.scan()) bodies += page.map(({ bytes }) => bytes).join('');
    expect(bodies).not.toContain('王某某');
  });

  test('the same file is the same import as a workbook', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('工单');
    for await (const chunk of readRecords(extract('platform-gb18030.csv')))
      for (const { cells } of chunk) {
        if (sheet.rowCount === 0) sheet.addRow(Object.keys(cells));
        sheet.addRow(Object.values(cells));
      }
    const file = join(folder, 'platform.xlsx');
    await book.xlsx.writeFile(file);
    const fromBook = await load(file);
    expect(fromBook).toMatchObject({ read: 20, recorded: 17 });
    expect(await load(extract('platform-gb18030.csv'))).toMatchObject({ recorded: 0, duplicates: 17 });
  });
});
