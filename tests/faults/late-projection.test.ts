/** Writes that arrive late, and stores on a bad day, through the composition that is deployed. */
import { createServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CloudHouse } from '#shared/house/deployed-house.ts';
import { dynamoClient, EMULATED } from '#shared/house/dynamodb-client.ts';
import type { Commit } from '#shared/kernel/event.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { auditViews } from '#shared/proof/audit-views.ts';
import {
  applicationRow,
  type DeployedOffice,
  deliver,
  openDeployedOffice,
  recordRows,
} from '../support/deployed-office.ts';
import { type Call, fault } from '../support/store-proxy.ts';

let office: DeployedOffice;
let other: CloudHouse;
beforeAll(async () => {
  office = await openDeployedOffice();
  other = office.open();
  await other.replay(null);
});
afterEach(() => office.proxy.answering(null));
afterAll(() => office.stop());

let number = 0;
async function fresh(): Promise<Commit> {
  number += 1;
  const [commit] = await recordRows(office.open(), 'application', [applicationRow(`A${number}`, 3)]);
  return commit as Commit;
}
const newlyReceived = async (): Promise<number> =>
  (await other.views.figures({ office: 'o', year: 2026 })).weight('table3.newlyReceived.total', 2026);
const letters = async () => (await other.deadLetters.list({ limit: 100 })).items;
const isProjectionOf =
  ({ number: of }: Commit) =>
  ({ operation, body }: Call): boolean =>
    operation === 'TransactWriteItems' && body.includes(`application#${of}"`);

/** A case whose projection has left its sender and is held before the store. */
async function onItsWay() {
  const late = await fresh();
  const before = await newlyReceived();
  const held = office.proxy.hold(isProjectionOf(late));
  const projecting = deliver(office.open(), [late]);
  await held.arrived;
  return { late, before, held, projecting };
}

/** Somebody else's case is projected and folded while ours is on its way. */
async function foldMeanwhile(): Promise<void> {
  await setTimeout(5);
  expect(await deliver(other, [await fresh()])).toEqual([]);
  await setTimeout(5);
  await other.views.compact(1);
}

describe('a projection that is on its way while the figures are folded', () => {
  it('is refused when it arrives, projected again, and counted once', async () => {
    const { before, held, projecting } = await onItsWay();
    await foldMeanwhile();
    expect((await held.letGo()).body).toMatchObject({
      __type: expect.stringContaining('TransactionCanceled'),
    });
    expect(await projecting).toEqual([]);
    expect(await newlyReceived()).toBe(before + 2);
    await setTimeout(5);
    await other.views.compact(1);
    expect(await newlyReceived()).toBe(before + 2);
    expect((await auditViews(other)).drifts).toEqual([]);
  });

  it('whose sender is gone changes nothing; the notice that comes again counts it', async () => {
    const { late, before, held, projecting } = await onItsWay();
    held.giveUp(fault('AccessDeniedException'));
    await expect(projecting).rejects.toThrow('AccessDenied');
    await foldMeanwhile();
    expect((await held.letGo()).status).toBe(400);
    expect(await other.views.summary('o', 'application', late.number)).toBeNull();
    expect(await deliver(office.open(), [late])).toEqual([]);
    expect(await newlyReceived()).toBe(before + 2);
    expect((await auditViews(other)).drifts).toEqual([]);
  });

  it('that arrives before the fold reads is counted, although its sender never heard of it', async () => {
    const { late, before, held, projecting } = await onItsWay();
    held.giveUp(fault('AccessDeniedException'));
    await expect(projecting).rejects.toThrow('AccessDenied');
    expect((await held.letGo()).status).toBe(200);
    await foldMeanwhile();
    expect(await deliver(office.open(), [late])).toEqual([]);
    expect(await newlyReceived()).toBe(before + 2);
    expect((await auditViews(other)).drifts).toEqual([]);
  });

  it('of a machine whose clock is behind by an hour is counted all the same', async () => {
    await foldMeanwhile();
    const late = await fresh();
    const before = await newlyReceived();
    const now = Date.now;
    Date.now = () => now() - 3_600_000;
    try {
      expect(await deliver(office.open(), [late])).toEqual([]);
    } finally {
      Date.now = now;
    }
    expect(await newlyReceived()).toBe(before + 1);
    await setTimeout(5);
    await other.views.compact(1);
    expect(await newlyReceived()).toBe(before + 1);
    expect((await auditViews(other)).drifts).toEqual([]);
  });
});

