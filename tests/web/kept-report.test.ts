/** Last year's report, read by 核对报告 and kept: what an office has on paper or on its site becomes its opening balance. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fold, historyOf, opened } from '#shared/ledger/case-history.ts';
import { reportKind } from '#shared/reporting/kind.ts';
import {
  hiddenFields,
  openWebOffice,
  unescaped,
  type Visitor,
  type WebOffice,
} from '../support/web-office.ts';

let office: WebOffice;
let chen: Visitor;
beforeEach(async () => {
  office = await openWebOffice();
  chen = await office.visitor('chen', 'officer');
});
afterEach(() => office.close());

const published = (name: string): string =>
  readFileSync(new URL(`../reporting/published/${name}`, import.meta.url), 'utf8');
const TEXT = published('hongze-district-2023.json');

async function checked(who: Visitor, text = TEXT) {
  return who.fillIn('/check', { text, year: '' });
}
const keep = async (page: string, fields: Record<string, string>) =>
  chen.post('/check/keep', { ...hiddenFields(page, '/check/keep'), ...fields });

it('is kept once everything was shown, under its year, and only once', async () => {
  const { text } = await checked(chen);
  expect(text).toContain('登记为往年数据');
  const kept = await keep(text, { year: '2023' });
  expect(kept.text).toContain('已登记为往年数据，回执');
  await office.web.house.catchUp();
  const { table3 } = JSON.parse(TEXT) as { table3: { rows: Record<string, number[]> } };
  const commits = await historyOf(office.web.house.log, {
    office: 'default',
    kind: 'report',
    number: '2023',
  });
  const opening = fold(await opened(office.web.house.log, commits ?? []), reportKind.evolve);
  const received = table3.rows.newlyReceived?.at(-1);
  expect(received).toBeGreaterThan(0);
  expect(opening).toMatchObject({ year: 2023, cells: { 'table3.newlyReceived.total': received } });
  expect((await keep(text, { year: '2023' })).text).toContain('以前已经登记');
});

it('is not kept without its year, for this year, or against what is kept; and it can be taken back', async () => {
  const { text } = await checked(chen, TEXT.replace('"year": 2023', '"year": null'));
  for (const [year, said] of [
    ['', '年度请写四位数字'],
    ['2026', '没有登记：只登记往年的报告'],
  ] as const) {
    const answer = await keep(text, { year });
    expect([year, answer.status, answer.text.includes(said)]).toEqual([year, 422, true]);
  }
  const kept = await keep(text, { year: '2023' });
  const other = await checked(chen, published('jinhu-county-2023.json'));
  const conflict = await keep(other.text, { year: '2023' });
  expect(unescaped(conflict.text)).toContain('与已经登记的这一年的数字不一致');
  const undo = /href="(\/imports\/past\/DR[^"]+)"/.exec(kept.text)?.[1] ?? '';
  expect((await chen.fillIn(undo, { reason: '年度写错' })).text).toContain('已作废 1 件');
  expect((await keep(other.text, { year: '2023' })).text).toContain('已登记为往年数据');
});

it('is nobody’s to keep who only looks', async () => {
  const auditor = await office.visitor('zhou', 'auditor');
  const { text } = await checked(auditor);
  expect(text).not.toContain('登记为往年数据');
  const fields = { ...hiddenFields(text, '/sign-out'), report: TEXT, year: '2023' };
  expect((await auditor.post('/check/keep', fields)).status).toBe(403);
});
