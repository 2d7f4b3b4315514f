import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it, vi } from 'vitest';
import { runCheck } from '#functions/cli/check.ts';
import { type Readable, reportInFile, reportInText } from '#shared/checker/read-report.ts';
import { filesIn, withFiles } from '#shared/documents/pdf-files.ts';
import { renderReport } from '#shared/documents/render-report.ts';
import { renderXlsx } from '#shared/documents/render-xlsx.ts';
import { writeZip } from '#shared/documents/zip.ts';
import { type Form, formOf } from '#shared/glossary.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { COLUMNS_3, COLUMNS_4 } from '#shared/recount/form-rows.ts';
import { checksOf } from '#shared/reporting/checks.ts';
import { inOneLine } from '#shared/reporting/forms.ts';
import type { PartialReport } from '#shared/reporting/partial-report.ts';
import { canonicalJson, type Report } from '#shared/reporting/report.ts';
import { isWhole, uncheckedOf } from '#shared/reporting/unchecked.ts';
import { NO_HOTLINE } from '../support/no-hotline.ts';
import {
  asCsv,
  asDocumentXml,
  asHtml,
  asMarkdown,
  asTabs,
  type Clothes,
  KNOWN,
  type Known,
  plantedFaults,
  published,
} from '../support/published-variants.ts';

function readable(source: string | Buffer): Readable {
  const read = typeof source === 'string' ? reportInText(source) : reportInFile(source);
  if (!read.ok) throw new Error(read.fault);
  return read;
}
const failing = (report: PartialReport): string[] =>
  checksOf(report)
    .filter(({ holds }) => !holds)
    .map(({ id, scope, left, right }) => `${id} ${scope} ${left} ${right}`);
const isGreen = ({ report, isTrialForm }: Readable): boolean =>
  failing(report).length === 0 && isWhole(uncheckedOf(report, { isTrialForm }));
const tables = ({ table2, table3, table4 }: PartialReport) => ({
  table2,
  rows: table3?.rows,
  four: table4?.rows,
});
const docx = (xml: string): Buffer => writeZip([{ name: 'word/document.xml', bytes: Buffer.from(xml) }]);
/** Hongze's report with a table 四 that ties out: its own does not. */
const sound = (): Known => ({
  ...published('hongze-district-2023'),
  table4: published('longgang-2022').table4,
});

const WRITERS = { html: asHtml, tabs: asTabs, markdown: asMarkdown, csv: asCsv } as const;
type Writer = keyof typeof WRITERS;
const writers = Object.keys(WRITERS) as Writer[];

describe.each(KNOWN)('the report %s', (name) => {
  it.each(writers)('as %s is read to the last number, and its faults are those of the tables', (writer) => {
    const read = readable(WRITERS[writer](published(name)));
    expect(tables(read.report)).toEqual(tables(published(name)));
    expect(read.unread).toEqual([]);
    expect(failing(read.report)).toEqual(failing(published(name)));
  });

  describe.each(['', '-', '—', '－', '–', '/', '／', '无'])('which prints none as “%s”', (sign) => {
    const clothes: Clothes = { figure: (text) => (text === '0' ? sign : text) };
    it.each(writers)('as %s has every planted fault found', (writer) => {
      for (const faulty of [published(name), ...plantedFaults(name)]) {
        const read = readable(WRITERS[writer](faulty, clothes));
        expect(failing(read.report)).toEqual(failing(faulty));
        expect(read.remarks?.join()).toMatch(/本表以.+表示0/);
      }
    });
  });

  it('with （六） in one line has a K2 of its own', () => {
    const report = published(name);
    for (const writer of writers) {
      const read = readable(WRITERS[writer](report, { form: inOneLine(formOf(2021)) }));
      expect(read.unread).toEqual([]);
      expect(failing(read.report).filter((line) => line.startsWith('K2'))).toEqual([]);
      expect(uncheckedOf(read.report, {}).filter((one) => one.kind === 'cell')).toEqual([]);
      for (const key of ['disclosed', 'newlyReceived', 'concluded', 'other.other']) {
        const faulty = published(name);
        const row = faulty.table3.rows[key] ?? [];
        [row[0], row[6]] = [(row[0] ?? 0) + 1, (row[6] ?? 0) + 1];
        const found = failing(readable(WRITERS[writer](faulty, { form: inOneLine(formOf(2021)) })).report);
        expect(found.filter((line) => line.startsWith('K2')).length).toBe(key === 'newlyReceived' ? 0 : 2);
      }
    }
  });
});

