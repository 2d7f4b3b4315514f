/**
 * `npm run bench:workbook`: a workbook of 300,000 hotline cases, four of nine texts in a row found in no other, and one of
 * half as many, each imported through the product's own command; the same rows as a text file beside them.
 * `BENCH_ROWS=600000` takes as many.
 */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import { command, inScratch, judge, say } from './measuring.ts';
import { hotlineRows, writeHotlineRows, type Year } from './rows.ts';

const ROWS = Number(process.env.BENCH_ROWS ?? 300_000);
/** As many as the writer is given before it may write. */
const PAUSE_ROWS = 1000;

const yearOf = (cases: number): Year[] => [{ year: 2022, cases, source: '12345热线' }];

async function writeWorkbook(file: string, cases: number): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: file, useSharedStrings: true });
  const sheet = book.addWorksheet('工单');
  let rows = 0;
  for (const cells of hotlineRows(yearOf(cases))) {
    sheet.addRow(cells).commit();
    rows += 1;
    if (rows % PAUSE_ROWS === 0) await setImmediate();
  }
  sheet.commit();
  await book.commit();
}

async function imported(folder: string, file: string, cases: number): Promise<number> {
  const data = join(folder, 'data');
  const { seconds, peakMb, stdout } = await command('import', 'hotline', file, '--data', data);
  rmSync(data, { recursive: true });
  if (JSON.parse(stdout).recorded !== cases) throw new Error(stdout.slice(0, 500));
  const megabytes = (statSync(file).size / 1e6).toFixed(1);
  const rate = Math.round(cases / seconds);
  say(`${cases} rows, ${megabytes} MB: ${seconds.toFixed(1)} s, ${rate} rows a second, peak ${peakMb} MB`);
  return peakMb;
}

await inScratch(async (folder) => {
  const peaks: number[] = [];
  for (const cases of [Math.round(ROWS / 2), ROWS]) {
    const file = join(folder, `rows-${cases}.xlsx`);
    await writeWorkbook(file, cases);
    peaks.push(await imported(folder, file, cases));
  }
  const text = join(folder, 'rows.csv');
  await writeHotlineRows(text, yearOf(ROWS));
  await imported(folder, text, ROWS);
  const [half = 0, all = 0] = peaks;
  judge(
    { claim: 'a workbook imported, peak memory', unit: 'MB', detail: `${ROWS} rows` },
    [all, 400],
    'atMost',
  );
  judge(
    {
      claim: 'a workbook imported, peak memory at twice the rows',
      peer: 'half the rows',
      detail: `${half} MB for half`,
    },
    [all / half, 1.1],
    'atMost',
  );
});
