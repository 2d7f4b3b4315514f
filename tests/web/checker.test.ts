import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reportInText } from '#shared/checker/read-report.ts';
import { renderReport } from '#shared/documents/render-report.ts';
import { writeZip } from '#shared/documents/zip.ts';
import { parsePlainDate } from '#shared/kernel/plain-date.ts';
import type { PartialReport } from '#shared/reporting/partial-report.ts';
import { canonicalJson, type Report } from '#shared/reporting/report.ts';
import {
  hiddenFields,
  openWebOffice,
  unescaped,
  type Visitor,
  type WebOffice,
} from '../support/web-office.ts';

let office: WebOffice;
let auditor: Visitor;
beforeEach(async () => {
  office = await openWebOffice();
  auditor = await office.visitor('zhou', 'auditor');
});
afterEach(() => office.close());

const published = (name: string): string =>
  readFileSync(new URL(`../reporting/published/${name}`, import.meta.url), 'utf8');

/** The office's own empty report with the tables that another has published. */
async function rendered(tables: PartialReport, format: 'docx' | 'html'): Promise<Uint8Array> {
  const answer = await auditor.get('/reports/2026/download/json');
  const { year, table2, table3, table4 } = tables;
  const report = { ...JSON.parse(answer.text), year, table2, table3, table4, checks: [] } as Report;
  const signedOn = parsePlainDate('2024-01-20');
  if (signedOn === null) throw new Error('no day');
  const made = await renderReport({ report, json: canonicalJson(report), signedOn }, format);
  return typeof made === 'string' ? Buffer.from(made) : made;
}

type Sent = { text?: string; year?: string; file?: [string, Uint8Array]; previousText?: string };
async function send(fields: Sent) {
  const body = new FormData();
  const { text: form } = await auditor.get('/check');
  for (const [name, value] of Object.entries(hiddenFields(form, '/check'))) body.set(name, value);
  body.set('text', fields.text ?? '');
  body.set('year', fields.year ?? '');
  body.set('previousText', fields.previousText ?? '');
  const [name, bytes] = fields.file ?? ['', new Uint8Array()];
  body.set('file', new File([new Uint8Array(bytes)], name));
  const headers = { host: 'localhost', cookie: auditor.cookie() };
  const response = await office.app.request('/check', { method: 'POST', body, headers });
  return { status: response.status, text: unescaped(await response.text()) };
}

type Tables = Omit<PartialReport, 'table3'> & { table3: { rows: Record<string, number[]> } };
const tablesOf = (name: string): Tables => JSON.parse(published(name));

/** Hongze's report with a table 四 that ties out: its own does not. */
const sound = (): Tables => ({
  ...tablesOf('hongze-district-2023.json'),
  table4: tablesOf('longgang-2022.json').table4,
});

/** One applicant more in the first row's total. */
function raised(): Tables {
  const report = sound();
  const row = report.table3.rows.newlyReceived ?? [];
  row[6] = (row[6] ?? 0) + 1;
  return report;
}

describe.each(['docx', 'html'] as const)('a published report as .%s', (format) => {
  it('is read whole, and all its tie-outs hold', async () => {
    const { status, text } = await send({ file: [`r.${format}`, await rendered(sound(), format)] });
    expect(status).toBe(200);
    expect(text).toContain('勾稽关系全部相符（核对 45 项）');
    expect(text).not.toContain('没有读到');
    expect(text).not.toContain('<td><a');
  });

  it('with one cell raised by one names the tie-outs that fail, with both sides', async () => {
    const { text } = await send({ file: [`r.${format}`, await rendered(raised(), format)] });
    const total = raised().table3.rows.newlyReceived?.[6] ?? 0;
    expect(text).toContain('勾稽关系有 2 项不符：');
    expect(text).toContain(
      `K3 总计列应等于各类申请人之和：一、本年新收政府信息公开申请数量，${total} ≠ ${total - 1}`,
    );
    expect(text).toContain('K1 第一项加第二项应等于第三项加第四项：总计');
  });
});

describe('a report as it was really published', () => {
  it('is found not to tie out where it does not', async () => {
    const file = published('hongze-district-2023.json');
    const { text } = await send({ file: ['r.json', Buffer.from(file)] });
    expect(text).toContain('K6 复议、诉讼总计应等于各结果之和：行政复议，0 ≠ 11');
    expect(text).toContain('K6 复议、诉讼总计应等于各结果之和：复议后起诉，0 ≠ 5');
  });
});

describe('tables pasted as text', () => {
  it('of a real report, one cell a line, are read to the last number', async () => {
    const { table2, table3, table4 } = JSON.parse(published('longgang-2022.json'));
    const read = reportInText(published('longgang-2022.txt'));
    expect(read).toEqual({
      ok: true,
      unread: [],
      report: { table2, table3: { rows: table3.rows }, table4: { rows: table4.rows } },
    });
    const { text } = await send({ text: published('longgang-2022.txt'), year: '2022' });
    expect(text).toContain('勾稽关系全部相符');
  });

  it('with a number missing say which row was not understood', async () => {
    const { text } = await send({
      text: '一、本年新收政府信息公开申请数量\t5\t0\t0\n二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0',
    });
    expect(text).toContain('表三：“一、本年新收政府信息公开申请数量”读到3个数字，应为7个');
    expect(text).toContain('没有读到表二');
    expect(text).toContain('没有读到表四');
  });

  it('with an empty cell keep the others in their columns', () => {
    const read = reportInText('一、本年新收政府信息公开申请数量\t5\t\t2\t0\t-\t0\t1,007');
    expect(read.ok && read.report.table3?.rows?.newlyReceived).toEqual([5, null, 2, 0, null, 0, 1007]);
  });

  it('of the trial form leave its table 二 alone', () => {
    const read = reportInText(
      '信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n规章\t1\t1\t9\n（七）总计\t0\t0\t0\t0\t0\t0\t0',
    );
    expect(read.ok && read.report.table2?.regulations?.issued).toBeNull();
    expect(read.ok && read.unread[0]).toContain('试行格式');
  });
});