describe('a report of the trial form', () => {
  it('that prints blanks for none and （六） in one line is checked in full', () => {
    const clothes: Clothes = { form: formOf(2019), figure: (text) => (text === '0' ? '' : text) };
    const read = readable(asHtml(sound(), clothes));
    expect(read.unread).toEqual(['这是2019、2020年的试行格式，其表二不核对']);
    expect(isGreen(read)).toBe(true);
    // a table of nothing at all is zeros where every table prints none so, and unread where others print 0
    const none = [0, 0, 0, 0, 0];
    const table4 = { rows: { review: none, suitDirect: none, suitAfterReview: none } };
    const empty = readable(asHtml({ ...sound(), table4 }, clothes));
    expect([isGreen(empty), empty.remarks?.at(-1)]).toEqual([
      true,
      '表四：整表没有数字，照其他表的写法以空白表示0',
    ]);
    const [before = '', after = ''] = asHtml({ ...sound(), table4 }).split('<h2>四、');
    const half = readable(`${before}<h2>四、${after.replaceAll('>0<', '><')}`);
    expect([half.unread, isGreen(half)]).toEqual([
      ['表四：“行政复议”没有数字', '表四：“未经复议直接起诉”没有数字', '表四：“复议后起诉”没有数字'],
      false,
    ]);
  });
});

describe('our own documents', () => {
  const report = {
    ...sound(),
    office: { id: 'o', name: '甲局' },
    ...{ status: 'closed', version: 1, asOf: '2024-01-10T00:00:00.000+08:00' },
    hotline: NO_HOTLINE,
    events: NO_HOTLINE,
    publications: { total: 3, byColumn: { 工作动态: 3 }, byMedium: { 网站: 3 } },
    narrative: {
      figures: { 培训: { count: 3, unit: '次' } },
      sections: [{ number: 1, title: '总体情况', text: '培训3次，走访20家。' }],
    },
    checks: [],
  } as unknown as Report;
  const rendering = (form?: Form) => ({
    report: {
      ...report,
      table3: { ...report.table3, columns: COLUMNS_3 },
      table4: { ...report.table4, columns: COLUMNS_4 },
    } as Report,
    json: '',
    signedOn: '2024-01-20' as PlainDate,
    ...(form && { form }),
  });
  const bytes = async (format: 'docx' | 'html' | 'csv' | 'xlsx' | 'pdf', form?: Form) => {
    const made = await renderReport(rendering(form), format);
    return typeof made === 'string' ? Buffer.from(made) : Buffer.from(made);
  };

  it.each(['docx', 'html', 'csv', 'xlsx'] as const)('as .%s are read back whole', async (format) => {
    const read = readable(await bytes(format));
    expect(tables(read.report)).toEqual(tables(sound()));
    expect([read.unread, isGreen(read)]).toEqual([[], true]);
  });

  it('as .pdf are read back from what it holds inside, which is said, and from nothing of another program', async () => {
    const pdf = await bytes('pdf');
    expect(await bytes('pdf')).toEqual(pdf);
    const read = readable(pdf);
    expect(tables(read.report)).toEqual(tables(sound()));
    expect(isGreen(read)).toBe(true);
    expect(read.remarks).toEqual([expect.stringContaining('内附的数据')]);
    const [held] = filesIn(pdf);
    const said = JSON.parse(Buffer.from(held?.bytes ?? []).toString());
    expect(Object.keys(said)).toEqual([
      'narrative',
      'office',
      'table2',
      'table3',
      'table4',
      'version',
      'year',
    ]);
    // without the update at its end it is the print of a browser like any other
    const printed = pdf.subarray(0, pdf.indexOf('%%EOF') + 6);
    expect(reportInFile(printed)).toEqual({ ok: false, fault: 'pdfDocument' });
    expect(
      withFiles(
        printed,
        filesIn(pdf).map((file) => ({ ...file, mediaType: 'application/json' })),
      ),
    ).toEqual(pdf);
  });

  it.each(['docx', 'html', 'csv', 'xlsx'] as const)(
    'as .%s of the form of 2019 with all of （六）',
    async (format) => {
      const read = readable(await bytes(format, formOf(2019)));
      const rows = sound().table3.rows;
      const other = [0, 1, 2, 3, 4, 5, 6].map((at) =>
        ['other.notCorrected', 'other.feeUnpaid', 'other.other'].reduce(
          (sum, key) => sum + (rows[key]?.[at] ?? 0),
          0,
        ),
      );
      expect(read.report.table3?.rows?.other).toEqual(other);
      expect(read.unread).toEqual(['这是2019、2020年的试行格式，其表二不核对']);
      expect(isGreen(read)).toBe(true);
    },
  );

  it('as .xlsx open in another program: totals as formulas with their values, merged headings, no text as formula', async () => {
    const book = new ExcelJS.Workbook();
    const made = await renderXlsx({ ...rendering(), report: { ...rendering().report, office: OFFICE } });
    await book.xlsx.load(made.buffer as ArrayBuffer);
    expect(book.worksheets.map(({ name }) => name)).toEqual(SHEETS);
    const [, table3] = book.worksheets;
    expect(table3?.getCell('A1').value).toBe('=SUM(1)2023年政府信息公开工作年度报告');
    expect(table3?.getCell('J6').value).toEqual({ formula: 'SUM(D6:I6)', result: 21 });
    expect(table3?.getCell('D3').master.address).toBe('D3');
    expect(table3?.getCell('J3').master.address).toBe('D3');
    expect(table3?.getColumn(3).width).toBe(48);
    expect(table3?.getCell('J6').border.top?.style).toBe('thin');
  });

  it('as JSON list the numbers of the prose as unchecked, and nothing as failing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'taizhang-check-'));
    const file = join(folder, 'r.json');
    writeFileSync(file, canonicalJson(rendering().report));
    expect(runCheck({ file })).toMatchObject({ exit: 0, stdout: '[]\n' });
    const { unchecked } = JSON.parse(runCheck({ file, full: true }).stdout);
    const numbers = unchecked.filter(({ kind }: { kind: string }) => kind === 'number');
    expect(numbers.map(({ number }: { number: string }) => number)).toEqual(['3', '20']);
    for (const format of ['xlsx', 'csv', 'html'] as const) {
      writeFileSync(join(folder, `r.${format}`), await bytes(format));
      const { unchecked: listed } = JSON.parse(
        runCheck({ file: join(folder, `r.${format}`), full: true }).stdout,
      );
      expect(listed.map(({ number }: { number?: string }) => number)).toContain('20');
    }
    writeFileSync(join(folder, 'r.docx'), await bytes('docx'));
    const ofDocx = JSON.parse(runCheck({ file: join(folder, 'r.docx'), full: true }).stdout);
    expect(ofDocx.failing).toEqual([]);
    expect(ofDocx.unchecked.map(({ number }: { number?: string }) => number)).toContain('20');
    rmSync(folder, { recursive: true });
  });
});

