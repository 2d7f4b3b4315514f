/** Read models filled anew while others read them, and a rebuild that is killed in the middle. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import { importRows } from '#shared/intake/import-rows.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { auditViews } from '#shared/proof/audit-views.ts';
import { catchUp } from '#shared/views/catch-up.ts';
import { refill } from '#shared/views/refill.ts';

const CASES = 6000;
/** The command line from its sources, as this test: another program would empty what is not its own. */
const MAIN = join(import.meta.dirname, '../../functions/cli/main.ts');
const actor = { user: 'li', role: 'intake', via: 'import' } as const;

let folder: string;
let data: string;
let house: LocalHouse;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-rebuild-'));
  data = join(folder, 'data');
  const file = join(folder, 'rows.csv');
  const row = (n: number): string => `H${n},2025-0${1 + (n % 9)}-03 08:00:00,单位${n % 7}`;
  writeFileSync(
    file,
    `number,receivedAt,department\n${Array.from({ length: CASES }, (_, n) => row(n)).join('\n')}`,
  );
  house = await openLocalHouse(data);
  await importRows(house, { kind: 'hotline', file, office: 'default', actor, dryRun: false, options: {} });
  await house.catchUp();
}, 120_000);
afterAll(() => {
  house.close();
  rmSync(folder, { recursive: true, force: true });
});

async function received(of: LocalHouse): Promise<number> {
  const figures = await of.views.figures({ office: 'default', year: 2025 });
  return figures.weight('events.received', 2025);
}

async function record(number: string): Promise<void> {
  const room = KINDS.get('hotline');
  if (room === undefined) throw new Error('no room');
  const row = { number, receivedAt: '2025-03-03T08:00:00.000+08:00', department: `新单位${number}` };
  const [done] = await house.log.write([rowJob(room, { office: 'default', number, actor }, row)]);
  if (done?.ok !== true) throw new Error('not recorded');
}

const drafts = (): string[] => readdirSync(data).filter((name) => name.includes('draft'));
const drifts = async (of: LocalHouse) => (await auditViews(of)).drifts;

it('who reads while the read models are filled anew sees all figures all the time, and what is recorded meanwhile', async () => {
  const other = await openLocalHouse(data);
  const before = await received(other);
  const seen: number[] = [];
  let [recorded, batches] = [0, 0];
  const { log, views } = house;
  const progress = (): void => {
    batches += 1;
  };
  const reading = async (): Promise<void> => {
    while (recorded < 3) {
      seen.push((await received(other)) - before - recorded);
      recorded += 1;
      await record(`M${recorded}`);
      await other.catchUp();
      seen.push((await received(other)) - before - recorded);
    }
  };
  await Promise.all([refill({ log, views, progress }), reading()]);
  expect(seen).toEqual([0, 0, 0, 0, 0, 0]);
  expect(batches).toBeGreaterThan(5);
  expect(await received(other)).toBe(before + 3);
  expect(await received(house)).toBe(before + 3);
  await record('M9');
  await catchUp({ log, views: other.views });
  expect(await received(house)).toBe(before + 4);
  expect(await drifts(other)).toEqual([]);
  expect(drafts()).toEqual([]);
  other.close();
}, 60_000);

it('a rebuild that is killed leaves the read models as they were; the next one clears up after it', async () => {
  const before = await received(house);
  const child = spawn(process.execPath, [MAIN, 'rebuild', '--data', data], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const isOver = (): boolean => child.exitCode !== null;
  while (drafts().length === 0 && !isOver()) await setTimeout(5);
  await setTimeout(50);
  child.kill('SIGKILL');
  expect((await ended)[1]).toBe('SIGKILL');
  expect(drafts()).not.toEqual([]);
  expect(await received(house)).toBe(before);
  await house.rebuild();
  expect(drafts()).toEqual([]);
  expect(await drifts(house)).toEqual([]);
}, 60_000);

it('while somebody else is writing the read models, waits for them', async () => {
  const other = new DatabaseSync(join(data, 'views.db'));
  other.exec("BEGIN IMMEDIATE; UPDATE newest SET office = office WHERE office = 'default'");
  let done = false;
  const rebuilt = house.rebuild().then(() => {
    done = true;
  });
  await setTimeout(3000);
  expect(done).toBe(false);
  other.exec('COMMIT');
  other.close();
  await rebuilt;
  expect(await drifts(house)).toEqual([]);
  expect(drafts()).toEqual([]);
});
