/** The first page: what waits, each count a way to its cases, and what stands before the next annual report. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let li: Visitor;
beforeEach(async () => {
  office = await openWebOffice(); // Monday 2026-11-23
  li = await office.visitor('li', 'officer');
});
afterEach(() => office.close());

async function carryOut(fields: Fields): Promise<void> {
  const actor = { user: 'li', role: 'officer', via: 'form' } as const;
  const done = await executeCommand(office.web.house, { office: 'default', actor, fields });
  if (!done.ok) throw new Error(`${fields.command}: ${done.code} ${done.field}`);
}
const applied = (number: string, submittedOn: string, channel = 'inPerson') =>
  carryOut({
    ...{ command: 'RegisterApplication', case: number, channel, submittedOn, subject: `${number}的图纸` },
    applicant: { type: 'naturalPerson', name: '张三' },
  });

type Tile = { readonly name: string; readonly count: string; readonly href: string };

async function tilesOf(visitor: Visitor): Promise<readonly Tile[]> {
  const { text } = await visitor.get('/');
  const tile = /<a class="tile-name" href="([^"]+)">([^<]+)<\/a><span class="tile-figure">([^<]+)</g;
  return [...text.matchAll(tile)].map(([, href = '', name = '', count = '']) => ({
    ...{ name, count, href: href.replaceAll('&amp;', '&') },
  }));
}

/** Rows of the list that a count leads to. */
async function rowsAt(visitor: Visitor, href: string): Promise<number> {
  return ((await visitor.get(href)).text.match(/<th scope="row"/g) ?? []).length;
}

describe('the counts of the day', () => {
  beforeEach(async () => {
    await applied('LATE', '2026-10-16');
    await applied('TODAY', '2026-10-26');
    await applied('SOON', '2026-10-29');
    await applied('FAR', '2026-11-20');
    await applied('ASKED', '2026-11-20', 'online');
  });

  it('are those of the lists that they lead to', async () => {
    const tiles = await tilesOf(li);
    expect(Object.fromEntries(tiles.map(({ name, count }) => [name, count]))).toMatchObject({
      ...{ 待确认收到: '1', 已超期: '1', 今日到期: '1', '3 个工作日内': '2', 未能处理: '0' },
    });
    for (const { name, count, href } of tiles)
      expect([name, await rowsAt(li, href)]).toEqual([name, Number(count)]);
  });

  it('show what could not be carried out to those alone who may mend or read it', async () => {
    const clerk = await office.visitor('wang', 'intake');
    expect((await tilesOf(clerk)).map(({ name }) => name)).not.toContain('未能处理');
  });

  it('the most urgent stand below with what they are about and whose they are', async () => {
    const { text } = await li.get('/');
    expect(text).toMatch(/LATE的图纸.*张\*.*超期 6 个工作日/s);
    expect(text).not.toContain('FAR的图纸');
  });

  it('say that there are more where counting stops, and list no more than a glance takes', async () => {
    for (let at = 0; at < 12; at += 1) await applied(`L${at}`, '2026-10-16');
    const { text } = await li.get('/');
    expect(text.match(/<th scope="row"/g)).toHaveLength(10 + 2);
    expect(text).toContain('看全部 13 件');
  });
});

describe('the next annual report', () => {
  it('is that of the year before until it is signed, with the days that have passed and what is in its way', async () => {
    await applied('OLD', '2025-03-03');
    const { text } = await li.get('/');
    expect(text).toContain('2025 年度报告');
    expect(text).toMatch(/已过公布期限 <strong>296<\/strong> 天/);
    expect(text).toContain('写明机关名称');
    expect(text).toMatch(/写好 \d 个部分的文字/);
  });

  it('is that of this year where nothing is recorded of the one before; far from its date only the days are told', async () => {
    await applied('NEW', '2026-11-20');
    expect((await li.get('/')).text).toMatch(/2026 年度报告.*距公布期限 <strong>69<\/strong> 天.*写好/);
    office.setNow('2026-09-01T09:30:00.000+08:00');
    const early = await office.visitor('zhao', 'officer');
    expect((await early.get('/')).text).toMatch(/距公布期限 <strong>152<\/strong> 天/);
    expect((await early.get('/')).text).not.toContain('定稿以前还要');
  });
});
