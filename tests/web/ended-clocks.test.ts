/** What the page of a case says of its period once nothing runs any more, whichever way it ended. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { executeCommand } from '#shared/desk/execute.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let li: Visitor;
beforeAll(async () => {
  office = await openWebOffice();
  office.setNow('2026-12-14T09:30:00.000+08:00');
  li = await office.visitor('li', 'officer');
});
afterAll(() => office.close());

const applicant = { type: 'naturalPerson', name: '赵一', identity: '证', contact: '话' };
const application = (more: object) => ({
  ...{ command: 'RegisterApplication', channel: 'inPerson', submittedOn: '2026-09-01', subject: '图' },
  applicant,
  ...more,
});
const fee = { command: 'SendFeeNotice', on: '2026-09-03', receivedOn: '2026-09-04', basis: 'perItem' };
const correction = { command: 'RequestCorrection', on: '2026-09-03', items: '文号', respondBy: '2026-09-20' };
const on = '2026-11-02';
const call = {
  command: 'RegisterHotlineCase',
  at: '2026-11-02T09:00:00+08:00',
  source: '12345热线',
  type: 'complaint',
};
const at = '2026-11-02T10:00:00+08:00';

const CASES: readonly (readonly [string, string, readonly object[], string])[] = [
  [
    'never corrected',
    '/applications/',
    [application({}), correction, { command: 'CloseUncorrected', on }],
    '2026-09-21 办结（其他处理：',
  ],
  [
    'never paid',
    '/applications/',
    [application({}), { ...fee, quantity: 12 }, { command: 'CloseUnpaid', on }],
    '办结（其他处理：',
  ],
  [
    'withdrawn while a correction was awaited',
    '/applications/',
    [application({}), correction, { command: 'Withdraw', on: '2026-09-10' }],
    '2026-09-10 办结（其他处理：其他）',
  ],
  [
    'replied',
    '/applications/',
    [application({}), { command: 'Reply', on: '2026-09-20', outcome: 'disclosed' }],
    '2026-09-20 办结（予以公开），不再计算期限',
  ],
  [
    'split',
    '/applications/',
    [application({}), { command: 'SplitApplication', on: '2026-09-05', into: ['S-1', 'S-2'] }],
    '2026-09-05 拆分为 S-1、S-2 办理',
  ],
  [
    'voided',
    '/applications/',
    [application({}), { command: 'VoidEntry', on, reason: '误登' }],
    '已作废，不再计算期限',
  ],
  [
    'voided while a payment was awaited',
    '/applications/',
    [application({}), { ...fee, quantity: 12 }, { command: 'VoidEntry', on, reason: '误登' }],
    '已作废，不再计算期限',
  ],
  [
    'an appeal voided',
    '/appeals/',
    [
      { command: 'OpenAppeal', kind: 'review', on },
      { command: 'VoidEntry', on, reason: '误登' },
    ],
    '已作废，不再计算期限',
  ],
  [
    'a call rejected',
    '/hotline/',
    [call, { command: 'AcceptHotlineCase', at }, { command: 'VoidEntry', on, reason: '误登' }],
    '已作废，不再计算时限',
  ],
];

it.each(CASES)('of one %s', async (name, path, steps, words) => {
  const actor = { user: 'li', role: 'officer', via: 'form' } as const;
  const number = `N ${name}`;
  for (const step of steps) {
    const fields = { ...step, case: number };
    const done = await executeCommand(office.web.house, { office: 'default', actor, fields });
    if (!done.ok) throw new Error(`${JSON.stringify(step)} ${done.code} ${done.field}`);
  }
  const { text } = await li.get(`${path}${encodeURIComponent(number)}`);
  const read = text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  expect(read).toContain(words);
  expect(read).not.toMatch(/停止计算|重新计算二十|接着计算|，\s*(?:<|。|$)|\d，\s/);
  expect(text).not.toMatch(/，<\/(?:dd|p|td)>/);
});
