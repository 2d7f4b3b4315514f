import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { documentClient } from '#shared/house/dynamodb-client.ts';
import { furnishTables } from '#shared/house/furnish.ts';
import { type Emulator, startDynoxide } from '#shared/house/start-dynoxide.ts';
import { storesTemplate } from '#shared/house/stores-template.ts';
import { type Instant, instantOf, type PlainDate } from '#shared/kernel/plain-date.ts';
import { dynamoDataKeys } from '#shared/store/dynamodb/data-keys.ts';
import { dynamoEventLog } from '#shared/store/dynamodb/event-log.ts';
import { LONGEST_ITEM } from '#shared/store/dynamodb/long-values.ts';
import { keyFileWrapper } from '#shared/store/key-wrapper.ts';
import type { EventLog, LogWriter } from '#shared/store/ports.ts';
import { inShortPages, withShortItems } from '../../support/short-pages.ts';
import { eventLogContract } from './event-log.contract.ts';

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-'));
  emulator = await startDynoxide(join(folder, 'dynamodb.db'));
});
afterAll(async () => {
  await emulator.stop();
  rmSync(folder, { recursive: true });
});

function backwardsClock() {
  let time = Date.UTC(2026, 8, 18);
  return {
    now: () => {
      time -= 1000;
      return instantOf(time);
    },
  };
}

let opened = 0;

async function openLog({ isShort = false } = {}): Promise<EventLog> {
  const plain = documentClient(emulator.endpoint);
  opened += 1;
  const tables = await furnishTables(plain, storesTemplate(), {
    suffix: `-${opened}`,
    only: ['ledger', 'keys', 'views'],
  });
  const aside = { folder, tables };
  const client = isShort
    ? withShortItems(inShortPages(plain), aside)
    : withShortItems(plain, aside, LONGEST_ITEM);
  const wrapper = keyFileWrapper(randomBytes(32));
  const keys = dynamoDataKeys({ client, table: tables.keys, wrapper });
  return dynamoEventLog({
    ...{ client, table: tables.ledger, keys, keyTable: tables.keys, counters: tables.views },
    clock: backwardsClock(),
  });
}

eventLogContract('DynamoDB', () => openLog());
eventLogContract('DynamoDB in pages of one item, where most items are too long', () =>
  openLog({ isShort: true }),
);

describe('jobs of one write on DynamoDB', () => {
  const ACTOR = { user: 'li', role: 'officer', via: 'cli' } as const;
  let thoughts: string[];
  beforeEach(() => {
    thoughts = [];
  });

  const registering = (number: string) => async (writer: LogWriter) => {
    thoughts.push(number);
    const stream = await writer.streamOf('o', 'hotline', number);
    const at = { office: 'o', kind: 'hotline', stream: stream ?? `s-${number}` } as const;
    const version = (stream === null ? 0 : (await writer.history(at)).length) + 1;
    const events = [{ type: 'Noted', v: 1, on: '2026-09-18' as PlainDate, data: {} }];
    return writer.append({ at, number, version, actor: ACTOR, events });
  };

  it('that are decided when a cut-off is drawn, and not yet put down, are decided again behind it', async () => {
    const log = await openLog();
    const cutOff = '2027-02-27T09:00:00.000+08:00' as Instant;
    let drawn = 0;
    const outcomes = await log.write([
      async (writer) => {
        const appended = await registering('A1')(writer);
        drawn += 1;
        if (drawn === 1) await log.cutAt(['o'], cutOff);
        return appended;
      },
    ]);
    expect(outcomes.every((one) => one.ok && one.value.ok)).toBe(true);
    const commits = await log.history({ office: 'o', kind: 'hotline', stream: 's-A1' });
    expect(commits.map(({ recordedAt }) => recordedAt > cutOff)).toEqual([true]);
    expect(thoughts).toEqual(['A1', 'A1']);
  });

  it('that register different cases think once each: none waits for another', async () => {
    const log = await openLog();
    const numbers = Array.from({ length: 10 }, (_, index) => `A${index}`);
    const outcomes = await log.write(numbers.map(registering));
    expect(outcomes.every((one) => one.ok && one.value.ok)).toBe(true);
    expect(thoughts).toEqual(numbers);
    log.close();
  });

  it('that add to the same case think again, one after another', async () => {
    const log = await openLog();
    const outcomes = await log.write([registering('A1'), registering('A1'), registering('A1')]);
    expect(outcomes.map((one) => one.ok && one.value.ok && one.value.commit.version)).toEqual([1, 2, 3]);
    log.close();
  });
});
