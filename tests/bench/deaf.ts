/**
 * `npm run bench:deaf`: the product as it is started on a ledger of BENCH_CASES, asked for `/healthz` every few
 * milliseconds while the command line imports BENCH_ROWS, compares as each night, closes a year and rebuilds: one after
 * another, and all at once. Prints the longest wait of each; a machine with nothing else to do is assumed.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinging, started } from './beside.ts';
import { command, inScratch, judge, say } from './measuring.ts';
import { writeHotlineRows } from './rows.ts';

const CASES = Number(process.env.BENCH_CASES ?? 156_000);
const ROWS = Number(process.env.BENCH_ROWS ?? 300_000);
const MOST_MS = 250;

await inScratch(async (folder) => {
  const data = join(folder, 'data');
  const run = (...args: readonly string[]) => command(...args, '--data', data);
  const rows = async (year: number, cases: number, source: string): Promise<string> => {
    const file = join(folder, `${year}-${source}.csv`);
    await writeHotlineRows(file, [{ year, cases, source }]);
    return file;
  };
  await run('import', 'hotline', await rows(2024, CASES, '12345热线'));
  await run('office', 'rename', 'default', '--name', '某市数据局');
  const written = join(folder, 'written.ndjson');
  writeFileSync(
    written,
    `${JSON.stringify({ command: 'WriteTemplate', section: 5, text: '公开不够及时。' })}\n`,
  );
  await run('import', 'commands', written);
  const { child, base } = await started(data);
  const { longest, end } = pinging(base);
  // what a start makes up for is over
  await new Promise((resolve) => setTimeout(resolve, 5000));
  const beside = async (what: string, ...work: readonly Promise<{ readonly seconds: number }>[]) => {
    await longest();
    const took = (await Promise.all(work)).map(({ seconds }) => seconds.toFixed(1));
    judge(
      {
        claim: `the longest wait beside ${what}`,
        unit: 'ms',
        detail: `${took.join(', ')} s; ${CASES} cases, ${ROWS} rows`,
      },
      [await longest(), MOST_MS],
      'atMost',
    );
  };
  try {
    say(`${CASES} cases; ${ROWS} rows`);
    const idle = new Promise<{ seconds: number }>((resolve) => setTimeout(resolve, 3000, { seconds: 3 }));
    await beside('nothing', idle);
    await beside('an import', run('import', 'hotline', await rows(2025, ROWS, '12345热线')));
    await beside('the nightly comparison', run('aggregate'));
    await beside('a closing', run('close', '2024', '--approved-by', '李局长'));
    await beside('a rebuild', run('rebuild'));
    const file = await rows(2023, ROWS, '政府在线网民留言');
    await beside(
      'all at once',
      ...[run('import', 'hotline', file), run('aggregate')],
      ...[run('close', '2025', '--approved-by', '李局长'), run('rebuild')],
    );
  } finally {
    await end();
    child.kill();
  }
});
