/**
 * `npm run bench:worklist`: what the work list's first page and the daily reminder run read, in rows and items and not
 * in time, at 100,000 open cases alone and with as many closed ones beside. `BENCH_ENGINES=sqlite`,
 * `BENCH_OPEN=10000`, `BENCH_CLOSED=10000` take less.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openLocalHouse } from '#shared/house/open-house.ts';
import type { House } from '#shared/store/house.ts';
import { fillViews, NOW, PAGE, type Reads, readsOf } from '../support/busy-office.ts';
import { openCloudOffice } from '../support/cloud-office.ts';
import { dynamoReads, type ReadMeter, sqliteReads } from '../support/read-meter.ts';
import { inScratch, judge, say } from './measuring.ts';

const OPEN = Number(process.env.BENCH_OPEN ?? 100_000);
const CLOSED = Number(process.env.BENCH_CLOSED ?? 100_000);
const ENGINES = (process.env.BENCH_ENGINES ?? 'sqlite,dynamodb').split(',');
/** Offices, calendar, settings, what was said of each date of the run and of its messages; none of it a case. */
const AROUND = 200;
const THINGS_A_MESSAGE = 200;

type Opened = {
  readonly house: House;
  readonly office: string;
  readonly meter: ReadMeter;
  close(): Promise<void>;
};

async function measured(open: () => Promise<Opened>, closed: number): Promise<Reads> {
  const { house, office, meter, close } = await open();
  const start = performance.now();
  await fillViews(house, office, { open: OPEN, closed });
  say(
    `filled with ${OPEN} open and ${closed} closed cases in ${Math.round((performance.now() - start) / 1000)} s`,
  );
  const reads = await readsOf(house, office, meter);
  await close();
  return reads;
}

/** `each`: a case of a list costs its row, or its entry in an index and its item; `ranges`: the whole list is merged from so many. */
type Costs = { readonly each: number; readonly ranges: number };

async function benchmark(
  engine: string,
  { each, ranges }: Costs,
  open: () => Promise<Opened>,
): Promise<void> {
  const alone = await measured(open, 0);
  const beside = await measured(open, CLOSED);
  const reads = (claim: string, ratioToLimit: readonly [number, number]): void =>
    judge(
      { claim: `${engine}, ${claim}`, unit: 'reads', detail: `${OPEN} open cases` },
      ratioToLimit,
      'atMost',
    );
  for (const [page, read] of Object.entries(beside.pages)) {
    // a filter of two kinds is merged from two ranges
    reads(`${page}: a page of ${PAGE}`, [read, each * 2 * (PAGE + 2)]);
    reads(`${page}: more than without closed cases`, [read - (alone.pages[page] ?? 0), 0]);
  }
  const whole = beside.pages['the whole list'] ?? Number.NaN;
  reads(`the whole list: one page of ${PAGE}`, [whole, each * ranges * (PAGE + 2)]);
  say(`${engine}: ${beside.said} things were due and said`);
  const limit = each * beside.said + Math.ceil(beside.said / THINGS_A_MESSAGE) * 10 + AROUND;
  reads('the reminder run', [beside.run, limit]);
  reads('the same run again', [beside.again, limit]);
  reads('the reminder run: more than without closed cases', [beside.run - alone.run, 0]);
  reads('the same run again: more', [beside.again - alone.again, 0]);
}

/** Closed cases have no row in the index the list is read from: counted through it. */
function openRows(folder: string): void {
  const db = new DatabaseSync(join(folder, 'views.db'), { readOnly: true });
  const count = (from: string): number =>
    Number(db.prepare(`SELECT count(*) AS n FROM cases ${from}`).get()?.n);
  const inIndex = count("INDEXED BY cases_by_due WHERE status = 'open'");
  say(`sqlite: ${count('')} cases in the views, ${inIndex} in the index of the work list`);
  db.close();
}

await inScratch(async (scratch) => {
  let folders = 0;
  const local = async (): Promise<Opened> => {
    folders += 1;
    const folder = join(scratch, `house-${folders}`);
    const house = await openLocalHouse(folder, { clock: { now: () => NOW } });
    const meter = sqliteReads();
    const close = async (): Promise<void> => {
      meter.stop();
      house.close();
      openRows(folder);
    };
    return { house, office: 'default', meter, close };
  };
  const cloud = async (): Promise<Opened> => {
    const house = await openCloudOffice();
    return { house, office: 'o', meter: dynamoReads(house.client), close: () => house.stop() };
  };
  if (ENGINES.includes('sqlite')) await benchmark('sqlite', { each: 1, ranges: 1 }, local);
  if (ENGINES.includes('dynamodb')) await benchmark('dynamodb', { each: 2, ranges: 2 }, cloud);
});
