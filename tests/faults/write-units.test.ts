import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { fromStream } from '#shared/house/from-stream.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { findCases } from '#shared/search/find-cases.ts';
import { CLERK, type CloudOffice, noticeOf, openCloudOffice } from '../support/cloud-office.ts';

/** Judged: consumed write units at most this many times one unit a kilobyte of every item written. */
const MOST = 5;
/** The same of registering an application with all that follows from it, index and order of sealing included. */
const MOST_REGISTERING = 1.5;
/** Of a hotline case of two commits, in batches of ten: what ledger and read models cost, and with order and index of words. */
const MOST_HOTLINE = { itself: 17, whole: 20 };
const KB = 1024;

let office: CloudOffice;
let meters: ReturnType<typeof meter>;
beforeAll(async () => {
  office = await openCloudOffice();
  meters = meter(office.client);
});
afterAll(() => office.stop());

/** `beside`: of the units those for the order of sealing and for the index by which cases are found; `read`: units of reading. */
type Written = { items: number; floor: number; units: number; beside: number; read: number };
const NOTHING: Written = { items: 0, floor: 0, units: 0, beside: 0, read: 0 };
type Put = { Put?: { Item?: object }; PutRequest?: { Item?: object }; DeleteRequest?: object };
type Input = {
  Item?: object;
  Key?: object;
  TransactItems?: Put[];
  RequestItems?: Record<string, Put[]>;
  ReturnConsumedCapacity?: string;
};
type Output = { ConsumedCapacity?: { CapacityUnits?: number } | { CapacityUnits?: number }[] };

const WRITES = new Set([
  'PutItemCommand',
  'DeleteItemCommand',
  'UpdateItemCommand',
  'BatchWriteItemCommand',
  'TransactWriteItemsCommand',
]);

const READS = /^(?:Get|BatchGet|Query|Scan)/;

/** Adds up what the engine itself says it consumed, indexes included, and the size of what was written. */
function meter(client: DynamoDBDocumentClient): { take(): Written } {
  let written = NOTHING;
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const name = commandName
          .replace(/^(Put|Delete|Update)Command$/, '$1ItemCommand')
          .replace(/^BatchWriteCommand$/, 'BatchWriteItemCommand')
          .replace(/^TransactWriteCommand$/, 'TransactWriteItemsCommand');
        const isRead = READS.test(name);
        if (!isRead && !WRITES.has(name)) return next(args);
        const input = args.input as Input;
        const result = await next({ ...args, input: { ...input, ReturnConsumedCapacity: 'INDEXES' } });
        const { ConsumedCapacity = [] } = result.output as Output;
        const consumed = [ConsumedCapacity]
          .flat()
          .reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
        if (isRead) {
          written = { ...written, read: written.read + consumed };
          return result;
        }
        const items = itemsOf(input);
        written = {
          items: written.items + items.length,
          floor: written.floor + items.reduce(unitsOf, 0),
          units: written.units + consumed,
          read: written.read,
          beside: written.beside + items.filter(isBeside).reduce(unitsOf, 0),
        };
        return result;
      },
    { step: 'initialize', name: 'meter', priority: 'low' },
  );
  return {
    take: () => {
      const taken = written;
      written = NOTHING;
      return taken;
    },
  };
}

function itemsOf({ Item, Key, TransactItems = [], RequestItems = {} }: Input): unknown[] {
  const puts = [...TransactItems, ...Object.values(RequestItems).flat()];
  const several = puts.map(({ Put, PutRequest }) => Put?.Item ?? PutRequest?.Item ?? {});
  return [...several, ...(Item === undefined ? [] : [Item]), ...(Key === undefined ? [] : [Key])];
}

const unitsOf = (sum: number, item: unknown): number => sum + Math.max(1, Math.ceil(sizeOf(item) / KB));

