/** The sheet 勾稽关系 of the report's workbook: alive over its tables, and what is not says of which day it is. */
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { renderXlsx } from '#shared/documents/render-xlsx.ts';
import { formOf } from '#shared/glossary.ts';
import type { Instant, PlainDate } from '#shared/kernel/plain-date.ts';
import { checksOf } from '#shared/reporting/checks.ts';
import { documentOf } from '#shared/reporting/document.ts';
import type { Report } from '#shared/reporting/report.ts';
import { NO_HOTLINE } from '../support/no-hotline.ts';
import { published } from '../support/published-variants.ts';

const known = published('longgang-2022');
const report = {
  ...{ office: { id: 'o', name: '某局' }, year: 2022, status: 'live', version: null },
  asOf: '2025-01-20T09:00:00.000+08:00' as Instant,
  ...{ table2: known.table2, table3: known.table3, table4: known.table4 },
  narrative: { sections: [], figures: {} },
  publications: { total: 0, byColumn: {}, byMedium: {} },
  ...{ hotline: NO_HOTLINE, events: NO_HOTLINE },
  checks: checksOf(known, known),
} as unknown as Report;

async function workbook(year = 2022): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  const made = await renderXlsx({
    report,
    json: '',
    signedOn: '2025-01-20' as PlainDate,
    form: formOf(year),
  });
  await book.xlsx.load(made.buffer as ArrayBuffer);
  return book;
}

/** As a spreadsheet computes it: sums of cells and ranges, over the sheets as they stand now. */
function valueAt(book: ExcelJS.Workbook, sheet: string, address: string): number {
  const { value } = book.getWorksheet(sheet)?.getCell(address) ?? { value: null };
  if (value === null || typeof value === 'number') return Number(value ?? 0);
  if (typeof value !== 'object' || !('formula' in value)) throw new Error(`${sheet} ${address}`);
  return sumOf(book, sheet, String(value.formula));
}

function sumOf(book: ExcelJS.Workbook, sheet: string, formula: string): number {
  const range = /^SUM\(([A-Z])(\d+):([A-Z])(\d+)\)$/.exec(formula);
  if (range === null)
    return formula.split('+').reduce((sum, part) => {
      const [, of = sheet, address = ''] = /^(?:'(.+)'!)?([A-Z]+\d+)$/.exec(part) ?? [];
      return sum + valueAt(book, of, address);
    }, 0);
  const [, from = '', top, to = '', bottom] = range;
  let sum = 0;
  for (let x = from.charCodeAt(0); x <= to.charCodeAt(0); x += 1)
    for (let y = Number(top); y <= Number(bottom); y += 1)
      sum += valueAt(book, sheet, `${String.fromCharCode(x)}${y}`);
  return sum;
}

/** The tie-outs as the sheet would show them. */
function tieOuts(book: ExcelJS.Workbook) {
  const sheet = book.getWorksheet('勾稽关系');
  return report.checks.map(({ id, scope }, index) => {
    const row = index + 3;
    expect([sheet?.getCell(`A${row}`).value, sheet?.getCell(`B${row}`).value]).toEqual([id, scope]);
    const [left, right] = ['C', 'D'].map((column) => valueAt(book, '勾稽关系', `${column}${row}`));
    return { id, scope, left, right, from: sheet?.getCell(`F${row}`).value };
  });
}

describe('the sheet 勾稽关系', () => {
  it('computes from the sheets what the report says', async () => {
    expect(tieOuts(await workbook())).toMatchObject(
      report.checks.map(({ id, scope, left, right }) => ({ id, scope, left, right })),
    );
  });

  it('shows at once what no longer ties when a figure of a table is changed', async () => {
    const book = await workbook();
    const cell = book.getWorksheet('三、依申请公开')?.getCell('D8');
    if (cell === undefined || typeof cell.value !== 'number') throw new Error('no figure at D8');
    cell.value += 1;
    // the year before is that of this very report here, so that K5 never ties
    const broken = tieOuts(book).filter(({ id, left, right }) => id !== 'K5' && left !== right);
    expect(broken).toMatchObject([
      { id: 'K1', scope: 'table3.naturalPerson' },
      { id: 'K1', scope: 'table3.total' },
    ]);
    const result = book.getWorksheet('勾稽关系')?.getCell('E3').value;
    expect(result).toEqual({ formula: 'IF(C3=D3,"相符","不符")', result: '相符' });
  });

  it('says of the year, its state and the day, and of what stands in no table that it is of that day', async () => {
    const book = await workbook();
    expect(book.getWorksheet('勾稽关系')?.getCell('A1').value).toContain(
      '2022 年度，未定稿，截至 2025-01-20 的数',
    );
    const from = new Map(tieOuts(book).map(({ id, from: of }) => [id, of]));
    expect(Object.fromEntries(from)).toMatchObject({
      ...{ K1: '随前面各表', K2: '随前面各表', K3: '随前面各表', K6: '随前面各表' },
      ...{ K4: '右：截至 2025-01-20 的数', K5: '右：截至 2025-01-20 的数' },
    });
  });

  it('holds in the form of 2019, too', async () => {
    const book = await workbook(2019);
    const all = tieOuts(book);
    expect(
      all.every(
        ({ left, right }, at) => left === report.checks[at]?.left && right === report.checks[at]?.right,
      ),
    ).toBe(true);
  });
});

describe('the trial form', () => {
  it('prints nothing where nobody recorded an item, and what was recorded', () => {
    const figures = { 行政许可上一年项目数量: { count: 12, unit: '项' } };
    const recorded = { ...report, narrative: { ...report.narrative, figures } } as Report;
    const tables = documentOf(recorded, { signedOn: '2025-01-20' as PlainDate, form: formOf(2019) }).sections;
    const rows = tables.flatMap(({ table }) => (table?.number === 2 ? table.rows : []));
    const textsOf = (label: string) => rows.find(([first]) => first?.text === label)?.map(({ text }) => text);
    expect(textsOf('行政许可')).toEqual(['行政许可', '12', '', expect.stringMatching(/^\d+$/)]);
    expect(textsOf('政府集中采购')).toEqual(['政府集中采购', '', '']);
  });
});
