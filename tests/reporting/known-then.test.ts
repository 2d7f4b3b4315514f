/** The tables as known on a day read only what was touched since, and say the same as a count of the whole ledger. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { dateOf, epochOf, type Instant, instantOf } from '#shared/kernel/plain-date.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { chosenReport, liveOf } from '#shared/year/chosen-report.ts';
import { carryOut, type Move, OFFICE, settledMoves, spell } from './random-ledger.ts';

type LocalHouse = Awaited<ReturnType<typeof openLocalHouse>>;
const RUNS = Number(process.env.KNOWN_RUNS ?? 8);
const office = { id: OFFICE, name: '甲' };
const FIRST = epochOf('2027-02-03T09:00:00.000+08:00' as Instant);
const HOUR = 3_600_000;
const at = (step: number): Instant => instantOf(FIRST + step * HOUR);

/** Each step is recorded an hour after the one before. */
async function ofLedger<T>(moves: readonly Move[], ask: (house: LocalHouse) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-known-'));
  let now = at(0);
  const house = await openLocalHouse(folder, { clock: { now: () => now } });
  try {
    for (const [step, move] of moves.entries()) {
      now = at(step);
      await carryOut(house, spell(move));
    }
    return await ask(house);
  } finally {
    house.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the tables as known on a day', () => {
  it('are those of a count of the whole ledger up to then, whatever was done since', async () => {
    const asked = fc.record({ moves: settledMoves(25), share: fc.double({ min: 0, max: 1.1, noNaN: true }) });
    await fc.assert(
      fc.asyncProperty(asked, ({ moves, share }) =>
        ofLedger(moves, async (house) => {
          const asOf = instantOf(epochOf(at(Math.floor(share * moves.length))) + HOUR / 2);
          for (const choice of [
            { year: 2025 },
            { year: 2026 },
            { year: 2026, period: { from: dateOf('2026-01-20'), to: dateOf('2026-09-10') } },
          ]) {
            const wanted = await chosenReport({ log: house.log }, { office, asOf, ...choice });
            const read = await chosenReport(
              { log: house.log, live: liveOf(house) },
              { office, asOf, ...choice },
            );
            expect(JSON.parse(read?.json ?? '')).toEqual(JSON.parse(wanted?.json ?? ''));
          }
        }),
      ),
      { numRuns: RUNS },
    );
  }, 180_000);
});

describe('reading them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-known-'));
  let house: LocalHouse;
  let now = at(0);
  const READ_AT = at(1000);

  beforeAll(async () => {
    house = await openLocalHouse(folder, { clock: { now: () => now } });
    for (let who = 0; who < 60; who += 1) {
      now = at(who);
      await carryOut(house, row(who));
    }
    now = READ_AT;
    for (const who of [60, 61]) await carryOut(house, row(who));
  });
  afterAll(() => {
    house.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const row = (who: number) => ({
    ...({ by: 'row', kind: 'hotline' } as const),
    row: { number: `H${who}`, receivedAt: '2026-03-02T09:00:00.000+08:00', source: '12345热线' },
  });

  it('takes the cases that were touched since, and no others', async () => {
    let cases = 0;
    const stored: EventLog['stored'] = async function* (share, within) {
      for await (const page of house.log.stored(share, within)) {
        cases += new Set(page.map(({ stream }) => stream)).size;
        yield page;
      }
    };
    const log = new Proxy(house.log, {
      get: (of, name) => (name === 'stored' ? stored : Reflect.get(of, name)),
    });
    const asOf = instantOf(epochOf(READ_AT) - 1);
    const read = await chosenReport({ log, live: liveOf(house) }, { office, year: 2026, asOf });
    const wanted = await chosenReport({ log: house.log }, { office, year: 2026, asOf });
    expect(read?.json).toBe(wanted?.json);
    expect(cases).toBe(2);
  });

  it('is begun again where somebody records meanwhile, and still of that instant', async () => {
    const asOf = instantOf(epochOf(READ_AT) - 1);
    let interrupted = 0;
    const live: ReturnType<typeof liveOf> = async (of) => {
      const figures = await liveOf(house)(of);
      if (interrupted < 2) {
        interrupted += 1;
        now = instantOf(epochOf(READ_AT) + interrupted);
        await carryOut(house, row(70 + interrupted));
      }
      return figures;
    };
    const read = await chosenReport({ log: house.log, live }, { office, year: 2026, asOf });
    const wanted = await chosenReport({ log: house.log }, { office, year: 2026, asOf });
    expect(read?.json).toBe(wanted?.json);
    expect(interrupted).toBe(2);
  });
});
