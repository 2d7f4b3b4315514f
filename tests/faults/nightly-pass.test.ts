import { DeleteCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromStream } from '#shared/house/from-stream.ts';
import type { CaseKind, Commit } from '#shared/kernel/event.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { packed, unpacked } from '#shared/store/dynamodb/rows.ts';
import type { Message, Received } from '#shared/store/queue.ts';
import { aggregationHandler, askForAggregations } from '#shared/year/aggregate-by-queue.ts';
import { type Aggregation, lastAggregation } from '#shared/year/aggregation.ts';
import { aggregateAll } from '#shared/year/nightly.ts';
import { CLERK, type CloudOffice, noticeOf, openCloudOffice } from '../support/cloud-office.ts';

let office: CloudOffice;
let scans = 0;
let received = 24;
/** Somebody records before each thing that is asked of the read models, but for what that asks itself. */
let meanwhile: (() => Promise<void>) | null = null;
beforeAll(async () => {
  office = await openCloudOffice();
  office.client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        if (commandName === 'ScanCommand') scans += 1;
        const now = meanwhile;
        const { TableName } = args.input as { TableName?: string };
        if (now !== null && commandName === 'QueryCommand' && TableName === office.viewsTable) {
          meanwhile = null;
          await now();
          meanwhile = now;
        }
        return next(args);
      },
    { step: 'initialize' },
  );
  const calls = Array.from({ length: 24 }, (_, at) => ({
    number: `H${at}`,
    receivedAt: `2026-0${1 + (at % 3)}-05T08:00:00.000+08:00`,
  }));
  for (const of of ['o', '乙', '丙']) {
    await record(of, 'hotline', calls);
    await record(of, 'application', [
      { number: 'A1', receivedOn: '2026-03-05', applicantType: 'naturalPerson', subject: '图' },
    ]);
  }
  await everythingTold();
});
afterAll(() => office.stop());

async function record(of: string, kind: CaseKind, rows: readonly Record<string, string>[]): Promise<void> {
  const room = KINDS.get(kind);
  if (room === undefined) throw new Error(kind);
  const jobs = rows.map((row) => rowJob(room, { office: of, number: row.number ?? '', actor: CLERK }, row));
  for (const one of await office.log.write(jobs)) if (!one.ok) throw one.error;
}

async function recordedNow(of: string, number: string): Promise<void> {
  await record(of, 'hotline', [{ number, receivedAt: '2026-03-07T08:00:00.000+08:00' }]);
  const stream = (await office.log.streamOf(of, 'hotline', number)) ?? '';
  const commits = await office.log.history({ office: of, kind: 'hotline', stream });
  await fromStream(office)({ Records: commits.map(noticeOf) });
  received += 1;
}

async function everythingTold(): Promise<void> {
  const commits: Commit[] = [];
  for await (const page of office.log.scan()) commits.push(...page);
  const { batchItemFailures } = await fromStream(office)({ Records: commits.map(noticeOf) });
  expect(batchItemFailures).toEqual([]);
}

const PACE = { milliseconds: 0, commits: 9 };

type Delivery = { readonly doubled: boolean; readonly next: number; readonly calls: number | null };
const PLAIN: Delivery = { doubled: false, next: 0, calls: null };

/** Every message until there is none, each as the delivery says: twice, out of turn, or by a process that is killed in it. */
async function pass(delivery: () => Delivery | Promise<Delivery> = () => PLAIN): Promise<Aggregation[]> {
  const waiting: Message[] = [];
  const told: Aggregation[] = [];
  const house = {
    ...office,
    queue: {
      ...office.queue,
      send: async (_: unknown, messages: readonly Message[]) => void waiting.push(...messages),
    },
  };
  // what is recorded by now is settled
  office.later(600_000);
  await askForAggregations(house);
  for (let steps = 0; waiting.length > 0; steps += 1) {
    if (steps > 2000) throw new Error('the pass does not end');
    const { doubled, next, calls } = steps < 1000 ? await delivery() : PLAIN;
    const [message] = waiting.splice(next % waiting.length, 1);
    if (message === undefined) break;
    if (doubled) waiting.push(message);
    const batch: readonly Received[] = [{ ...message, topic: 'proof', tries: 1, receipt: '' }];
    const by = calls === null ? house : mortal(house, calls);
    await aggregationHandler(
      by,
      (one) => told.push(one),
      PACE,
    )(batch).catch((fault: Error) => {
      if (fault.message !== 'killed') throw fault;
      waiting.push(message);
    });
  }
  return told;
}

type PassHouse = Parameters<typeof aggregationHandler>[0];

/** Ends when it is asked for one thing more: of what it reads, keeps and sends. */
function mortal(house: PassHouse, calls: number): PassHouse {
  let left = calls;
  const counted =
    <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> => {
      left -= 1;
      return left < 0 ? Promise.reject(new Error('killed')) : call(...args);
    };
  const { log, blobs, queue, views } = house;
  return {
    ...house,
    log: {
      ...log,
      slice: counted(log.slice),
      write: ((jobs) => counted(log.write)(jobs as never)) as typeof log.write,
    },
    blobs: { ...blobs, put: counted(blobs.put) },
    queue: { ...queue, send: counted(queue.send) },
    views: { ...views, noteWritten: counted(views.noteWritten), noteWhole: counted(views.noteWhole) },
  };
}

