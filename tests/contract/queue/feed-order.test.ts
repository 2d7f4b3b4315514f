/**
 * Records of a feed end as the same cases in whatever order they come, however often, cut into whatever batches and
 * with the recorder begun anew in between: held against a model that only lays the cells of each number together.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BatchDesk, progressOf, takeBatch } from '#shared/feeds/batches.ts';
import { feedHandler } from '#shared/feeds/record-feed.ts';
import { hotlineKind } from '#shared/hotline/kind.ts';
import { openLocalDesk } from '#shared/house/open-desk.ts';
import { dateOf, type Instant } from '#shared/kernel/plain-date.ts';
import { stateOfCase } from '#shared/ledger/case-history.ts';
import { drain } from '#shared/store/consume.ts';
import { sqliteEventLog } from '#shared/store/sqlite/event-log.ts';
import { openLedger } from '#shared/store/sqlite/schema.ts';
import { figuresOf } from '#shared/year/figures.ts';
import { tally } from '#shared/year/tally.ts';

type Cells = Readonly<Record<string, string>>;
type Desk = BatchDesk & { close(): void };

const masterKey = randomBytes(32);
let folder: string;
let desk: Desk;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open(at: string): Desk {
  const clock = { now: () => '2026-09-18T09:00:00.000+08:00' as Instant };
  const options = { clock, masterKey };
  const log = sqliteEventLog(openLedger(join(at, 'ledger.db')), options);
  const local = openLocalDesk(at, options);
  const close = () => {
    log.close();
    local.close();
  };
  return { ...local, log, clock, close };
}

/** What is true of a case; a record tells some of it. The same instant and the same type are written in several ways. */
const truth = fc.record({
  receivedAt: fc.constantFrom('2026-08-31 23:59', '2026-09-01 09:00'),
  source: fc.constantFrom('12345热线', '书记在线', '物联网感知'),
  type: fc.constantFrom('投诉', '咨询'),
  topic: fc.constantFrom('道路', '噪音'),
  department: fc.constantFrom('城管局', '住建局'),
  dueAt: fc.constantFrom('2026-09-03', '2026-09-20'),
  closedAt: fc.constantFrom('2026-09-02 10:00', '2026-09-05 16:00'),
  satisfaction: fc.constantFrom('满意', '不满意', '未接通'),
});
const OPTIONAL = ['source', 'type', 'topic', 'department', 'dueAt', 'closedAt', 'satisfaction'] as const;
const WAYS: Readonly<Record<string, readonly string[]>> = {
  投诉: ['complaint', '投诉 '],
  满意: ['satisfied'],
  '2026-09-01 09:00': ['2026年9月1日 9:00', '2026-09-01T01:00:00Z', '2026/9/1 09:00:00'],
  '2026-09-05 16:00': ['2026-09-05T16:00:00+08:00'],
};
const told = fc.record({
  of: fc.nat({ max: 3 }),
  which: fc.subarray([...OPTIONAL]),
  way: fc.nat({ max: 3 }),
  wide: fc.boolean(),
});
const sending = fc.record({
  truths: fc.array(truth, { minLength: 4, maxLength: 4 }),
  told: fc.array(told, { minLength: 1, maxLength: 12 }),
  wrong: fc.array(fc.constantFrom('2026-02-31', '', '昨天'), { maxLength: 2 }),
  /** Of the whole list, which are sent once more. */
  again: fc.array(fc.nat(), { maxLength: 6 }),
  order: fc.infiniteStream(fc.nat({ max: 1_000_000 })),
  cuts: fc.array(
    fc.record({ size: fc.integer({ min: 1, max: 5 }), next: fc.constantFrom('wait', 'record', 'restart') }),
    {
      minLength: 1,
      maxLength: 8,
    },
  ),
});

type Case = { -readonly [K in string]: string };
type Told = { readonly records: Cells[]; readonly cases: ReadonlyMap<string, Case>; readonly wrong: number };