const OFFICE = { id: 'o', name: '=SUM(1)' };
const SHEETS = ['二、主动公开', '三、依申请公开', '四、复议诉讼', '数据', '文字', '勾稽关系'];
describe('what is said not to be read', () => {
  it('a blank in a table that also prints 0', () => {
    const rows = asTabs(sound()).replace('（一）予以公开\t0\t0', '（一）予以公开\t\t0');
    const read = readable(rows);
    expect(read.unread).toEqual(['表三：“（一）予以公开”的“自然人”是空白，本表另有写明的0，不当作0']);
    expect(isGreen(read)).toBe(false);
    expect(uncheckedOf(read.report, {})).toEqual(
      expect.arrayContaining([
        { kind: 'cell', id: 'K8', scope: 'table3.disclosed.naturalPerson' },
        {
          kind: 'tieOut',
          id: 'K2',
          scope: 'table3.naturalPerson',
          why: 'cellsMissing',
          cells: ['table3.disclosed.naturalPerson'],
        },
      ]),
    );
  });

  it('a whole table that is missing, and then nothing is green', () => {
    const [two = '', three = ''] = asTabs(sound()).split('四、政府信息公开');
    const read = readable(two);
    expect(three).not.toBe('');
    expect(read.unread).toContain('没有读到表四');
    expect([failing(read.report), isGreen(read)]).toEqual([[], false]);
  });

  it.each(['12（含上年3件）', '1,29', '12 95', '(5)', '#REF!', '=SUM(B2)', '约5', '5500元', '𝟓', '٥'])(
    'a cell with %s',
    (written) => {
      const read = readable(asTabs(sound()).replace('（一）予以公开\t0', `（一）予以公开\t${written}`));
      expect(read.report.table3?.rows?.disclosed?.[0]).toBeNull();
      expect(read.unread).toEqual([`表三：“（一）予以公开”的“自然人”“${written}”没有读懂`]);
    },
  );

  it('a vertically merged figure of a document is not blank', () => {
    const none: Clothes = { figure: (text) => (text === '0' ? '' : text) };
    const xml = asDocumentXml(sound(), none).replace(
      '<w:t>（一）予以公开</w:t></w:r></w:p></w:tc><w:tc><w:tcPr/>',
      '<w:t>（一）予以公开</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr>',
    );
    expect(readable(docx(xml)).unread).toEqual([
      '表三：“（一）予以公开”的“自然人”“（合并的单元格）”没有读懂',
    ]);
  });
});

