import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formOf } from '#shared/glossary.ts';
import { importRows } from '#shared/intake/import-rows.ts';
import { openWebOffice, unescaped, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let auditor: Visitor;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-rows-'));
  office = await openWebOffice();
  auditor = await office.visitor('zhou', 'auditor');
});
afterEach(() => {
  office.close();
  rmSync(folder, { recursive: true, force: true });
});

async function record(
  kind: 'applications' | 'fees',
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const file = join(folder, 'rows.ndjson');
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const actor = { user: 'li', role: 'officer', via: 'import' } as const;
  const { log, clock } = office.web.house;
  const request = { kind, file, office: 'default', actor, dryRun: false, options: {} };
  const { rejected } = await importRows({ log, clock }, request);
  expect(rejected).toEqual([]);
}
const application = (number: string, more: Record<string, unknown> = {}) => ({
  number,
  receivedOn: '2026-03-02',
  applicantType: 'naturalPerson',
  subject: '某路段改造工程的规划许可证',
  ...more,
});
/** The figure printed in a cell of the page. */
function figure(page: string, cell: string): string | undefined {
  return new RegExp(`<td[^>]*data-cell="${cell.replaceAll('.', '\\.')}"[^>]*>(?:<a[^>]*>)?([^<]*)`).exec(
    page,
  )?.[1];
}

describe('the tables of a year', () => {
  it('print every row and column of the form to the character', async () => {
    const { text } = await auditor.get('/tables/2026');
    for (const { label } of formOf(2026).rows) expect(unescaped(text)).toContain(`>${label}</th>`);
    expect(text).toContain('（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）');
    expect(text).toContain('四、政府信息公开行政复议、行政诉讼情况');
    expect(text).toContain('勾稽关系全部相符');
  });

  it('lead from a figure to its cases, and a figure of nothing leads nowhere', async () => {
    await record('applications', [
      application('A1'),
      application('A2'),
      application('A3', { applicantType: 'otherOrganisation' }),
    ]);
    const { text } = await auditor.get('/tables/2026');
    expect(figure(text, 'table3.newlyReceived.naturalPerson')).toBe('2');
    expect(figure(text, 'table3.disclosed.total')).toBe('0');
    expect(text).not.toContain('name=table3.disclosed.total');
    const cell = await auditor.get('/tables/2026/cell?name=table3.newlyReceived.naturalPerson');
    expect(cell.text).toMatch(/A1<\/a>[\s\S]*A2<\/a>/);
    expect(cell.text).not.toContain('>A3<');
    expect(cell.text).toContain('一、本年新收政府信息公开申请数量 · 自然人');
  });

  it('page the cases of a figure, and hand all of them over as a file', async () => {
    const many = Array.from({ length: 120 }, (_, index) => application(`A${String(index).padStart(3, '0')}`));
    await record('applications', many);
    let path = '/tables/2026/cell?name=table3.newlyReceived.total';
    const seen: string[] = [];
    for (let pages = 0; path !== '' && pages < 5; pages += 1) {
      const { text } = await auditor.get(path);
      seen.push(...[...text.matchAll(/>(A\d+)<\/a>/g)].map(([, number = '']) => number));
      path = unescaped(/<a href="([^"]+)" rel="next">/.exec(text)?.[1] ?? '');
    }
    expect(seen).toEqual(many.map(({ number }) => number));
    const file = await auditor.get('/tables/2026/cell.csv?name=table3.newlyReceived.total');
    expect(file.text.split('\r\n').filter((line) => line.startsWith('A'))).toHaveLength(120);
  });

  it('lose no digit of a number in a spreadsheet', async () => {
    const numbers = ['440307202600000123', '0000012', '12'];
    await record(
      'applications',
      numbers.map((number) => application(number)),
    );
    const { text } = await auditor.get('/tables/2026/cell.csv?name=table3.newlyReceived.total');
    for (const written of ["'440307202600000123,", "'0000012,", '\n12,']) expect(text).toContain(written);
  });

  it('hand no formula to a spreadsheet', async () => {
    await record('applications', [application('=1+1'), application('@x')]);
    const { text } = await auditor.get('/tables/2026/cell.csv?name=table3.newlyReceived.total');
    expect(text).toContain("'=1+1,");
    expect(text).toContain("'@x,");
  });

  it('say the weights of fees in yuan', async () => {
    await record('fees', [{ number: 'F1', receivedOn: '2026-04-01', amount: 410.5 }]);
    expect(figure((await auditor.get('/tables/2026')).text, 'table2.feesTenThousandYuan')).toBe('0.04105');
    expect((await auditor.get('/tables/2026/cell?name=table2.feesTenThousandYuan')).text).toContain('410.5');
  });

  it('stand as they were known on an earlier day', async () => {
    await record('applications', [application('A1')]);
    office.setNow('2026-12-01T10:00:00.000+08:00');
    await record('applications', [application('A2')]);
    auditor = await office.visitor('wu', 'auditor');
    expect(figure((await auditor.get('/tables/2026')).text, 'table3.newlyReceived.total')).toBe('2');
    const before = await auditor.get('/tables/2026?asOf=2026-11-30');
    expect(before.text).toContain('截至2026-11-30');
    expect(figure(before.text, 'table3.newlyReceived.total')).toBe('1');
    const behind = await auditor.get('/tables/2026/cell?name=table3.newlyReceived.total&asOf=2026-11-30');
    expect(behind.text).toContain('>A1<');
    expect(behind.text).not.toContain('>A2<');
    // the whole of the day counts: A1 was entered at half past nine
    const sameDay = await auditor.get('/tables/2026?asOf=2026-11-23');
    expect(figure(sameDay.text, 'table3.newlyReceived.total')).toBe('1');
  });

  it('of no year are not found', async () => {
    for (const path of ['/tables/20', '/tables/1800', '/tables/abcd', '/tables/2026?version=3'])
      expect((await auditor.get(path)).status, path).toBe(404);
  });
});
