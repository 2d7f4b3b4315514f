import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filledFields, importByPage, sendFile, settle } from '../support/import-pages.ts';
import { hiddenFields, openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';
import { rowOf, workbookOf } from '../support/workbook-bytes.ts';

let office: WebOffice;
let chen: Visitor;
beforeEach(async () => {
  office = await openWebOffice();
  chen = await office.visitor('chen', 'officer');
});
afterEach(() => office.close());

const HEAD = '申请编号,收到日期,申请人类型,申请内容\r\n';
const csv = (...rows: string[]) => new File([HEAD, ...rows.map((row) => `${row}\r\n`)], '申请.csv');
const GOOD = 'A1,2026/9/18,自然人,某路段改造工程的规划许可证';
const send = (file: File, more: Record<string, string> = {}) =>
  importByPage(chen, file, { kind: 'applications', ...more });

async function received(): Promise<number> {
  await office.web.house.catchUp();
  const figures = await office.web.house.views.figures({ office: 'default', year: 2026 });
  return figures.weight('table3.newlyReceived.total', 2026);
}
const faultsIn = (page: string): string[] =>
  [
    ...page.matchAll(
      /<tr><th scope="row">第 (\d+) 行<\/th><td[^>]*>([^<]*)<\/td><td[^>]*><span data-code="(\w+)"/g,
    ),
  ].map(([, line, field, code]) => `${line} ${field} ${code}`);

describe('a file of records', () => {
  it('is recorded under the name of who sent it, and a second time changes nothing', async () => {
    const first = await send(csv(GOOD));
    expect(first.status).toBe(200);
    expect(first.text).toContain('全部行都已处理');
    expect(await received()).toBe(1);
    expect((await chen.get('/applications/A1')).text).toContain('chen（承办，导入）');
    await send(csv(GOOD));
    expect(await received()).toBe(1);
  });

  it('has its good rows recorded and every bad one told by line and column', async () => {
    const { text } = await send(
      csv(GOOD, 'A2,2026-02-31,自然人,甲', '"A3",2026-09-18,外星人,乙', ',2026-09-18,自然人,丙'),
    );
    expect(faultsIn(text)).toEqual(['3 收到日期 badDate', '4 申请人类型 badChoice', '5 申请编号 required']);
    expect(await received()).toBe(1);
  });

  it('that contradicts what is recorded says in which column', async () => {
    await send(csv(GOOD));
    const { text } = await send(csv(GOOD.replace('自然人', '商业企业')));
    expect(faultsIn(text)).toEqual(['2 申请人类型 conflict']);
  });

  it('is only looked through when that is asked for', async () => {
    const { text } = await send(csv(GOOD, 'A2,昨天,自然人,甲'), { do: 'check' });
    expect(faultsIn(text)).toEqual(['3 收到日期 badDate']);
    expect(await received()).toBe(0);
  });

  it('tells beforehand which names are new, and that a new source is none of the hotline until it is said to be', async () => {
    const file = new File(
      ['工单编号,受理时间,来源\nA1,2026-09-18,市长信箱\nA2,2026-09-18,市长信箱\n'],
      '工单.csv',
    );
    const { text } = await send(file, { kind: 'hotline', do: 'check' });
    expect(text).toContain('登记时会加入热线设置的清单，请看看有没有写错：市长信箱。');
    expect(text).toMatch(/属于12345热线的，请登记以前在.*热线设置.*里写明/);
    expect((await chen.get('/hotline/lists')).text).not.toContain('市长信箱');
    expect((await send(file, { kind: 'hotline' })).text).toContain('已加入热线设置的清单');
    expect((await chen.get('/hotline/lists')).text).toContain('市长信箱');
  });

  it('shows what stands in it as text, whatever it is', async () => {
    const { text } = await send(new File([HEAD], '<script>alert(1)</script>.csv'));
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('文件里没有一行数据');
  });

  it('that cannot be opened is told at its field, with what was chosen kept', async () => {
    for (const file of [
      new File(['no workbook'], 'a.xlsx'),
      new File(['x'], 'a.doc'),
      new File([], 'a.csv'),
    ]) {
      const { status, text } = await send(file);
      expect({ file: file.name, status }).toEqual({ file: file.name, status: 422 });
      expect(text).toContain('id="f-file-error"');
      expect(text).toMatch(/<option value="applications" selected/);
    }
    expect(office.lines.filter(({ event }) => event === 'fault')).toEqual([]);
  });

  it('that is too large for a page is told so at its field', async () => {
    const { status, text } = await send(new File([HEAD, 'x'.repeat(10 * 1024 * 1024)], '大.csv'));
    expect([status, text.includes('超过 10 MB')]).toEqual([422, true]);
  });

  it('whose headings say one thing twice has both to choose from, and one may be chosen once', async () => {
    const twice = `${HEAD.replace('申请内容', '申请编号')}${GOOD}\n`;
    const prepared = await sendFile(chen, new File([twice], '申请.csv'), { kind: 'applications' });
    expect(prepared.text).toContain('D　申请编号#2');
    const both = await settle(chen, prepared, { column3: 'number', do: 'record' });
    expect(both.status).toBe(422);
    expect(both.text).toContain('有两列都选成了“申请编号”，只能选一列');
    expect((await settle(chen, prepared, { column3: 'subject', do: 'record' })).text).toContain(
      '全部行都已处理',
    );
    expect(await received()).toBe(1);
  });

  it('whose headings it does not know is told what they may mean, and what is missing', async () => {
    const strange = `${HEAD.trim()},答复时间,<b>\n${GOOD},,x\n`;
    const prepared = await sendFile(chen, new File([strange], '申请.csv'), { kind: 'applications' });
    expect(filledFields(prepared.text, prepared.location ?? '')).toMatchObject({
      ...{ column3: 'subject', column4: 'decidedOn', column5: '' },
    });
    expect(prepared.text).toContain('按其他系统的叫法推测');
    expect((await settle(chen, prepared, { do: 'record' })).text).toMatch(/没有导入的列<\/dt><dd>&lt;b&gt;/);
    const lacking = new File([`${HEAD.replace('申请内容', '备注')}${GOOD}\n`], '申请.csv');
    const missing = await send(lacking);
    expect(missing.status).toBe(422);
    expect(missing.text).toContain('data-code="missingColumn"');
    expect(missing.text).toContain('必填而没有找到的列：申请内容');
    expect(missing.text).not.toMatch(/（subject）/);
  });

  it('with hidden rows and merged cells says how many rows that were', async () => {
    const good = rowOf(...GOOD.split(',')).replace('<row>', '<row hidden="1">');
    const next = rowOf(...GOOD.replace(/^[^,]+/, 'A2').split(','));
    const rows = rowOf(...HEAD.trim().split(',')) + good + next;
    const sheet = workbookOf({ sheets: { 台账: rows }, merged: ['C2:C3'] });
    const { text } = await send(new File([new Uint8Array(sheet)], '申请.xlsx'), { do: 'check' });
    expect(text).toContain('有 1 行在表格里是隐藏的或者被筛选掉的，也已读取');
    expect(text).toContain('按它覆盖的每一行读取，共 1 行');
  });

  it('with more than one filled sheet says which was read', async () => {
    const headings = HEAD.trim().split(',');
    const sheets = { 台账: rowOf(...headings) + rowOf(...GOOD.split(',')), 去年: rowOf('甲') };
    const { text } = await send(new File([new Uint8Array(workbookOf({ sheets }))], '申请.xlsx'));
    expect(text).toContain('只读取了工作表“台账”；工作簿里还有 去年，没有读取。');
    expect(await received()).toBe(1);
  });

  it('is not for the counter or an auditor', async () => {
    for (const role of ['intake', 'auditor'] as const)
      expect((await (await office.visitor(role, role)).get('/imports')).status).toBe(403);
  });
});

it('a sheet with the headings of a kind can be had to fill in, and goes through as it is', async () => {
  const sheet = await chen.get('/imports/fees/blank.csv');
  expect(sheet.text).toBe('编号,收费日期,金额,收费项目\r\n');
  expect((await chen.get('/imports/commands/blank.csv')).status).toBe(404);
  const filled = new File([`\uFEFF${sheet.text}P1,2026-09-18,12.50,信息处理费\r\n`], 'fees.csv');
  expect((await send(filled, { kind: 'fees' })).text).toContain('全部行都已处理');
});

describe('an import that was wrong', () => {
  const receiptIn = (text: string): string => /DR\d{8}-[0-9a-f]{10}/.exec(text)?.[0] ?? '';

  it('is foretold as it will be, duplicates and contradictions included', async () => {
    await send(csv(GOOD));
    const file = csv(GOOD, GOOD.replace('自然人', '商业企业'), GOOD.replace('A1', 'A2'));
    const looked = await send(file, { do: 'check' });
    expect(faultsIn(looked.text)).toEqual(['3 申请人类型 conflict']);
    expect(looked.text).toMatch(/可以登记<\/dt><dd>1 行/);
    expect(looked.text).toMatch(/重复，不会再登记<\/dt><dd>1 行/);
    expect(await received()).toBe(1);
  });

  it('is taken back on its page, with a reason, and may come again', async () => {
    const receipt = receiptIn((await send(csv(GOOD, GOOD.replace('A1', 'A2')))).text);
    const path = `/imports/past/${receipt}`;
    expect((await chen.get('/imports/past')).text).toContain(path);
    const opened = (await chen.get(path)).text;
    expect((await chen.fillIn(path, { reason: ' ' })).text).toContain('data-code="required"');
    expect(await received()).toBe(2);
    expect((await chen.fillIn(path, { reason: '文件拿错了' })).text).toContain('已作废 2 件');
    expect(await received()).toBe(0);
    expect((await chen.get('/imports/past')).text).toContain('已撤回 2 件');
    expect((await chen.get('/applications/A1')).text).toContain('文件拿错了');
    const again = await chen.post(path, { ...hiddenFields(opened, path), reason: '再点一次' });
    expect(again.text).toContain('没有作废任何件');
    const { text } = await chen.get(path);
    expect(text).toContain('这次导入已经整体撤回');
    expect(text).not.toContain('撤回的理由');
    expect((await send(csv(GOOD))).text).toContain('全部行都已处理');
    expect(await received()).toBe(1);
  });

  it('names what it leaves, and is nobody’s to take back who may not import', async () => {
    await send(csv(GOOD));
    const grown = new File(
      [`${HEAD.replace('申请内容', '申请内容,办理结果,答复日期')}${GOOD},3.1,2026-9-20\n`],
      '申请.csv',
    );
    const receipt = receiptIn((await send(grown)).text);
    const clerk = await office.visitor('wang', 'intake');
    expect((await clerk.get(`/imports/past/${receipt}`)).status).toBe(403);
    const { text } = await chen.fillIn(`/imports/past/${receipt}`, { reason: '误导' });
    expect(text).toMatch(/A1<\/a><\/th><td[^>]*>导入以前已有，这次只补充了内容/);
    expect((await chen.get('/imports/past/DR20260101-0000000000')).status).toBe(404);
  });
});