describe('marks of notes, groups and units', () => {
  const first = (cell: string): { value: unknown; remarks: readonly string[] | undefined } => {
    const read = readable(
      asHtml(sound()).replace(/(（一）予以公开<\/span><\/p><\/td><td[^>]*><p><span>)0/, `$1${cell}`),
    );
    return { value: read.report.table3?.rows?.disclosed?.[0], remarks: read.remarks };
  };
  it.each([
    ['1295①', 1295],
    ['1295²', 1295],
    ['1295<sup>1</sup>', 1295],
    ['1295<sup>[2]</sup>', 1295],
    ['1295[1]', 1295],
    ['1295*', 1295],
    ['1295注1', 1295],
    ['1295（注）', 1295],
    ['1295⑴', 1295],
    ['1295&sup1;', 1295],
    ['1 295', 1295],
    ['1，295', 1295],
    ['1&nbsp;295', 1295],
  ])('%s is read as %i, and said to be', (written, value) => {
    const read = first(written);
    expect(read.value).toBe(value);
    expect(read.remarks?.join()).toContain('读作1295');
  });
  it.each([
    ['1,295', 1295],
    ['１２９５', 1295],
    ['1295件', 1295],
    ['1295 件', 1295],
    ['<b>1295</b>', 1295],
    ['12\u200b95', 1295],
  ])('%s is just read', (written, value) => expect(first(written)).toEqual({ value, remarks: undefined }));
  it('two paragraphs of a cell are not one number', () => {
    const read = readable(
      docx(
        asDocumentXml(sound()).replace(
          /(（一）予以公开<\/w:t><\/w:r><\/w:p><\/w:tc><w:tc><w:tcPr\/><w:p><w:r><w:t>)0<\/w:t><\/w:r><\/w:p>/,
          '$112</w:t></w:r></w:p><w:p><w:r><w:t>95</w:t></w:r></w:p>',
        ),
      ),
    );
    expect(read.report.table3?.rows?.disclosed?.[0]).toBeNull();
  });
});

describe('two reports in one page', () => {
  it('are two results', () => {
    const [a, b] = [published('hongze-district-2023'), published('hongze-district-2024')];
    for (const writer of writers) {
      const read = readable(`${WRITERS[writer](a)}\n${WRITERS[writer](b)}`);
      expect(tables(read.report)).toEqual(tables(a));
      expect(read.others?.map(({ report }) => tables(report))).toEqual([tables(b)]);
    }
  });
  it('of which one has the same table 二 keep it both', () => {
    const b = { ...published('hongze-district-2024'), table2: sound().table2 };
    const read = readable(asHtml(sound()) + asHtml(b));
    expect(read.others?.map(({ report }) => tables(report))).toEqual([tables(b)]);
  });
  it('that are the same are one', () =>
    expect(readable(asHtml(sound()) + asHtml(sound())).others).toBeUndefined());
  it('a second 总计 with other numbers leaves the row unread', () => {
    const lines = asTabs(sound()).split('\n');
    const total = lines.findIndex((line) => line.startsWith('（七）总计'));
    lines.splice(total + 1, 0, '（七）总计\t9\t9\t9\t9\t9\t9\t54');
    const read = readable(lines.join('\n'));
    expect(read.report.table3?.rows?.concluded).toBeNull();
    expect([read.unread, isGreen(read)]).toEqual([['表三：“（七）总计”有两行，数字不同，没有采用'], false]);
  });
});