/** The model: the cells of each number laid together. */
function laidOut(given: {
  truths: readonly Cells[];
  told: readonly { of: number; which: readonly string[]; way: number; wide: boolean }[];
  wrong: readonly string[];
}): Told {
  const cases = new Map<string, Case>();
  const records = given.told.map(({ of, which, way, wide }) => {
    const all = given.truths[of] as Cells;
    const cells = Object.fromEntries(['receivedAt', ...which].map((key) => [key, all[key] ?? '']));
    cases.set(`A${of}`, { ...cases.get(`A${of}`), ...cells });
    const written = Object.entries(cells).map(([key, text]) => [
      key,
      [text, ...(WAYS[text] ?? [])][way] ?? text,
    ]);
    return { number: wide ? `Ａ${of} ` : `A${of}`, ...Object.fromEntries(written) };
  });
  const wrong = given.wrong.map((receivedAt, index) => ({ number: `坏${index}`, receivedAt }));
  return { records: [...records, ...wrong], cases, wrong: wrong.length };
}

const KEYS: Readonly<Record<string, string>> = {
  投诉: 'complaint',
  咨询: 'consultation',
  满意: 'satisfied',
  不满意: 'dissatisfied',
  未接通: 'unreached',
};
const INSTANT = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d))?$/;
/** As the ledger keeps it. */
function kept(key: string, text: string | undefined): string | null {
  if (text === undefined) return key === 'source' ? '12345热线' : null;
  const [, day, time] = INSTANT.exec(text) ?? [];
  if (day === undefined) return KEYS[text] ?? text;
  return time === undefined ? `${day}T23:59:59.999+08:00` : `${day}T${time}:00.000+08:00`;
}

async function expectModel({ cases, wrong }: Told): Promise<void> {
  for (const [number, cells] of cases) {
    const state = (await stateOfCase(desk.log, hotlineKind, { office: 'o', number })) as Readonly<
      Record<string, unknown>
    >;
    for (const key of ['receivedAt', ...OPTIONAL])
      expect([number, key, state[key]]).toEqual([number, key, kept(key, cells[key])]);
  }
  const figures = figuresOf(await tally(desk.log, { office: 'o', asOf: null }));
  const figure = (cell: string) => figures.weightOfDays(cell, dateOf('2026-01-01'), dateOf('2026-12-31'));
  const count = (holds: (cells: Case) => boolean) => [...cases.values()].filter(holds).length;
  expect(figure('events.received')).toBe(cases.size);
  expect(figure('hotline.received')).toBe(count(({ source = '12345热线' }) => source === '12345热线'));
  expect(figure('events.closed')).toBe(count(({ closedAt }) => closedAt !== undefined));
  expect(figure('events.satisfied')).toBe(count(({ satisfaction }) => satisfaction === '满意'));
  const letters = (await desk.deadLetters.list({ limit: 100 })).items;
  expect(letters.map(({ reason }) => reason.split('（')[0])).toEqual(
    Array.from({ length: wrong }, () => 'receivedAt'),
  );
}

describe('records of a feed', () => {
  it('end as the same cases in every order, cut and repeated as it may be', async () => {
    await fc.assert(
      fc.asyncProperty(sending, async ({ again, order, cuts, ...given }) => {
        const at = mkdtempSync(join(folder, 'run-'));
        desk = open(at);
        try {
          const laid = laidOut(given);
          const all = [
            ...laid.records,
            ...again.map((index) => laid.records[index % laid.records.length] as Cells),
          ];
          const [...places] = order.take(all.length);
          const shuffled = all
            .map((record, index) => [places[index] ?? 0, record] as const)
            .sort(([a], [b]) => a - b);
          const receipts: string[] = [];
          for (let sent = 0, cut = 0; sent < shuffled.length; cut += 1) {
            const { size, next } = cuts[cut % cuts.length] as (typeof cuts)[number];
            const records = shuffled.slice(sent, sent + size).map(([, record]) => record);
            receipts.push((await takeBatch(desk, { office: 'o', feed: `f${cut % 2}`, records })).id);
            sent += size;
            if (next !== 'wait') await drain(desk, 'feed', { handler: feedHandler(desk) });
            if (next !== 'restart') continue;
            desk.close();
            desk = open(at);
          }
          await drain(desk, 'feed', { handler: feedHandler(desk) });
          await expectModel(laid);
          for (const id of receipts) expect(await progressOf(desk, 'o', id)).toMatchObject({ pending: 0 });
        } finally {
          desk.close();
          rmSync(at, { recursive: true });
        }
      }),
      { numRuns: Number(process.env.FEED_ORDER_RUNS ?? 25) },
    );
  }, 120_000);
});
