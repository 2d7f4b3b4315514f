/**
 * `npm run bench:hostile`: the product as it is started, sent a hundred documents made to be dear, and asked for what
 * reads many cases, while another client asks `/healthz` every few milliseconds. Prints how long that one waited; a
 * machine with nothing else to do is assumed.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostileDocuments } from '../support/hostile-documents.ts';
import { Browser, pinging, started } from './beside.ts';
import { command, inScratch, judge, say } from './measuring.ts';

const COUNT = Number(process.env.BENCH_DOCUMENTS ?? 100);
const CASES = Number(process.env.BENCH_CASES ?? 46_000);
const MOST_MS = 200;

/** What reads or prints much: the first of each finds nothing kept. */
const READ = [
  ...['/', '/charts', '/tables/2026', '/tables/2026?asOf=2026-06-30', '/worklist?asOf=2026-06-30'],
  ...['/applications?as=xlsx', '/applications?as=csv', '/applications?as=print'],
  ...['/reports/2025/download/docx', '/reports/2025/download/xlsx', '/reports/2025?asOf=2026-06-30'],
];

/** Two years of applications, one in eleven still open. */
function rowsOf(count: number): string {
  const day = (from: number): string =>
    new Date(Date.UTC(2025, 0, 6) + from * 86_400_000).toISOString().slice(0, 10);
  const rows = Array.from({ length: count }, (_, at) => {
    const on = (at * 7) % 660;
    const answer = at % 11 === 0 ? ',' : `disclosed,${day(on + 12)}`;
    return `B${String(at).padStart(7, '0')},${day(on)},naturalPerson,张三${at % 97},第${at}号事项,${answer}`;
  });
  return `number,receivedOn,applicantType,applicantName,subject,outcome,decidedOn\n${rows.join('\n')}\n`;
}

await inScratch(async (folder) => {
  const data = join(folder, 'data');
  const made: unknown = JSON.parse(
    (await command('user', 'add', 'bench', '--role', 'admin', '--data', data)).stdout,
  );
  const password =
    typeof made === 'object' && made !== null && 'password' in made ? String(made.password) : '';
  const rows = join(folder, 'rows.csv');
  writeFileSync(rows, rowsOf(CASES));
  await command('import', 'applications', rows, '--data', data);
  const { child, base } = await started(data);
  const { longest, end } = pinging(base);
  try {
    const browser = new Browser(base);
    await browser.signIn('bench', password);
    const documents = hostileDocuments(COUNT);
    for (const one of documents.slice(0, 15))
      await browser.upload({ ...one, file: new File(['x'], 'a.csv') });
    const waits: { what: string; ms: number; status: number }[] = [];
    for (const one of documents) {
      await longest();
      const status = await browser.upload(one);
      waits.push({ what: one.what, ms: await longest(), status });
    }
    for (const { what, ms, status } of waits.toSorted((a, b) => b.ms - a.ms).slice(0, 8))
      say(`${ms.toFixed(0)} ms beside ${what} (${status})`);
    for (const path of READ) {
      await longest();
      const { status } = await browser.send(path);
      waits.push({ what: `GET ${path}`, ms: await longest(), status });
      say(`${waits.at(-1)?.ms.toFixed(0)} ms beside GET ${path} over ${CASES} cases (${status})`);
    }
    judge(
      { claim: 'faults', unit: '', detail: `${COUNT} documents` },
      [waits.filter(({ status }) => status >= 500).length, 0],
      'atMost',
    );
    judge(
      {
        claim: 'the longest wait of another client',
        unit: 'ms',
        detail: `${COUNT} documents, ${CASES} cases`,
      },
      [Math.max(...waits.map(({ ms }) => ms)), MOST_MS],
      'atMost',
    );
  } finally {
    await end();
    child.kill();
  }
});
