/**
 * `npm run bench:closing`: signing a year of the first office's hotline (471,350 cases in two years, 500 applications),
 * a late entry, the new version, and the pages that stand around a signature. `BENCH_SHARE=0.1` takes a tenth.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { amendmentsOf } from '#shared/year/amendments.ts';
import { pageBehind } from '#shared/year/behind-cell.ts';
import { TABLE_KINDS } from '#shared/year/cell-kinds.ts';
import { liveOf } from '#shared/year/chosen-report.ts';
import { recount } from '#shared/year/tally.ts';
import { treeMembers } from '#shared/year/tree-members.ts';
import { partsAsTheyStand } from '#shared/year/tree-report.ts';
import { obstaclesOf } from '#shared/year/year-obstacles.ts';
import { currentReport } from '#shared/year/year-standing.ts';
import { command, inScratch, judge, medianMs, say } from './measuring.ts';
import { writeApplicationRows, writeHotlineRows } from './rows.ts';

const SHARE = Number(process.env.BENCH_SHARE ?? 1);
const YEAR = 2022;
const CASES = `${Math.round(471_350 * SHARE)} cases`;
const OFFICE = { id: 'default', name: '某市数据局' };

async function filled(folder: string): Promise<string> {
  const [calls, applications, data] = ['calls.csv', 'applications.csv', 'data'].map((name) =>
    join(folder, name),
  );
  if (calls === undefined || applications === undefined || data === undefined) return '';
  const cases = (count: number) => Math.round(count * SHARE);
  await writeHotlineRows(calls, [
    { year: YEAR - 1, cases: cases(151_350), source: '12345热线' },
    { year: YEAR, cases: cases(320_000), source: '12345热线' },
  ]);
  await writeApplicationRows(applications, { year: YEAR, cases: 500 });
  await command('import', 'hotline', calls, '--data', data);
  await command('import', 'applications', applications, '--data', data);
  await command('office', 'rename', OFFICE.id, '--name', OFFICE.name, '--data', data);
  const written = join(folder, 'written.ndjson');
  writeFileSync(
    written,
    `${JSON.stringify({ command: 'WriteTemplate', section: 5, text: '公开不够及时。' })}\n`,
  );
  await command('import', 'commands', written, '--data', data);
  return data;
}

async function signing(data: string, folder: string): Promise<void> {
  const signed = await command('close', String(YEAR), '--approved-by', 'wang', '--data', data);
  say(`close: ${signed.seconds.toFixed(1)} s, peak ${signed.peakMb} MB`);
  judge({ claim: 'close, peak memory', unit: 'MB', detail: CASES }, [signed.peakMb, 600], 'atMost');
  const late = join(folder, 'late.csv');
  writeFileSync(late, `number,receivedOn,applicantType,subject\nLATE,${YEAR}-12-01,naturalPerson,材料\n`);
  await command('import', 'applications', late, '--data', data);
  await pages(data);
  const again = await command(
    'restate',
    String(YEAR),
    '--approved-by',
    'wang',
    '--reason',
    '漏登',
    '--data',
    data,
  );
  say(`restate: ${again.seconds.toFixed(1)} s, peak ${again.peakMb} MB`);
  judge({ claim: 'restate, peak memory', unit: 'MB', detail: CASES }, [again.peakMb, 600], 'atMost');
}

async function pages(data: string): Promise<void> {
  const house = await openLocalHouse(data);
  const ledger = { log: house.log, live: liveOf(house) };
  const whose = { office: OFFICE, year: YEAR };
  const now = house.clock.now();
  const measured: Readonly<Record<string, () => Promise<unknown>>> = {
    'can it be signed': async () => {
      const report = await currentReport(ledger, { ...whose, scope: 'own' });
      const counted = await recount(house.log, { office: OFFICE.id, asOf: null, kinds: TABLE_KINDS });
      return obstaclesOf(house.log, { report, counted, now });
    },
    'what has changed since': () => amendmentsOf(ledger, whose),
    'behind a signed figure': () =>
      pageBehind(house, { choice: whose, cell: 'table3.newlyReceived.total' }, { limit: 50 }),
    'behind a figure of the whole': async () => {
      const parts = await partsAsTheyStand(ledger, whose);
      return treeMembers(house, parts, { cell: 'table3.newlyReceived.total', year: YEAR, limit: 1001 });
    },
  };
  for (const [name, run] of Object.entries(measured))
    judge({ claim: name, unit: 'ms', detail: CASES }, [await medianMs(5, run), 1000], 'atMost');
  house.close();
}

const given = process.env.BENCH_DATA;
await inScratch(async (folder) =>
  given === undefined ? signing(await filled(folder), folder) : pages(given),
);