describe('other ways to print the form', () => {
  const block = (text: string): string => `\n${text}\n`;
  it.each([
    ['the figures that are links', { figure: (text: string) => (text === '0' ? text : block(text)) }],
    ['every figure', { figure: block }],
    ['every figure, twice over', { figure: (text: string) => block(block(text)) }],
    ['every cell', { figure: block, label: block }],
  ] as const)('as a browser copies a table in which %s are blocks', (_which, clothes) => {
    for (const name of KNOWN) {
      const copied = asTabs(published(name), clothes);
      expect(tables(readable(copied).report)).toEqual(tables(readable(asHtml(published(name))).report));
      expect(readable(copied).unread).toEqual([]);
    }
  });

  const unnumbered: Clothes = {
    label: (text) => text.replace(/^(?:（[一二三四五六七]）|[一二三四]、|\d\.)/, ''),
  };
  it.each(writers)('labels without their numbers, as %s', (writer) => {
    const read = readable(WRITERS[writer](sound(), unnumbered));
    expect(tables(read.report)).toEqual(tables(sound()));
    expect(isGreen(read)).toBe(true);
  });

  it('a column that counts the lines', () => {
    const [start = '', ...lines] = asHtml(sound()).split('<tr>');
    const html = start + lines.map((line, at) => `<tr><td>${at + 1}</td>${line}`).join('');
    // a line of table 四 without words keeps its number: it is one too many there
    const read = readable(
      html.replace(
        /<td>\d+<\/td>(?=(?:<td colspan="1" rowspan="1"><p><span>\d+<\/span><\/p><\/td>){15})/,
        '',
      ),
    );
    expect(tables(read.report)).toEqual(tables(sound()));
  });

  it('a column for the unit, and units behind the labels', () => {
    const html = asHtml(sound()).replace(
      /<span>(行政许可|行政处罚|规章)<\/span><\/p><\/td>/g,
      '$&<td>件</td>',
    );
    expect(tables(readable(html).report)).toEqual(tables(sound()));
    const label = (text: string) => `${text}${/^(?:行政|规章)/.test(text) ? '（单位：万元）' : ''}`;
    expect(tables(readable(asTabs(sound(), { label })).report).table2).toEqual(sound().table2);
  });

  it('Markdown without bars at its ends, and cells in quotes', () => {
    const bare = asMarkdown(sound()).replace(/^\| | \|$/gm, '');
    expect(tables(readable(bare).report)).toEqual(tables(sound()));
    const quoted = asTabs(sound()).replace(/[^\t\n]+/g, '"$&"');
    expect(tables(readable(quoted).report)).toEqual(tables(sound()));
  });

  it('marks with a > in their quotes', () => {
    const html = asHtml(sound()).replaceAll('<span>', `<span title="a>1" data-x='b>2'>`);
    expect(tables(readable(html).report)).toEqual(tables(sound()));
  });

  it('units in the cells', () => {
    const withUnits = asTabs(sound(), {
      figure: (text) => (text.includes('.') ? `${text}万元` : `${text}件`),
    });
    const read = readable(withUnits);
    expect(read.report.table2?.feesTenThousandYuan).toBe(7730.28);
    expect([tables(read.report), isGreen(read)]).toEqual([tables(sound()), true]);
  });

  it('table 四 as three tables or as three lines', () => {
    const { table4 } = published('hongze-district-2023');
    const head = '结果维持\t结果纠正\t其他结果\t尚未审结\t总计';
    const names = [
      ['review', '行政复议'],
      ['suitDirect', '未经复议直接起诉'],
      ['suitAfterReview', '复议后起诉'],
    ] as const;
    const [before = ''] = asTabs(sound()).split('四、政府信息公开');
    const three = names
      .map(([key, label]) => `${label}\n${head}\n${table4.rows[key]?.join('\t')}`)
      .join('\n');
    const lines = `类别\t${head}\n${names.map(([key, label]) => `${label}\t${table4.rows[key]?.join('\t')}`).join('\n')}`;
    for (const four of [three, lines])
      expect(readable(before + four).report.table4?.rows).toEqual(table4.rows);
  });

  it.each(['utf16le', 'utf16be'])('a page in %s', (encoding) => {
    const plain = Buffer.from(`\ufeff${asHtml(sound())}`, 'utf16le');
    const bytes = encoding === 'utf16le' ? plain : Buffer.from(plain).swap16();
    expect(tables(readable(bytes).report)).toEqual(tables(sound()));
    expect(tables(readable(bytes.subarray(2)).report)).toEqual(tables(sound()));
  });
});

