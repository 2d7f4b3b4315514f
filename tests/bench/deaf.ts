/**
 * `npm run bench:deaf`: the product as it is started on a ledger of BENCH_CASES, asked for `/healthz` every few
 * milliseconds, and for pages and records by a clerk, while the command line imports BENCH_ROWS, compares as each night,
 * closes a year and rebuilds: one after another, and all at once. Prints the longest wait for `/healthz` of each and what
 * the clerk saw; a machine with nothing else to do is assumed. BENCH_LEDGER=FOLDER keeps the ledger for the next run.
 */
import { join } from 'node:path';
import { Browser, clerking, pinging, started } from './beside.ts';
import { filledLedger, USER } from './deaf-ledger.ts';
import { command, inScratch, judge, say } from './measuring.ts';
import { writeHotlineRows } from './rows.ts';

const CASES = Number(process.env.BENCH_CASES ?? 156_000);
const ROWS = Number(process.env.BENCH_ROWS ?? 300_000);
const MOST_MS = 250;
/** What the clerk may wait for a page while all of it goes on. */
const MOST_PAGE_MS = 1500;
const PAUSE_MS = 50;
const PATHS = [
  ...['/', '/worklist', '/applications', '/applications/SQ2025-00000011', '/hotline/GD2024-00000011'],
  '/tables/2024',
];

await inScratch(async (folder) => {
  const { data, password, token } = await filledLedger(folder, CASES);
  const run = (...args: readonly string[]) => command(...args, '--data', data);
  const rows = async (year: number, cases: number, source: string): Promise<string> => {
    const file = join(folder, `${year}-${source}.csv`);
    await writeHotlineRows(file, [{ year, cases, source }]);
    return file;
  };
  const files = [await rows(2025, ROWS, '12345热线'), await rows(2023, ROWS, '政府在线网民留言')] as const;
  const { child, base } = await started(data);
  const browser = new Browser(base);
  await browser.signIn(USER, password);
  const clerk = clerking({ base, cookie: browser.cookie(), token, paths: PATHS, pauseMs: PAUSE_MS });
  const { longest, end } = pinging(base);
  // what a start makes up for is over
  await new Promise((resolve) => setTimeout(resolve, 5000));
  const beside = async (what: string, ...work: readonly Promise<{ readonly seconds: number }>[]) => {
    await longest();
    await clerk.seen();
    const took = (await Promise.all(work)).map(({ seconds }) => seconds.toFixed(1));
    const detail = `${took.join(', ')} s; ${CASES} cases, ${ROWS} rows`;
    const wait = [await longest(), MOST_MS] as const;
    judge({ claim: `the longest wait beside ${what}`, unit: 'ms', detail }, wait, 'atMost');
    return clerk.seen();
  };
  try {
    say(`${CASES} cases; ${ROWS} rows`);
    const idle = new Promise<{ seconds: number }>((resolve) => setTimeout(resolve, 10_000, { seconds: 10 }));
    saySeen(await beside('nothing', idle));
    saySeen(await beside('an import', run('import', 'hotline', files[0])));
    saySeen(await beside('the nightly comparison', run('aggregate')));
    saySeen(await beside('a closing', run('close', '2024', '--approved-by', '李局长')));
    saySeen(await beside('a rebuild', run('rebuild')));
    const all = await beside(
      'all at once',
      ...[run('import', 'hotline', files[1]), run('aggregate')],
      ...[run('close', '2025', '--approved-by', '李局长'), run('rebuild')],
    );
    saySeen(all);
    const waits = Object.values(all.waits).flat();
    const detail = `${waits.length} pages and records; ${CASES} cases, ${ROWS} rows`;
    const claim = 'of a clerk beside all at once, 99 of 100 pages and records within';
    judge({ claim, unit: 'ms', detail }, [quantile(waits, 0.99), MOST_PAGE_MS], 'atMost');
    const failed = Object.values(all.faults).reduce((sum, one) => sum + one, 0);
    judge(
      { claim: 'requests of a clerk that failed beside all at once', unit: '', detail },
      [failed, 0],
      'atMost',
    );
  } finally {
    await Promise.all([end(), clerk.end()]);
    child.kill();
  }
});

function saySeen({ waits, faults }: Awaited<ReturnType<ReturnType<typeof clerking>['seen']>>): void {
  for (const [what, some] of Object.entries(waits)) {
    const [p50, p99] = [quantile(some, 0.5), quantile(some, 0.99)];
    say(`         ${what}: ${some.length}, p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`);
  }
  for (const [what, count] of Object.entries(faults)) say(`         FAILED ${what}: ${count}`);
}

function quantile(some: readonly number[], share: number): number {
  const sorted = some.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
