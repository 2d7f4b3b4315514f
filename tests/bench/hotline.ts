/**
 * `npm run bench:hotline`: the year of the first office, 320,000 cases and the 151,350 of the year before, through the
 * product's own commands: import, the year's figures, rebuild, a command on the full ledger. `BENCH_SHARE=0.1` takes a tenth.
 */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { executeCommand } from '#shared/desk/execute.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { reportFrom } from '#shared/year/annual-report.ts';
import { liveOf } from '#shared/year/chosen-report.ts';
import { secondsToInsert, secondsToReadLog } from './bare-engine.ts';
import { command, inScratch, judge, medianMs, say } from './measuring.ts';
import { missing, timedGroupBys } from './postgresql.ts';
import { writeHotlineRows, type Year } from './rows.ts';

const SHARE = Number(process.env.BENCH_SHARE ?? 1);
const YEAR = 2022;
/** Of a part of the year, what a program needs to start is much of it. */
const LEAST = SHARE === 1 ? { importing: 0.8, rebuilding: 0.8 } : { importing: 1 / 3, rebuilding: 1 / 2 };
const PARTS = new Set((process.env.BENCH_PARTS ?? 'import,memory,figures,rebuild,command').split(','));
const BARE = 'bare inserts of the same rows in SQLite';
const AT_1000 = 'the same at 1,000 cases';
const CASES = `${Math.round(471_350 * SHARE)} cases`;
const ACTOR = { user: 'bench', role: 'intake', via: 'cli' } as const;

function years(share: number): Year[] {
  return [
    { year: YEAR - 1, cases: Math.round(151_350 * share), source: '12345热线' },
    { year: YEAR, cases: Math.round(320_000 * share), source: '12345热线' },
  ];
}

async function filled(folder: string, share: number) {
  const [rows, data] = [join(folder, `rows-${share}.csv`), join(folder, `data-${share}`)];
  await writeHotlineRows(rows, years(share));
  return { rows, data, ...(await command('import', 'hotline', rows, '--data', data)) };
}

async function importing(folder: string): Promise<string> {
  const { data, rows, seconds, peakMb, stdout } = await filled(folder, SHARE);
  const bare =
    secondsToInsert({ from: join(data, 'ledger.db'), to: join(folder, 'bare.db'), durable: true }) +
    secondsToInsert({ from: join(data, 'views.db'), to: join(folder, 'bare.db'), durable: false });
  say(`import: ${stdout.trim()}`);
  say(
    `import: ${seconds.toFixed(1)} s, peak ${peakMb} MB; the bare engine inserts the same rows in ${bare.toFixed(1)} s`,
  );
  judge({ claim: 'import, rate', peer: BARE, detail: CASES }, [bare / seconds, LEAST.importing], 'atLeast');
  judge({ claim: 'import, peak memory', unit: 'MB', detail: CASES }, [peakMb, 400], 'atMost');
  if (PARTS.has('memory')) {
    const half = await filled(folder, SHARE / 2);
    judge(
      {
        claim: 'import, peak memory at twice the rows',
        peer: 'half the rows',
        detail: `${half.peakMb} MB for half`,
      },
      [peakMb / half.peakMb, 1.1],
      'atMost',
    );
  }
  return rows;
}

type Figures = {
  readonly ms: number;
  readonly yearOnYear: number | null;
  readonly closureRate: number | null;
};

async function figuresOf(data: string): Promise<Figures> {
  const house = await openLocalHouse(data);
  const office = { id: 'default', name: '' };
  const open = async () => {
    const { source, asOf } = await liveOf(house)({ office: office.id, year: YEAR });
    return reportFrom(house.log, source, { office, year: YEAR, asOf });
  };
  const ms = await medianMs(100, open);
  const { yearOnYear, closureRate } = (await open()).hotline;
  house.close();
  return { ms, yearOnYear, closureRate };
}

async function figures(folder: string, rows: string): Promise<void> {
  const small = await filled(folder, 1000 / 471_350);
  const [few, many] = [await figuresOf(small.data), await figuresOf(join(folder, `data-${SHARE}`))];
  say(`the year's figures: ${few.ms.toFixed(2)} ms at 1,000 cases, ${many.ms.toFixed(2)} ms at all of them`);
  judge({ claim: "the year's figures", peer: AT_1000, detail: CASES }, [many.ms / few.ms, 1.3], 'atMost');
  say(`yearOnYear ${many.yearOnYear}, closureRate ${many.closureRate}`);
  if (SHARE === 1 && (many.yearOnYear !== 1.1143 || many.closureRate !== 1)) process.exitCode = 1;
  const lacking = missing();
  if (lacking !== null) return say(`NOT MEASURED against PostgreSQL: ${lacking}`);
  for (const path of [folder, rows]) chmodSync(path, 0o755);
  const { allMs, oneMs } = timedGroupBys(folder, rows);
  say(`PostgreSQL 15: one GROUP BY ${oneMs.toFixed(1)} ms, all the figures' ${allMs.toFixed(1)} ms`);
  judge(
    { claim: "the year's figures, times faster", peer: 'PostgreSQL 15, the same GROUP BYs', detail: CASES },
    [allMs / many.ms, 20],
    'atLeast',
  );
}

async function rebuilding(folder: string): Promise<void> {
  const data = join(folder, `data-${SHARE}`);
  const { seconds, peakMb } = await command('rebuild', '--data', data);
  const reading = secondsToReadLog(join(data, 'ledger.db'));
  const secondsFor = (name: string): number =>
    secondsToInsert({ from: join(data, name), to: join(folder, 'bare.db'), durable: false });
  // the index of words is made anew with the read models
  const inserting = secondsFor('views.db') + secondsFor('search.db');
  const bare = reading + inserting;
  say(
    `rebuild: ${seconds.toFixed(1)} s, peak ${peakMb} MB; reading and parsing ${reading.toFixed(1)} s, inserting ${inserting.toFixed(1)} s`,
  );
  judge(
    { claim: 'rebuild, rate', peer: 'reading, parsing and inserting the same rows', detail: CASES },
    [bare / seconds, LEAST.rebuilding],
    'atLeast',
  );
}

async function commanding(folder: string): Promise<void> {
  const times: number[] = [];
  for (const share of [1000 / 471_350, SHARE]) {
    const house = await openLocalHouse(join(folder, `data-${share}`));
    let next = 0;
    times.push(
      await medianMs(100, async () => {
        next += 1;
        const fields = {
          command: 'RegisterHotlineCase',
          case: `BENCH-${next}`,
          at: '2022-12-30T09:00:00+08:00',
          source: '12345热线',
          type: 'consultation',
        };
        const done = await executeCommand(house, { office: 'default', actor: ACTOR, fields });
        if (!done.ok) throw new Error(JSON.stringify(done));
        await house.catchUp();
      }),
    );
    house.close();
  }
  const [few = 0, many = 0] = times;
  say(
    `a call entered and counted: ${few.toFixed(2)} ms at 1,000 cases, ${many.toFixed(2)} ms at all of them`,
  );
  judge({ claim: 'a call entered', peer: AT_1000, detail: CASES }, [many / few, 1.5], 'atMost');
}

await inScratch(async (folder) => {
  const rows = await importing(folder);
  if (PARTS.has('rebuild')) await rebuilding(folder);
  if (PARTS.has('figures')) await figures(folder, rows);
  if (PARTS.has('command') && PARTS.has('figures')) await commanding(folder);
});