describe('a document with text that is not there', () => {
  const inFirst = (xml: string): Buffer =>
    docx(
      asDocumentXml(sound()).replace(
        /(（一）予以公开<\/w:t><\/w:r><\/w:p><\/w:tc><w:tc><w:tcPr\/><w:p>)<w:r><w:t>0<\/w:t><\/w:r>/,
        `$1${xml}`,
      ),
    );
  const run = (text: string, properties = '') =>
    `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t>${text}</w:t></w:r>`;
  it.each([
    ['deleted', `<w:del w:id="1"><w:r><w:delText>6</w:delText></w:r></w:del>${run('961')}`, '修订'],
    ['deleted, wrongly as text', `<w:del w:id="1">${run('6')}</w:del>${run('961')}`, '修订'],
    ['inserted', `<w:ins w:id="1">${run('961')}</w:ins>`, '修订'],
    ['moved away', `<w:moveFrom w:id="1">${run('6')}</w:moveFrom>${run('961')}`, '修订'],
    ['hidden', `${run('6', '<w:vanish/>')}${run('961', '<w:vanish w:val="0"/>')}`, '隐藏'],
    [
      'drawn twice',
      `${run('961')}<mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent><w:p>${run('61')}</w:p></w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p>${run('61')}</w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>`,
      '文本框',
    ],
    [
      'in two versions',
      `<mc:AlternateContent><mc:Choice>${run('961')}</mc:Choice><mc:Fallback>${run('961')}</mc:Fallback></mc:AlternateContent>`,
      '',
    ],
    ['raised', `${run('961')}${run('1', '<w:vertAlign w:val="superscript"/>')}`, '读作961'],
  ])('%s reads as 961, and the doubt is said', (_, xml, words) => {
    const read = readable(inFirst(xml));
    expect(read.report.table3?.rows?.disclosed?.[0]).toBe(961);
    expect(read.remarks?.join() ?? '').toContain(words);
  });
  it('a deleted line is no line', () => {
    const xml = asDocumentXml(sound()).replace(
      '<w:tr><w:tc><w:tcPr/><w:p><w:r><w:t>（七）总计',
      (line) =>
        `<w:tr><w:trPr><w:del w:id="3"/></w:trPr><w:tc><w:tcPr/><w:p><w:r><w:t>（七）总计</w:t></w:r></w:p></w:tc>${'<w:tc><w:p><w:r><w:t>7</w:t></w:r></w:p></w:tc>'.repeat(7)}</w:tr>${line}`,
    );
    expect(tables(readable(docx(xml)).report)).toEqual(tables(sound()));
  });
  it('hidden on a web page', () => {
    const html = asHtml(sound()).replace(
      /(（一）予以公开<\/span><\/p><\/td><td[^>]*><p><span>)0/,
      '$1<span style="display: none">6</span><del>5</del>961',
    );
    const read = readable(html);
    expect([read.report.table3?.rows?.disclosed?.[0], read.remarks?.join()]).toEqual([
      961,
      expect.stringContaining('隐藏'),
    ]);
  });
});