/** Rows of the order of sealing and of the index are put alone or in batches: a unit a kilobyte. */
function isBeside(item: unknown): boolean {
  const pk = typeof item === 'object' && item !== null && 'pk' in item ? String(item.pk) : '';
  return /^(?:ledger|t#|terms#|found#)/.test(pk);
}

/** Names and values, as the engine counts them. */
function sizeOf(value: unknown): number {
  if (value instanceof Uint8Array) return value.length;
  if (typeof value !== 'object' || value === null) return Buffer.byteLength(String(value));
  let size = 0;
  for (const [name, part] of Object.entries(value)) size += Buffer.byteLength(name) + sizeOf(part);
  return size;
}

type Row = Record<string, string | number>;
const asked = {
  receivedOn: '2026-03-02',
  applicantType: 'naturalPerson',
  applicantName: '王某',
  subject: '规划许可的全部材料',
  contact: '13800000000',
};
const STEPS: readonly (readonly [what: string, kind: CaseKind, row: Row])[] = [
  ['an application registered', 'application', { number: 'A1', ...asked }],
  ['its answer', 'application', { number: 'A1', ...asked, outcome: 'disclosed', decidedOn: '2026-03-20' }],
  [
    'a hotline case registered',
    'hotline',
    {
      number: 'H1',
      receivedAt: '2026-03-02T08:00:00.000+08:00',
      type: 'complaint',
      topic: '噪声',
      department: '住建局',
    },
  ],
  [
    'its closing',
    'hotline',
    {
      number: 'H1',
      receivedAt: '2026-03-02T08:00:00.000+08:00',
      type: 'complaint',
      topic: '噪声',
      department: '住建局',
      closedAt: '2026-03-04T08:00:00.000+08:00',
      satisfaction: 'satisfied',
    },
  ],
  [
    'a publication',
    'publication',
    { number: 'P1', publishedOn: '2026-03-02', medium: 'website', column: '通知公告', title: '通知' },
  ],
  ['a day of decisions', 'decision', { number: 'D1', kind: 'licence', decidedOn: '2026-03-02', count: 120 }],
];

async function recorded(kind: CaseKind, row: Row): Promise<void> {
  const room = KINDS.get(kind);
  if (room === undefined) throw new Error(kind);
  const [outcome] = await office.log.write([
    rowJob(room, { office: 'o', number: String(row.number), actor: CLERK }, row),
  ]);
  if (!outcome?.ok || outcome.value.outcome !== 'recorded') throw new Error(JSON.stringify(outcome));
}

async function projected(kind: CaseKind, ...numbers: string[]): Promise<void> {
  const Records: DynamoDBRecord[] = [];
  for (const number of numbers) {
    const stream = (await office.log.streamOf('o', kind, number)) ?? '';
    const commit = (await office.log.history({ office: 'o', kind, stream })).at(-1);
    if (commit === undefined) throw new Error(number);
    Records.push(noticeOf(commit));
  }
  expect(await fromStream(office)({ Records })).toEqual({ batchItemFailures: [] });
  expect((await office.deadLetters.list({ limit: 1 })).items).toEqual([]);
}

describe('write units of the table engine, by its own answers', () => {
  it('a commit with all its read models costs at most five times one unit a kilobyte', async () => {
    const lines: string[] = [];
    const worst: number[] = [];
    for (const [what, kind, row] of STEPS) {
      meters.take();
      await recorded(kind, row);
      const log = meters.take();
      await projected(kind, String(row.number));
      const views = meters.take();
      for (const [where, { items, floor, units }] of [
        ['ledger', log],
        ['views', views],
      ] as const) {
        lines.push(`${what}, ${where}: ${items} items, floor ${floor}, consumed ${units}`);
        worst.push(units / Math.max(floor, 1));
        expect(units).toBeGreaterThan(0);
      }
    }
    const calls = Array.from({ length: 10 }, (_, n) => `T${n}`);
    for (const number of calls)
      await recorded('hotline', {
        number,
        receivedAt: '2026-03-02T08:00:00.000+08:00',
        department: '住建局',
      });
    meters.take();
    await projected('hotline', ...calls);
    const { items, floor, units } = meters.take();
    lines.push(`ten hotline cases in one batch, views: ${items} items, floor ${floor}, consumed ${units}`);
    worst.push(units / floor);
    console.log(lines.join('\n'));
    expect(Math.max(...worst)).toBeLessThanOrEqual(MOST);
  });

  it('an application is registered for little more than what is written of it', async () => {
    meters.take();
    const fields = {
      ...{ command: 'RegisterApplication', channel: 'post', subject: '规划许可的全部材料' },
      ...{ submittedOn: '2026-03-02', signedForOn: '2026-03-02' },
      applicant: { type: 'naturalPerson', name: '王某', contact: '13800000000' },
    };
    const done = await executeCommand(office, { office: 'o', actor: CLERK, key: 'form li 1', fields });
    await projected('application', done.ok ? done.number : '');
    const { items, floor, units, beside } = meters.take();
    console.log(
      `an application registered: ${items} items, floor ${floor}, consumed ${units}, ${beside} of it for order and index`,
    );
    expect(units / floor).toBeLessThanOrEqual(MOST_REGISTERING);
  });

  it('a hotline case of two commits in batches of ten costs at most what was asked, order and index beside', async () => {
    const numbers = Array.from({ length: 10 }, (_, n) => `U${n}`);
    const call = (number: string): Row => ({
      ...{ number, receivedAt: '2026-03-02T08:00:00.000+08:00', type: 'complaint' },
      ...{ topic: '噪声', department: '住建局' },
    });
    const closing = { closedAt: '2026-03-04T08:00:00.000+08:00', satisfaction: 'satisfied' };
    await office.order.take();
    meters.take();
    for (const more of [{}, closing]) {
      for (const number of numbers) await recorded('hotline', { ...call(number), ...more });
      await projected('hotline', ...numbers);
    }
    const { units, beside, read } = meters.take();
    console.log(
      `a hotline case of two commits: ${units / 10} units, ${beside / 10} of them for order and index; ${read / 10} read`,
    );
    const searched = { office: 'o', kind: 'hotline', query: '住建局 U7' } as const;
    const found = await findCases(office, searched, { limit: 5 });
    expect(found.items.map(({ number }) => number)).toEqual(['U7']);
    meters.take();
    await office.order.take();
    console.log(`and sealed by the notary: ${meters.take().units / 10} more`);
    expect((units - beside) / 10).toBeLessThanOrEqual(MOST_HOTLINE.itself);
    expect(units / 10).toBeLessThanOrEqual(MOST_HOTLINE.whole);
  });

  it('the index costs a unit for each of its terms and two for the list of them, once', async () => {
    const call = { at: '2026-03-02T08:00:00+08:00', source: '12345热线', type: '投诉' };
    const said = '楼下工地夜间施工到凌晨两点，严重影响休息，要求立即停工并给予书面答复';
    const commands = {
      application: {
        ...{ command: 'RegisterApplication', case: 'I1', channel: 'post' },
        ...{
          submittedOn: '2026-03-02',
          signedForOn: '2026-03-02',
          subject: '2025年度土地征收批复及补偿安置方案',
        },
        applicant: {
          type: 'naturalPerson',
          name: '张三丰',
          identity: '11010519491231002X',
          contact: '13812345678',
        },
        description: said,
      },
      hotline: {
        command: 'RegisterHotlineCase',
        case: 'I2',
        ...call,
        caller: '王女士 13900001111',
        description: said,
      },
    };
    const { index } = office.search;
    for (const [kind, fields] of Object.entries(commands) as [CaseKind, Fields][]) {
      const done = await executeCommand(office, { office: 'o', actor: CLERK, fields });
      const stream = (await office.log.streamOf('o', kind, done.ok ? done.number : '')) ?? '';
      const [entry] = await office.indexed([{ office: 'o', kind, stream }]);
      if (entry === undefined) throw new Error(JSON.stringify(done));
      meters.take();
      await index.enter([entry]);
      const { units } = meters.take();
      await index.enter([{ ...entry, version: entry.version + 1 }]);
      console.log(`the index of a case of ${kind}: ${entry.terms.length} terms, consumed ${units}`);
      expect([units, meters.take().units]).toEqual([
        entry.terms.length + 2 * Math.ceil(entry.terms.length / 75),
        0,
      ]);
    }
  });
});