describe('the verdict', () => {
  const lines = (rows: string[]) => rows.join('\n');
  const minimal = [
    '一、本年新收政府信息公开申请数量\t5\t\t\t\t\t\t5',
    '二、上年结转政府信息公开申请数量\t\t\t\t\t\t\t',
    '（一）予以公开\t5\t\t\t\t\t\t500',
    '（七）总计\t5\t\t\t\t\t\t5',
    '四、结转下年度继续办理\t\t\t\t\t\t\t',
  ];

  it('of a table that prints blanks for 0 finds what does not add up, and says how it was read', async () => {
    const { text } = await send({ text: lines(minimal) });
    expect(text).toContain('（一）予以公开，500 ≠ 5');
    expect(text).toContain('表三：本表以空白表示0');
    expect(text).not.toContain('全部相符');
  });

  it('is not green while a table was not read, and names what was not checked', async () => {
    const { text } = await send({ text: lines(minimal).replace('500', '5') });
    expect(text).toContain('报告没有核对完整：已核对的');
    expect(text).toContain('没有读到表四');
    expect(text).toContain('没有核对的勾稽关系');
    expect(text).not.toContain('全部相符');
  });

  it('is given for each of two reports in one page', async () => {
    const [a, b] = [await rendered(sound(), 'html'), await rendered(raised(), 'html')];
    const { text } = await send({ file: ['r.html', Buffer.concat([b, a])] });
    expect(text).toContain('这里有 2 份报告');
    expect(text).toContain('勾稽关系有 2 项不符');
    expect(text).toContain('勾稽关系全部相符（核对 45 项）');
  });

  it('covers K4 and K5 once the report of the year before is given, and says so before', async () => {
    const text = published('longgang-2022.txt');
    expect((await send({ text })).text).toContain('没有给上一年的报告');
    const both = (await send({ text, previousText: text })).text;
    expect(both).not.toContain('没有给上一年的报告');
    expect(both).toContain('K5 现行有效件数应等于上年现行有效加制发减废止：行政规范性文件，1 ≠ 2');
    const wrong = await send({ text, previousText: '今天天气很好' });
    expect([wrong.status, wrong.text.includes('id="f-previousText-error"')]).toEqual([422, true]);
  });

  it('lists the numbers of the prose that nobody has held against the tables', async () => {
    const { text } = await send({ file: ['r.docx', await rendered(sound(), 'docx')] });
    expect(text).toContain('勾稽关系全部相符（核对 45 项）');
    expect(text).toContain('文字中没有核对的数字');
    expect(text).toMatch(/文字中有 \d+ 个数字与表格不同/);
  });
});

describe('what is no report', () => {
  it('is answered at the field, with what was typed kept', async () => {
    const { status, text } = await send({ text: '今天天气很好 12 34', year: '2022' });
    expect(status).toBe(422);
    expect(text).toContain('没有读到表二、表三或表四的任何一行');
    expect(text).toContain('今天天气很好 12 34');
    expect(text).toContain('value="2022"');
  });

  it('does not run as a script', async () => {
    const { text } = await auditor.fillIn('/check', {
      text: '</textarea><script>alert(1)</script>',
      year: '',
    });
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('&lt;script&gt;alert(1)');
  });

  it.each([
    ['a damaged document', 'r.docx', Buffer.from('PK\u0003\u0004rubbish'), '不是Word文档'],
    ['another archive', 'r.docx', writeZip([{ name: 'a.txt', bytes: Buffer.from('a') }]), '不是Word文档'],
    ['a document that unpacks to too much', 'r.docx', bomb(), '过大'],
    ['a PDF', 'r.pdf', Buffer.from('%PDF-1.7'), '读不了别处生成的 PDF'],
    ['other JSON', 'r.json', Buffer.from('{"a":1}'), '不是本系统格式'],
    ['broken JSON', 'r.json', Buffer.from('{"a"'), '不是本系统格式'],
  ])('as %s says so', async (_, name, bytes, message) => {
    const { status, text } = await send({ text: '保留', file: [name, bytes] });
    expect(status).toBe(422);
    expect(text).toContain(message);
    expect(text).toContain('保留</textarea>');
  });

  it('asks for something when nothing was sent, and for a year that is one', async () => {
    expect((await send({})).text).toContain('请粘贴报告的表格，或者选择文件');
    expect((await send({ text: 'x', year: '去年' })).text).toContain('年度请写四位数字');
  });
});

function bomb(): Buffer {
  return writeZip([{ name: 'word/document.xml', bytes: Buffer.alloc(60_000_000, 32) }]);
}