describe('a source that says something else than the form', () => {
  const swapped = (first: string, second: string) => (text: string) =>
    text === first ? second : text === second ? first : text;
  const receivedIn = (source: string) => readable(source).report.table3?.rows?.newlyReceived;

  it.each([
    ['表二', swapped('本年制发件数', '本年废止件数')],
    ['表三', swapped('科研机构', '社会公益组织')],
    ['表三', swapped('自然人', '总计')],
    ['表四', swapped('结果维持', '结果纠正')],
    ['表四', swapped('尚未审结', '总计')],
  ])('has %s unread where its columns stand in another order', (table, label) => {
    for (const writer of writers) {
      const read = readable(WRITERS[writer](sound(), { label }));
      expect(read.unread.join('\n')).toMatch(new RegExp(`${table}：各列的次序与格式不同|没有读到${table}`));
      expect(isGreen(read)).toBe(false);
    }
  });

  it('has a fee in another unit unread', () => {
    const label = (text: string) => text.replace('单位：万元', '单位：元');
    const read = readable(asHtml(sound(), { label }));
    expect(read.report.table2?.feesTenThousandYuan).toBeNull();
    expect(read.unread).toEqual([expect.stringMatching(/行政事业性收费.*元”没有读懂/)]);
  });

  it.each(['O', '*', 'N/A', '_', '.'])(
    'never fills a row that begins with “%s” from the next line',
    (sign) => {
      const source = asHtml(sound()).replace(
        /(行政规范性文件<\/span><\/p><\/td><td[^>]*><p><span>)0/,
        `$1${sign}`,
      );
      expect(readable(source).report.table2?.normativeDocuments?.issued).toBeNull();
      const short = `${asTabs(sound())}\n行政规范性文件\t5\t5\n行政许可\t7`;
      expect(readable(short).report.table2?.normativeDocuments).toEqual(sound().table2.normativeDocuments);
    },
  );

  it('has lines of a table with fewer cells than the line of its headings read as they are', () => {
    const lines = asMarkdown(sound()).replace(/^\| (?=自然人)/gm, '');
    expect(receivedIn(lines)).toEqual(sound().table3.rows.newlyReceived);
  });

  const HEADS = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
  const rowsUnder = (heads: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
    `<table>${[['项目', ...heads], ...rows].map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;

  it('has a column that the line of its headings lacks beside the figures, and not among them', () => {
    const figures = sound().table3.rows.newlyReceived ?? [];
    for (const beside of ['件', '（宗）', '']) {
      const label = '一、本年新收政府信息公开申请数量';
      const page = rowsUnder(HEADS, [[label, beside, ...figures]]);
      expect([beside, receivedIn(page)]).toEqual([beside, figures]);
    }
  });

  it('has no row read of which the headings name one column more', () => {
    const heads = HEADS.toSpliced(1, 0, '其他自然人');
    const label = '一、本年新收政府信息公开申请数量';
    const more = rowsUnder(heads, [[label, 21, 4, 0, 0, 0, 0, 0, 25]]);
    const read = readable(`${more}<table><tr><td>行政许可</td><td>5</td></tr></table>`);
    expect(read.report.table3?.rows?.newlyReceived ?? null).toBeNull();
    expect(read.unread.join()).toContain('“一、本年新收政府信息公开申请数量”读到8个数字，应为7个');
  });

  it.each([
    ['a raised note by style', '21<span style="vertical-align: super">1</span>'],
    ['a crossed out figure by style', '<span style="text-decoration:line-through">9</span>21'],
    ['a figure of no size', '<i style="font-size:0">9</i>21'],
    ['a reading aid', '<ruby>21<rt>9</rt></ruby>'],
  ])('with %s keeps its figure', (_, printed) => {
    const source = asHtml(sound()).replaceAll('<span>21</span>', `<span>${printed}</span>`);
    expect(receivedIn(source)).toEqual(sound().table3.rows.newlyReceived);
  });
});

describe('no source takes more than its length', () => {
  it('copies no more cells than a few times those there are', () => {
    const length = 50_000;
    let copied = 0;
    const slice = vi.spyOn(Array.prototype, 'slice').mockImplementation(function (this: unknown[], ...range) {
      copied += this.length;
      return this.filter((_, at) => at >= (range[0] ?? 0) && at < (range[1] ?? this.length));
    });
    try {
      reportInText(`（七）总计\t1${'\t'.repeat(length)}完`);
    } finally {
      slice.mockRestore();
    }
    expect(copied).toBeLessThan(length * 10);
  });

  it.each([
    ['a label, a number, tabs and a word', (n: number) => `（七）总计\t1${'\t'.repeat(n)}完`],
    ['cells without end', (n: number) => `<td>${'<td>1'.repeat(n)}`],
    ['one cell of many notes', (n: number) => `（七）总计\t${'1①'.repeat(n)}\t5`],
    ['one cell of many groups', (n: number) => `（七）总计\t${'1,295'.repeat(n)}\t5`],
    ['marks without end', (n: number) => '<td><'.repeat(n)],
    ['entities', (n: number) => `<td>${'&a'.repeat(n)}`],
    ['commas', (n: number) => `${'公开,"'.repeat(n)}\n`],
    ['bars', (n: number) => `${'|'.repeat(n)}\n`],
    ['hidden marks', (n: number) => `<td>${'<s>'.repeat(n)}`],
  ])('%s', (_, made) => {
    const steps = (n: number): number => {
      const began = performance.now();
      reportInText(made(n));
      return performance.now() - began;
    };
    steps(1000);
    // twenty times the length at most some hundred times the work: the square of it would be four hundred, and seconds
    expect(steps(200_000)).toBeLessThan(Math.max(3000, steps(10_000) * 150));
  });
});
