/** What a page says of texts that cannot be read: destroyed only where that is marked, otherwise what is amiss. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { aggregateOffice } from '#shared/year/nightly.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let li: Visitor;
beforeEach(async () => {
  office = await openWebOffice();
  li = await office.visitor('li', 'officer');
  const actor = { user: 'li', role: 'intake', via: 'import' } as const;
  const row = { receivedOn: '2026-03-02', applicantType: 'naturalPerson', subject: '规划图' };
  const named = { number: '1', ...row, applicantName: '张三' };
  const job = (one: { number: string }) =>
    rowJob(disclosureKind, { office: 'default', number: one.number, actor }, one);
  await office.web.house.log.write([job(named), job({ number: '2', ...row } as never)]);
});
afterEach(() => office.close());

const page = async (number: string): Promise<string> => (await li.get(`/applications/${number}`)).text;

it.each([
  ['their key is lost', 'DELETE FROM data_keys', '无法打开：密钥缺失或不是本台账的密钥'],
  ['their record was altered', "UPDATE seals SET body = 'x'", '与登记时封存的不符或已缺失'],
  ['their destruction is marked', "UPDATE data_keys SET wrapped = 'erased'", '已按规定销毁'],
])('where %s, the head and the history of a case say so', async (_, sql, said) => {
  const db = new DatabaseSync(join(office.folder, 'ledger.db'));
  db.exec(sql);
  db.close();
  const text = await page('1');
  expect(text).toContain(`（${said}`);
  expect(text).toContain(`其中的个人信息和文字内容${said}`);
  expect(text.includes('已按规定销毁')).toBe(said === '已按规定销毁');
});

it('the page of the tables says that nothing was counted over a log that is not as it was recorded', async () => {
  const db = new DatabaseSync(join(office.folder, 'ledger.db'));
  db.exec("UPDATE commits SET body = replace(body, '2026-03-02', '2026-03-03') WHERE version = 1");
  db.close();
  await aggregateOffice(office.web.house, { id: 'default', name: '甲局' });
  const { text } = await li.get('/tables/2026');
  expect(text).toContain('台账的哈希链断裂，有记录被改动或缺失');
  expect(text).toContain('（第 1 次记录）。未重新统计。');
});

it('a name that was never given is no name that was destroyed', async () => {
  expect(await page('1')).toContain('张三');
  expect(await page('2')).toContain('（未登记）');
  expect(await page('2')).not.toContain('销毁');
});
