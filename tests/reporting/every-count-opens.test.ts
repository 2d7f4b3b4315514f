import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openLocalHouse } from '#shared/house/open-house.ts';
import type { Row } from '#shared/kernel/kind.ts';
import { addDays, dateOf, type Instant } from '#shared/kernel/plain-date.ts';
import { isCellName } from '#shared/reporting/cell-name.ts';
import { cellsOf } from '#shared/reporting/difference.ts';
import type { House } from '#shared/store/house.ts';
import type { CellMember, Page } from '#shared/store/views.ts';
import { allBehind, pageBehind } from '#shared/year/behind-cell.ts';
import { type Choice, chosenReport, liveOf } from '#shared/year/chosen-report.ts';
import { carryOut, OFFICE, settledMoves, spell, type Tried } from './random-ledger.ts';

const RUNS = Number(process.env.OPENS_RUNS ?? 8);
const office = { id: OFFICE, name: '甲' };
/** When the two halves of a ledger are recorded, and a moment between them. */
const [EARLY, BETWEEN, LATE] = ['2027-02-03T09:00', '2027-05-01T00:00', '2028-06-30T09:00'].map(
  (text) => `${text}:00.000+08:00` as Instant,
) as [Instant, Instant, Instant];

/** A call as an import brings it, at any hour of 2025 … 2027. */
const call = fc
  .record({
    number: fc.nat(60),
    day: fc.nat(700),
    hour: fc.constantFrom('00:00', '08:30', '23:59'),
    source: fc.constantFrom('12345热线', '书记在线', '引"号'),
    type: fc.constantFrom('complaint', 'consultation', undefined),
    topic: fc.constantFrom('道路', '噪音\\', undefined),
    department: fc.constantFrom('城管局', '住建局', undefined),
    closed: fc.option(fc.nat(40), { nil: undefined }),
    satisfaction: fc.constantFrom('satisfied', 'dissatisfied', undefined),
  })
  .map(({ number, day, hour, closed, satisfaction, ...rest }): Row => {
    const receivedOn = addDays(dateOf('2025-01-01'), day);
    const at = (on: string): string => `${on}T${hour}:00.000+08:00`;
    return {
      number: `H${number}`,
      receivedAt: at(receivedOn),
      ...(closed !== undefined && { closedAt: at(addDays(receivedOn, closed)) }),
      ...(closed !== undefined && satisfaction !== undefined && { satisfaction }),
      ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
    };
  });
const ledger = fc.record({ moves: settledMoves(12), calls: fc.array(call, { minLength: 1, maxLength: 30 }) });

type Ledger = typeof ledger extends fc.Arbitrary<infer T> ? T : never;

/** The first half is recorded early and the second late; `ask` is asked of the whole. */
async function ofLedger<T>({ moves, calls }: Ledger, ask: (house: House) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-opens-'));
  let now = EARLY;
  const house = await openLocalHouse(folder, { clock: { now: () => now } });
  const rows = calls.map((row): Tried => ({ by: 'row', kind: 'hotline', row }));
  const half = Math.ceil(rows.length / 2);
  const all = [...rows.slice(0, half), ...moves.map(spell), ...rows.slice(half)];
  try {
    for (const [index, tried] of all.entries()) {
      now = index < all.length / 2 ? EARLY : LATE;
      await carryOut(house, tried);
    }
    return await ask(house);
  } finally {
    house.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Found = {
  readonly cell: string;
  readonly value: number;
  readonly behind: number;
  readonly paged: number;
};

/** Every count that has not exactly its cases behind it, all at once or page by page. */
async function unopened(house: House, choice: Choice): Promise<Found[]> {
  const chosen = await chosenReport({ log: house.log, live: liveOf(house) }, choice);
  if (chosen === null) throw new Error('no such report');
  const found: Found[] = [];
  for (const [cell, value] of cellsOf(chosen.report)) {
    if (typeof value !== 'number' || !isCellName(cell)) continue;
    const behind = await allBehind(house, { choice, cell });
    const paged = await pagesBehind(house, choice, cell);
    const sums = { behind: sumOf(cell, behind ?? []), paged: sumOf(cell, paged) };
    if (sums.behind !== value || sums.paged !== value) found.push({ cell, value, ...sums });
  }
  return found;
}

async function pagesBehind(house: House, choice: Choice, cell: string): Promise<CellMember[]> {
  const members: CellMember[] = [];
  for (let after: string | null = null; ; ) {
    const page: Page<CellMember> = await pageBehind(house, { choice, cell }, { after, limit: 3 });
    members.push(...page.items);
    if (page.next === null) return members;
    after = page.next;
  }
}

/** Fees are told in yuan and printed in ten thousands of it. */
function sumOf(cell: string, members: readonly CellMember[]): number {
  const sum = members.reduce((so, { weight }) => so + weight, 0);
  return cell === 'table2.feesTenThousandYuan' ? sum / 1_000_000 : sum;
}

const NOT_COUNTED =
  /\.(?:closureRate|onTimeRate|satisfactionRate|yearOnYear|dailyAverage)$|^narrative\.section/;
const QUESTIONS: Readonly<Record<string, Omit<Choice, 'office' | 'year'>>> = {
  'as it stands': {},
  'as known before the second half was recorded': { asOf: BETWEEN },
  'of a few weeks across two months': { period: { from: dateOf('2026-01-20'), to: dateOf('2026-03-10') } },
};

describe('every count of a report', () => {
  it.each(Object.entries(QUESTIONS))(
    'has its cases behind it, %s',
    async (_, question) => {
      await fc.assert(
        fc.asyncProperty(ledger, (made) =>
          ofLedger(made, async (house) => {
            for (const year of [2025, 2026])
              expect(await unopened(house, { office, year, ...question })).toEqual([]);
          }),
        ),
        { numRuns: RUNS },
      );
    },
    120_000,
  );

  it('can be asked for by the name it has in a restatement; only rates and averages cannot', async () => {
    const [made] = fc.sample(ledger, 1);
    if (made === undefined) throw new Error('no ledger');
    await ofLedger(made, async (house) => {
      const chosen = await chosenReport({ log: house.log, live: liveOf(house) }, { office, year: 2026 });
      if (chosen === null) throw new Error('no report');
      const names = [...cellsOf(chosen.report).keys()];
      expect(names.filter((name) => !isCellName(name) && !NOT_COUNTED.test(name))).toEqual([]);
      expect(names.filter((name) => isCellName(name) && NOT_COUNTED.test(name))).toEqual([]);
    });
  });
});