async function inOnePass(): Promise<Aggregation[]> {
  const found: Aggregation[] = [];
  for await (const one of aggregateAll(office)) found.push(one);
  return found;
}

async function results(): Promise<(Aggregation | null)[]> {
  return Promise.all(['o', '丙', '乙'].map((of) => lastAggregation(office, of)));
}

describe('the nightly pass in slices', () => {
  it('says of every office what one reading of the ledger says, and makes the index whole', async () => {
    expect(await office.views.written.offices()).toBe(null);
    expect(await pass()).toEqual([]);
    const sliced = await results();
    expect(sliced.map((one) => one?.equal)).toEqual([true, true, true]);
    expect(sliced).toEqual(await inOnePass());
    expect(await office.views.written.offices()).toEqual(['*', 'o', '丙', '乙']);
    expect((await office.views.written.within({ offices: new Set(['乙']) }))?.length).toBeGreaterThan(24);
  });

  it('doubled, out of turn and killed in any slice says the same, once', async () => {
    const wanted = (await results()).map((one) => one?.reports);
    const deliveries = fc.infiniteStream(
      fc.record({
        doubled: fc.nat(9).map((one) => one === 0),
        next: fc.nat(100),
        calls: fc.option(fc.nat(5), { freq: 2, nil: null }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(deliveries, async (stream) => {
        const before = await Promise.all(['o', '丙', '乙'].map(compared));
        expect(await pass(() => stream.next().value)).toEqual([]);
        expect((await results()).map((one) => one?.reports)).toEqual(wanted);
        expect(await Promise.all(['o', '丙', '乙'].map(compared))).toEqual(before.map((one) => one + 1));
      }),
      { numRuns: Number(process.env.PASS_RUNS ?? 1) },
    );
  });

  it('finds no difference in what is recorded while it runs', async () => {
    let steps = 0;
    const drifts = await pass(async () => {
      steps += 1;
      if (steps % 4 === 0) await recordedNow('乙', `late${steps}`);
      return PLAIN;
    });
    expect(drifts).toEqual([]);
    expect(steps).toBeGreaterThan(20);
    expect((await results()).map((one) => one?.equal)).toEqual([true, true, true]);
  });

  it('finds none either where somebody records whenever live figures are read', async () => {
    let late = 0;
    meanwhile = async () => {
      late += 1;
      await recordedNow('乙', `busy${late}`);
    };
    for await (const one of aggregateAll(office)) expect([one.equal, one.drifts]).toEqual([true, []]);
    meanwhile = null;
    expect(late).toBeGreaterThan(10);
  });

  it('names the cells that differ and the cases behind them, in one reading for all offices', async () => {
    const pk = `case#${encodeURIComponent('乙')}#hotline#H3`;
    const Key = { pk, sk: 'case' };
    const client = office.client;
    const TableName = office.viewsTable;
    const { Items = [] } = await client.send(
      new ScanCommand({ TableName, FilterExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } }),
    );
    await client.send(new DeleteCommand({ TableName, Key }));
    await counted(TableName, '乙', -1);
    await counted(TableName, 'o', 2);
    const drifts = await pass();
    expect(drifts.map(({ office: of }) => of).sort()).toEqual(['o', '乙']);
    const of = (id: string) =>
      drifts.find((one) => one.office === id)?.drifts.find(({ cell }) => cell === 'hotline.received');
    expect(of('乙')).toMatchObject({
      ...{ year: 2026, before: received, after: received - 1, cases: ['H3'], more: 0 },
    });
    expect(of('o')).toMatchObject({ before: 24, after: 26, cases: [], more: 0 });
    await client.send(new PutCommand({ TableName, Item: Items[0] }));
    await counted(TableName, '乙', 1);
    await counted(TableName, 'o', -2);
    expect(await pass()).toEqual([]);
  });

  it('on lost read models reads the ledger twice, however many cells differ', async () => {
    await office.views.clear();
    scans = 0;
    const drifts = await pass();
    expect(drifts).toHaveLength(3);
    expect(drifts[0]?.drifts.length).toBeGreaterThan(10);
    const received = drifts[0]?.drifts.find(({ cell }) => cell === 'hotline.received');
    expect(received).toMatchObject({ after: 0, more: 0 });
    expect(received?.cases.length).toBe(received?.before);
    expect(scans).toBeLessThan(120);
  });
});

async function compared(of: string): Promise<number> {
  return (await office.log.history({ office: of, kind: 'proof', stream: 'aggregate' })).length;
}

/** The counter of the calls received, changed by hand. */
async function counted(TableName: string, of: string, by: number): Promise<void> {
  const pk = `counter#${encodeURIComponent(of)}`;
  await office.views.compact(-1000);
  const { Items = [] } = await office.client.send(
    new ScanCommand({ TableName, FilterExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } }),
  );
  for (const item of Items.filter(({ sk }) => String(sk) === 'span#2026')) {
    const figures = unpacked<[string, [number, number]][]>(item.figures);
    const changed = figures.map(([key, [weight, cases]]) =>
      key.includes('"hotline.received"') ? [key, [weight + by, cases]] : [key, [weight, cases]],
    );
    await office.client.send(new PutCommand({ TableName, Item: { ...item, figures: packed(changed) } }));
  }
}
