import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { NOW, openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let li: Visitor;
beforeEach(async () => {
  office = await openWebOffice();
  li = await office.visitor('li', 'officer');
});
afterEach(() => office.close());

const PAGES = ['/', '/tables/2026', '/hotline/figures'];
const ready = async () => JSON.parse((await li.get('/readyz')).text);
const saying = async (words: string): Promise<string[]> => {
  const said: string[] = [];
  for (const page of PAGES) if ((await li.get(page)).text.includes(words)) said.push(page);
  return said;
};

it('what a feed has sent and nobody has recorded yet is said wherever figures are', async () => {
  expect(await saying('没有登记')).toEqual([]);
  expect(await ready()).toEqual({ status: 'ready' });
  await office.web.house.queue.send('feed', [{ id: 'one', body: '{}' }]);
  expect(await saying('接口送来的记录还有 1 条没有登记，登记后才计入。')).toEqual(PAGES);
  expect(await ready()).toEqual({ status: 'ready', feed: { waiting: 1, since: null } });
});

it('what cannot be found out is said to be unknown', async () => {
  const clock = { now: () => NOW };
  const away = () => Promise.reject(new Error('out of reach'));
  await office.close();
  office = await openWebOffice(async (folder) => {
    const house = await openLocalHouse(folder, { clock });
    return { ...house, queue: { ...house.queue, depth: away }, followed: away };
  });
  li = await office.visitor('li', 'officer');
  expect(await saying('不知道接口送来的记录还有多少没有登记。')).toEqual(PAGES);
  expect(await saying('不知道接口登记的内容是否已经全部计入。')).toEqual(PAGES);
  expect(await ready()).toEqual({ status: 'ready', feed: { waiting: 'unknown', since: 'unknown' } });
});
