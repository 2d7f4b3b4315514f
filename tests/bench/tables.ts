/** `npm run bench:tables`: what the year's tables, a cell's first page, a list and the work list cost at 100 and 100,000 applications. */
import { join } from 'node:path';
import { TABLE3_COLUMNS, TABLE3_ROW_KEYS } from '#shared/glossary.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { labelsOf } from '#shared/ledger/case-labels.ts';
import { reportFrom } from '#shared/year/annual-report.ts';
import { liveOf } from '#shared/year/chosen-report.ts';
import { command, inScratch, judge, medianMs, say } from './measuring.ts';
import { writeApplicationRows } from './rows.ts';

const YEAR = 2024;
const MANY = Number(process.env.BENCH_APPLICATIONS ?? 100_000);
const OFFICE = { id: 'default', name: '' };
const CELLS = TABLE3_ROW_KEYS.flatMap((row) => TABLE3_COLUMNS.map((column) => `table3.${row}.${column}`));
const PAGE = { limit: 50 };
const WORDS = 'the first page of the list with the words of its cases';
const COUNT = 'the count of the list';
const AT_100 = 'the same at 100 applications';
const detail = `${MANY} applications`;

type Costs = Readonly<Record<string, number>>;

async function costsAt(folder: string, cases: number): Promise<Costs> {
  const [rows, data] = [join(folder, `${cases}.csv`), join(folder, `data-${cases}`)];
  await writeApplicationRows(rows, { year: YEAR, cases });
  const { seconds, peakMb } = await command('import', 'applications', rows, '--data', data);
  say(`${cases} applications imported in ${seconds.toFixed(1)} s, peak ${peakMb} MB`);
  const house = await openLocalHouse(data);
  const { views, log } = house;
  const costs: Record<string, number> = {};
  costs['the year’s tables'] = await medianMs(100, async () => {
    const { source, asOf } = await liveOf(house)({ office: OFFICE.id, year: YEAR });
    return reportFrom(log, source, { office: OFFICE, year: YEAR, asOf });
  });
  costs['the first page of every cell of table 三'] = await medianMs(20, async () => {
    for (const cell of CELLS) await views.members({ office: OFFICE.id, cell, year: YEAR }, PAGE);
  });
  costs['the first page of the list'] = await medianMs(100, () =>
    views.list(OFFICE.id, { kind: 'application' }, PAGE),
  );
  // as the page shows it: each case of it is opened for its subject and its person
  costs[WORDS] = await medianMs(100, async () => {
    const { items } = await views.list(OFFICE.id, { kind: 'application' }, PAGE);
    await labelsOf(log, items);
  });
  costs[COUNT] = await medianMs(100, () =>
    views.count(OFFICE.id, { kind: 'application', status: 'concluded' }),
  );
  // at 100 applications only ten are open: as many are asked for at 100,000
  costs['the work list'] = await medianMs(100, () => views.worklist(OFFICE.id, { limit: 10 }));
  house.close();
  return costs;
}

await inScratch(async (folder) => {
  const few = await costsAt(folder, 100);
  const many = await costsAt(folder, MANY);
  const { [WORDS]: words = Number.NaN, [COUNT]: count = Number.NaN, ...rest } = many;
  const plain = rest['the first page of the list'] ?? Number.NaN;
  say(
    `${WORDS}: ${(words - plain).toFixed(2)} ms more than the list without them, ${(few[WORDS] ?? 0).toFixed(2)} ms at 100`,
  );
  judge({ claim: WORDS, peer: AT_100, detail }, [words / (few[WORDS] ?? Number.NaN), 1.5], 'atMost');
  say(`${COUNT}: ${count.toFixed(2)} ms at ${MANY}`);
  judge({ claim: COUNT, peer: 'that page with its words', detail }, [count / words, 1.5], 'atMost');
  for (const [what, ms] of Object.entries(rest)) {
    const before = few[what] ?? Number.NaN;
    say(`${what}: ${before.toFixed(2)} ms at 100, ${ms.toFixed(2)} ms at ${MANY}`);
    judge({ claim: what, peer: AT_100, detail }, [ms / before, 1.5], 'atMost');
  }
});
