/** The form of the fee notice counts the applicant's applications of the month, so that nobody has to (trap 27). */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { StoreBusy } from '#shared/store/faults.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let li: Visitor;
beforeEach(async () => {
  office = await openWebOffice();
  li = await office.visitor('li', 'officer');
});
afterEach(() => office.close());

async function does(fields: Fields): Promise<void> {
  const actor = { user: 'li', role: 'officer', via: 'form' } as const;
  const done = await executeCommand(office.web.house, { office: 'default', actor, fields });
  expect(done).toMatchObject({ ok: true });
}
const receive = (number: string, submittedOn: string, applicant: object = { name: '赵一' }) =>
  does({
    command: 'RegisterApplication',
    case: number,
    channel: 'inPerson',
    submittedOn,
    subject: '规划图',
    applicant: { type: 'naturalPerson', ...applicant },
  });
const notice = (number: string, quantity: number, more: object = {}) =>
  does({
    ...{ command: 'SendFeeNotice', case: number, on: '2026-11-20', receivedOn: '2026-11-20' },
    ...{ basis: 'perItem', quantity, ...more },
  });
const form = async (number: string) => (await li.get(`/applications/${number}/steps/SendFeeNotice`)).text;
const filled = (text: string, name: string): string =>
  new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(text)?.[0].match(/value="([^"]*)"/)?.[1] ?? '';

it('the next of the month is offered, and what an earlier notice asked for is left out', async () => {
  await receive('旧', '2026-10-30');
  for (let item = 1; item <= 12; item += 1) await receive(`甲${item}`, `2026-11-0${Math.ceil(item / 2)}`);
  await receive('别人', '2026-11-02', { name: '钱二' });
  await does({ command: 'VoidEntry', case: '甲3', kind: 'application', on: '2026-11-20', reason: '误登' });
  const first = await form('甲12');
  expect([filled(first, 'quantity'), filled(first, 'chargedBefore')]).toEqual(['11', '']);
  expect(first).toContain('这是该申请人2026年11月的第 11 件');
  await notice('甲12', 11);
  await receive('甲13', '2026-11-19');
  const next = await form('甲13');
  expect([filled(next, 'quantity'), filled(next, 'chargedBefore')]).toEqual(['12', '11']);
  expect(next).toContain('以前的收费通知已收到第 11 件');
});

it('people are told apart by their proof of identity, and what was charged by page is said', async () => {
  await receive('甲', '2026-11-02', { name: '赵一', identity: '44030119900101123x' });
  await receive('乙', '2026-11-03', { name: '赵一', identity: '110101199001011234' });
  await receive('丙', '2026-11-04', { name: '赵 一', identity: '44030119900101123X' });
  await notice('甲', 40, { basis: 'perPage' });
  const text = await form('丙');
  expect(filled(text, 'quantity')).toBe('2');
  expect(text).toContain('另有 1 件按量收费');
});

it('in a busy month those that the search knows by the applicant are counted, each once', async () => {
  const identity = '44030119900101123X';
  await receive('旧', '2026-10-30', { name: '赵一', identity });
  await receive('甲', '2026-11-02', { name: '赵一', identity });
  await receive('别名', '2026-11-03', { name: '赵一一', identity });
  await receive('同名', '2026-11-03', { name: '赵一', identity: '110101199001011234' });
  await receive('误', '2026-11-03', { name: '赵一', identity });
  await does({ command: 'VoidEntry', case: '误', kind: 'application', on: '2026-11-20', reason: '误登' });
  for (let item = 1; item <= 48; item += 1) await receive(`别人${item}`, '2026-11-04', { name: '钱二' });
  await receive('丙', '2026-11-05', { name: '赵 一' });
  await receive('丁', '2026-11-06', { name: '赵一', identity });
  expect(filled(await form('丁'), 'quantity')).toBe('4');
  expect(filled(await form('别人48'), 'quantity')).toBe('48');
  await receive('无', '2026-11-07', { name: '赵一', identity: '无' });
  expect(filled(await form('无'), 'quantity')).toBe('2');
});

it('no number is offered while lists lag behind what others record', async () => {
  await receive('甲', '2026-11-02');
  await receive('乙', '2026-11-03');
  expect(filled(await form('乙'), 'quantity')).toBe('2');
  office.web.house.catchUp = async () => {
    throw new StoreBusy('others are adding what they record');
  };
  const text = await form('乙');
  expect(text).toContain('暂时跟不上最近的登记');
  expect([filled(text, 'quantity'), text.includes('这是该申请人')]).toEqual(['', false]);
});
