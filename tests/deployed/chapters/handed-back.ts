/** A bad day behind the pages: batches of which a part is handed back, transactions of the projector given up, queues that take half. */
import { expect } from 'vitest';
import type { Call } from '../asked-of-aws.ts';
import {
  dynamo,
  first,
  givenUpFor,
  halfDone,
  noneDone,
  REASONS,
  SLOW_DOWN,
  THROTTLED,
  type Trouble,
  throttling,
  troubled,
} from '../bad-day.ts';
import type { Chapter, Office } from '../chapter.ts';
import { record, sendRecords } from './platform.ts';

type Meeting = Pick<Trouble, 'fault'> & {
  readonly role: string;
  readonly of: string;
  readonly title?: string;
};

/** `role`: how the id of the caller's role begins. */
function meeting(meetings: readonly Meeting[]) {
  return troubled(
    meetings.map(({ role, of, fault, title = '' }) => ({
      fault,
      title: `${role} ${of} ${title}`.trim(),
      meets: (call: Call) => call.role.startsWith(role) && `${call.service}:${call.operation}` === of,
    })),
  );
}
const expectMet = (met: ReadonlyMap<string, number>): void =>
  expect([...met].filter(([, count]) => count === 0)).toEqual([]);

const PROJECT = 'WorkProjectRole';
const RECORD = 'WorkRecordFeedRole';
const TRANSACT = 'dynamodb:TransactWriteItems';
/** What meets the records of a platform on their way from the door to the figures. */
const ON_THE_WAY: readonly Meeting[] = [
  { role: 'DoorWebRole', of: 'sqs:SendMessageBatch', fault: first(2, halfDone) },
  // a call is one item: no transaction
  ...['lost', dynamo('InternalServerError', 500), dynamo('TransactionConflictException')].map(
    (fault, at) => ({
      ...{ role: RECORD, of: 'dynamodb:PutItem', title: String(at), fault: first(1, fault as never) },
    }),
  ),
  { role: PROJECT, of: 'dynamodb:BatchGetItem', fault: first(3, halfDone) },
  { role: PROJECT, of: 'dynamodb:BatchGetItem', title: 'none', fault: first(2, noneDone) },
  { role: PROJECT, of: 'dynamodb:BatchWriteItem', fault: first(3, halfDone) },
  { role: PROJECT, of: 'dynamodb:BatchWriteItem', title: 'none', fault: first(2, noneDone) },
  { role: PROJECT, of: 'dynamodb:BatchWriteItem', title: 'lost', fault: first(1, 'lost') },
  ...REASONS.map((reason) => ({
    ...{ role: PROJECT, of: TRANSACT, title: reason, fault: first(1, givenUpFor(reason)) },
  })),
  { role: PROJECT, of: TRANSACT, title: 'lost', fault: first(1, 'lost') },
];
/** Longer than one call of the projector tries, however quick it is: its notices come again. */
function untilGivenUp({ lines }: Office['house']): Trouble['fault'] {
  let begun: number | null = null;
  return () => {
    begun ??= lines.length;
    const ended = lines.slice(begun).filter(({ text }) => text.includes('"event":"projected"'));
    return ended.length < SHARDS ? THROTTLED : null;
  };
}
/** So many calls may be under way when it begins, and end well. */
const SHARDS = 2;
const RECORDS = 24;

const listed = async (office: Office): Promise<readonly string[]> => {
  const { json } = await office.api('GET', '/cases/hotline?limit=100');
  return (json.items as readonly { case: string }[]).map((one) => one.case);
};

export const handedBack: Chapter = {
  title: 'what batches and queues hand back arrives all the same, once',
  happens: async (office) => {
    const { house } = office;
    const records = Array.from({ length: RECORDS }, (_, at) => record(`HB-${at}`, '投诉'));
    // the queue takes nothing: the platform is told so, and sends it again
    const deaf = meeting([{ role: 'DoorWebRole', of: 'sqs:SendMessageBatch', fault: () => noneDone }]);
    house.front.faults = deaf.faults;
    const told = await sendRecords(office, records);
    expect([told.status, told.headers.get('retry-after')]).toEqual([503, '5']);
    const { faults, met } = meeting([
      ...ON_THE_WAY,
      { role: PROJECT, of: 'dynamodb:BatchGetItem', title: 'throttled', fault: untilGivenUp(house) },
    ]);
    // the recorder cannot write until it has given a message back
    let isGivenBack = false;
    house.front.faults = (call) => {
      if (!call.role.startsWith(RECORD)) return faults(call);
      isGivenBack ||= call.operation === 'ChangeMessageVisibility';
      return call.service === 'dynamodb' && !isGivenBack ? THROTTLED : faults(call);
    };
    const sent = await sendRecords(office, records);
    expect(sent.status).toBe(202);
    await house.settle();
    house.front.faults = null;
    expectMet(met);
    const numbers = await listed(office);
    for (const { number } of records)
      expect([number, numbers.filter((one) => one === number).length]).toEqual([number, 1]);
    expect((await office.as('li').get('/dead-letters')).text).toContain('没有未能处理的记录');
    const lines = house.lines.length;
    await house.clock('EachNight');
    await house.settle();
    expect(house.lines.slice(lines).filter(({ text }) => text.includes('"event":"drift"'))).toEqual([]);
  },
};

const PAPER = Buffer.from('%PDF-1.7\n材料');

export const slowDown: Chapter = {
  title: 'a paper and a mail arrive once where the places they go to refuse at first',
  happens: async (office) => {
    const { house } = office;
    const li = office.as('li');
    const at = '/applications/SQ2026-0000001';
    const fault: Trouble['fault'] = (_, met) => ([SLOW_DOWN, SLOW_DOWN, 'lost'] as const)[met] ?? null;
    const stored = troubled([
      {
        ...{ title: 'S3', fault },
        meets: ({ service, method, path }) => service === 's3' && method === 'PUT' && path.includes('/scan/'),
      },
    ]);
    house.front.faults = stored.faults;
    const file = new File([PAPER], '材料.pdf');
    expect((await li.upload(`${at}/files`, { paper: 'other' }, { files: file })).status).toBe(303);
    const chen = office.as('chen');
    const told = { on: 'on', email0: 'all@example.gov.cn' };
    expect((await chen.fillIn('/reminders', told, '/reminders')).status).toBe(303);
    const mails = house.mails.length;
    const mailed = meeting([
      { role: 'WorkSendRemindersRole', of: 'ses:SendEmail', fault: first(2, throttling(429)) },
    ]);
    house.front.faults = mailed.faults;
    expect((await chen.fillIn('/reminders', {}, '/reminders/trial')).status).toBe(303);
    await house.settle();
    house.front.faults = null;
    expectMet(new Map([...stored.met, ...mailed.met]));
    expect(house.mails.length - mails).toBe(1);
  },
};
