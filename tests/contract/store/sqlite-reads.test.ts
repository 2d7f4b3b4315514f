import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { addOffice } from '#shared/ledger/office-tree.ts';
import { NEXT_GROUP } from '#shared/store/sqlite/statements.ts';
import { COUNT_SQL } from '#shared/store/sqlite/views-lists.ts';
import { WORKLIST_SQL } from '#shared/store/sqlite/views-worklist.ts';
import { fillViews, NOW } from '../../support/busy-office.ts';
import { sqliteReads } from '../../support/read-meter.ts';
import { readsContract } from './reads.contract.ts';

const ACTOR = { user: 'li', role: 'officer', via: 'cli' } as const;

async function openHouse() {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-reads-'));
  const house = await openLocalHouse(folder, { clock: { now: () => NOW } });
  await addOffice(house, { id: 'o', name: '甲局', parent: null, actor: ACTOR });
  const close = async (): Promise<void> => {
    house.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, house, close };
}

readsContract('SQLite', { each: 1, ranges: 1 }, async () => {
  const { house, close } = await openHouse();
  const meter = sqliteReads();
  return {
    ...{ house, meter },
    close: async () => {
      meter.stop();
      await close();
    },
  };
});

it('the count of a list adds up months and days, the same ones however many cases there are', async () => {
  const { folder, house, close } = await openHouse();
  const db = new DatabaseSync(join(folder, 'views.db'), { readOnly: true });
  const rows = () => Number(db.prepare('SELECT count(*) AS n FROM tallies').get()?.n);
  await fillViews(house, 'o', { open: 20, closed: 30 });
  const few = rows();
  await fillViews(house, 'o', { open: 2000, closed: 1000 });
  expect(rows()).toBe(few);
  expect(await house.views.count('o', { kind: 'hotline' })).toEqual({ count: 1000, more: false });
  const plan = db.prepare(`EXPLAIN QUERY PLAN ${COUNT_SQL}`).all();
  expect(plan.map(({ detail }) => detail)).toEqual([
    'SEARCH tallies USING PRIMARY KEY (office=? AND kind=? AND status=? AND span=? AND at>? AND at<?)',
  ]);
  db.close();
  await close();
});

it('the kinds of an office are stepped over in the index of cases, not its commits', async () => {
  const { folder, close } = await openHouse();
  const db = new DatabaseSync(join(folder, 'ledger.db'), { readOnly: true });
  const plans = Object.values(NEXT_GROUP).map((sql) => db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all());
  expect(plans.flat().map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/^SEARCH commits USING COVERING INDEX \w+ \(office=\? AND kind>\?\)$/),
    expect.stringMatching(/^SEARCH commits USING COVERING INDEX \w+ \(office>\?\)$/),
  ]);
  db.close();
  await close();
});

it.each(Object.entries(WORKLIST_SQL))(
  'the work list by %s is a range of an index of open cases, or of those on a desk',
  async (_, sql) => {
    const { folder, house, close } = await openHouse();
    await fillViews(house, 'o', { open: 20, closed: 30 });
    const db = new DatabaseSync(join(folder, 'views.db'), { readOnly: true });
    const plan = db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => String(detail));
    expect(plan).toHaveLength(1);
    expect(plan[0]).toMatch(
      /^SEARCH cases USING INDEX cases_\w+ \(office=\? AND .*\(due,number.*\)>\(\?.*\) AND due<\?\)$/,
    );
    // the index itself holds no closed case: it is counted through it
    const [, index] = / INDEX (\w+)/.exec(plan[0] ?? '') ?? [];
    const { sql: definition } =
      db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').get(index ?? '') ?? {};
    expect(definition).toMatch(/WHERE (?:status = 'open'|desk IS NOT NULL)/);
    db.close();
    await close();
  },
);