describe('a store that', () => {
  const throughout = (operation: string, answer: ReturnType<typeof fault>) => (call: Call) =>
    call.operation === operation ? answer : null;

  it.each([
    ['is out of order', 'TransactWriteItems', fault('InternalServerError', {}, 500)],
    [
      'throttles a transaction',
      'TransactWriteItems',
      fault('TransactionCanceledException', {
        CancellationReasons: [{ Code: 'None' }, { Code: 'ThrottlingError' }],
      }),
    ],
  ])('%s for a while is tried again, and nothing becomes a dead letter', async (_, operation, answer) => {
    const away = await fresh();
    const [before, known] = [await newlyReceived(), (await letters()).length];
    office.proxy.answering(throughout(operation, answer));
    expect(await deliver(office.open(), [away])).toHaveLength(1);
    office.proxy.answering(null);
    expect(await letters()).toHaveLength(known);
    expect(await deliver(office.open(), [away])).toEqual([]);
    expect(await newlyReceived()).toBe(before + 1);
  });

  it('was away when a page had written shows it to the same page as soon as it is back', async () => {
    const page = office.open();
    const before = await newlyReceived();
    number += 1;
    await recordRows(page, 'application', [applicationRow(`A${number}`, 3)]);
    office.proxy.answering(throughout('TransactWriteItems', fault('InternalServerError', {}, 500)));
    await expect(page.catchUp()).rejects.toThrow('wait for the store');
    office.proxy.answering(null);
    await page.catchUp();
    expect(await newlyReceived()).toBe(before + 1);
  });

  it('gives items of a batch back again and again is tried again, and nothing becomes a dead letter', async () => {
    const away = await fresh();
    const [before, known] = [await newlyReceived(), (await letters()).length];
    office.proxy.answering(({ operation, body }) =>
      operation === 'BatchWriteItem'
        ? {
            status: 200,
            body: { UnprocessedItems: (JSON.parse(body) as { RequestItems: object }).RequestItems },
          }
        : null,
    );
    expect(await deliver(office.open(), [away])).toHaveLength(1);
    office.proxy.answering(null);
    expect(await letters()).toHaveLength(known);
    expect(await deliver(office.open(), [away])).toEqual([]);
    expect(await newlyReceived()).toBe(before + 1);
  });

  it('gives items and keys back a few times has all of them written and read in the end', async () => {
    const away = await fresh();
    const before = await newlyReceived();
    let backs = 0;
    office.proxy.answering(({ operation, body }) => {
      if (backs >= 6 || !operation.startsWith('Batch')) return null;
      backs += 1;
      const { RequestItems } = JSON.parse(body) as { RequestItems: object };
      return operation === 'BatchWriteItem'
        ? { status: 200, body: { UnprocessedItems: RequestItems } }
        : { status: 200, body: { Responses: {}, UnprocessedKeys: RequestItems } };
    });
    expect(await deliver(office.open(), [away])).toEqual([]);
    office.proxy.answering(null);
    expect(backs).toBe(6);
    expect(await newlyReceived()).toBe(before + 1);
    expect((await auditViews(other)).drifts).toEqual([]);
  });

  it.each(['AccessDeniedException', 'ResourceNotFoundException'])(
    'answers %s fails the function, which an alarm counts, and nothing becomes a dead letter',
    async (name) => {
      const away = await fresh();
      const known = (await letters()).length;
      office.proxy.answering(throughout('TransactWriteItems', fault(name)));
      await expect(deliver(office.open(), [away])).rejects.toThrow(name);
      office.proxy.answering(null);
      expect(await letters()).toHaveLength(known);
      expect(await deliver(office.open(), [away])).toEqual([]);
    },
  );

  it('will never take an item makes a dead letter of its case with the reason, and of no other', async () => {
    const [bad, good] = [await fresh(), await fresh()];
    const [before, known] = [await newlyReceived(), (await letters()).length];
    office.proxy.answering((call) =>
      isProjectionOf(bad)(call)
        ? fault('ValidationException', { message: 'Item size has exceeded the maximum allowed size' })
        : null,
    );
    expect(await deliver(office.open(), [bad, good])).toEqual([]);
    office.proxy.answering(null);
    expect(await newlyReceived()).toBe(before + 1);
    const all = await letters();
    expect(all).toHaveLength(known + 1);
    expect(all.at(-1)?.reason).toContain('Item size');
    await deliver(office.open(), [bad]);
  });
});

describe('a fold', () => {
  const foldedOf = async (of: string): Promise<number> => {
    const Key = { pk: `counter#${of}`, sk: 'watermark' };
    const { Item } = await office.client.send(new GetCommand({ TableName: office.viewsTable, Key }));
    return Number(Item?.folded ?? -1);
  };

  it('that fails for one office is done for the others, and fails in the end', async () => {
    const newest = '2026-11-27T10:00:00.000+08:00' as Instant;
    await other.views.apply({ cases: [], newest: { a: newest, o: newest, z: newest } });
    const before = await foldedOf('o');
    await setTimeout(5);
    office.proxy.answering(({ operation, body }) =>
      operation === 'PutItem' && body.includes('"counter#a"') ? fault('InternalServerError') : null,
    );
    await expect(other.views.compact(1)).rejects.toThrow();
    expect(await foldedOf('a')).toBe(-1);
    expect(await foldedOf('o')).toBeGreaterThan(before);
    expect(await foldedOf('z')).toBeGreaterThan(0);
  });
});

describe('a call of the store that hangs', () => {
  it('is given up and made again, and ends with its deadline', async () => {
    let asked = 0;
    const silent = createServer(() => {
      asked += 1;
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const client = dynamoClient(
      { ...EMULATED, endpoint: `http://127.0.0.1:${port}`, maxAttempts: 50 },
      { requestTimeout: 200, deadline: 1500 },
    );
    const started = performance.now();
    const call = client.send(new GetCommand({ TableName: 'Views', Key: { pk: 'a', sk: 'b' } }));
    await expect(call).rejects.toThrow();
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(asked).toBeGreaterThan(1);
    client.destroy();
    silent.closeAllConnections();
    silent.close();
  });
});
