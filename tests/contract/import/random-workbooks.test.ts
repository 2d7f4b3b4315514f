/** Any table that exceljs writes reads as what was put into it, and as exceljs itself reads it, whole and in memory. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRecords } from '#shared/intake/read-records.ts';
import { allOf, textsOf } from './rows-in-files.ts';

type Value = ExcelJS.CellValue;
type Write = (file: string, rows: readonly Value[][]) => Promise<void>;

const HEADINGS = ['甲', '乙', '丙', '丁'];
/** Characters with a meaning in XML, in a formula, in a number, and beyond the first plane. */
const CHARACTERS = [...'ab 　0123.,-=+@<>&"\'/_x;\n\t字é𠮷😀\u00A0'];

const text = fc.string({ unit: fc.constantFrom(...CHARACTERS), maxLength: 24 });
const second = (from: string, to: string) =>
  fc.integer({ min: Date.parse(from) / 1000, max: Date.parse(to) / 1000 }).map((at) => new Date(at * 1000));
const runs = fc
  .array(text, { minLength: 1, maxLength: 3 })
  .map((parts): Value => ({ richText: parts.map((part) => ({ text: part })) }));
const plain: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: text },
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  second('1900-03-01', '2200-01-01'),
  fc.boolean(),
  fc.constant(null),
  fc
    .oneof(
      fc.integer(),
      text.filter((result) => result !== ''),
    )
    .map((result) => ({ formula: 'A1&"x"', result })),
  fc.constantFrom('#N/A', '#DIV/0!').map((error) => ({ error }) as Value),
);
const tableOf = (value: fc.Arbitrary<Value>) =>
  fc.array(fc.array(value, { minLength: HEADINGS.length, maxLength: HEADINGS.length }), { maxLength: 12 });

/** Past fifteen digits Excel shows how large a number is, not which one. */
function seenNumber(value: number): string {
  const kept = value.toPrecision(15);
  if (Math.abs(value) < 1e15) return String(Number(kept));
  // the largest of all is none any more when it is rounded up: its digits are looked at as text
  const [digits = '', exponent = '15'] = (kept.includes('e') ? kept : value.toExponential(14)).split('e');
  return `${Number(digits)}E+${Number(exponent)}`;
}

/** What a person who put the value into a cell sees in it. */
function seen(cell: Value): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return seenNumber(cell);
  if (cell instanceof Date) {
    // exceljs hands over what the arithmetic of serial numbers has left of a second
    const [day = '', time] = new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString().split(/[T.]/);
    return time === '00:00:00' ? day : `${day}T${time}`;
  }
  if (typeof cell !== 'object') return String(cell);
  if ('richText' in cell) return cell.richText.map((part) => part.text).join('');
  if ('error' in cell) return cell.error;
  return 'result' in cell ? seen(cell.result) : '';
}

function expected(rows: readonly Value[][]) {
  return rows
    .map((row, at) => ({
      line: at + 2,
      cells: Object.fromEntries(HEADINGS.map((key, column) => [key, seen(row[column])])),
    }))
    .filter(({ cells }) => Object.values(cells).some((cell) => cell.trim() !== ''));
}

const whole: Write = async (file, rows) => {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('表').addRows([HEADINGS, ...rows]);
  await book.xlsx.writeFile(file);
};
const streamed =
  (useSharedStrings: boolean): Write =>
  async (file, rows) => {
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({
      filename: file,
      useSharedStrings,
      useStyles: true,
    });
    const sheet = book.addWorksheet('表');
    for (const row of [HEADINGS, ...rows]) sheet.addRow(row).commit();
    sheet.commit();
    await book.commit();
  };

async function byExceljs(file: string): Promise<Value[][]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  const rows: Value[][] = [];
  book.worksheets[0]?.eachRow((row, line) => {
    if (line > 1) rows[line - 2] = HEADINGS.map((_, at) => row.getCell(at + 1).value);
  });
  return Array.from(rows, (row) => row ?? []);
}

/** A formula whose result is 0 comes back from exceljs without one. */
const isLostByExceljs = (cell: Value | undefined): boolean =>
  typeof cell === 'object' && cell !== null && 'result' in cell && cell.result === 0;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-workbooks-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['at once, with shared texts', whole, fc.oneof({ weight: 9, arbitrary: plain }, runs)],
  // as a stream, exceljs writes the first text in runs for each of them
  ['as a stream, with shared texts', streamed(true), plain],
  ['as a stream, with the texts in the cells', streamed(false), plain],
])('written %s', async (name, write, value) => {
  const file = join(folder, `${name}.xlsx`);
  await fc.assert(
    fc.asyncProperty(tableOf(value), async (rows) => {
      await write(file, rows);
      const records = (await allOf(readRecords(file))).map(textsOf);
      expect(records).toEqual(expected(rows));
      if (!rows.flat().some(isLostByExceljs)) expect(records).toEqual(expected(await byExceljs(file)));
    }),
    { numRuns: 40 },
  );
});
