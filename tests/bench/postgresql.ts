/** The peer of the year's figures: PostgreSQL 15 with the same rows and a GROUP BY over the same columns. */
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = process.env.PGBIN ?? '/usr/lib/postgresql/15/bin';
const PEOPLE = 'postgres';

const TABLE = `CREATE TABLE cases (number text PRIMARY KEY, received_at timestamp NOT NULL, source text, type text,
  topic text, department text, due_at timestamp, closed_at timestamp, satisfaction text);
  CREATE INDEX ON cases (received_at)`;
/** Everything the hotline block of a report states, in one pass. */
const FIGURES = `SELECT source, type, topic, department, extract(month FROM received_at) AS month, count(*),
  count(closed_at), count(*) FILTER (WHERE closed_at <= due_at),
  count(*) FILTER (WHERE satisfaction IN ('satisfied', 'fairlySatisfied', 'dissatisfied')),
  count(*) FILTER (WHERE satisfaction IN ('satisfied', 'fairlySatisfied'))
  FROM cases WHERE received_at >= '2022-01-01' AND received_at < '2023-01-01'
  GROUP BY GROUPING SETS ((source), (type), (topic), (department), (extract(month FROM received_at)), ())`;
const ONE_GROUP = `SELECT source, count(*) FROM cases
  WHERE received_at >= '2022-01-01' AND received_at < '2023-01-01' GROUP BY source`;

/** What is missing for the comparison; null when nothing is. */
export function missing(): string | null {
  return existsSync(join(FOLDER, 'initdb'))
    ? null
    : `PostgreSQL 15 is not in ${FOLDER}: apt install postgresql-15, or name the folder of its programs in PGBIN`;
}

export type Timed = { readonly allMs: number; readonly oneMs: number };

/** The server refuses to run as root: it then runs as the user its package has made. */
export function timedGroupBys(scratch: string, rows: string): Timed {
  const home = join(scratch, 'postgresql');
  mkdirSync(home);
  const isRoot = process.getuid?.() === 0;
  const id = (flag: string): number => Number(execFileSync('id', [flag, PEOPLE], { encoding: 'utf8' }));
  const who = isRoot ? { uid: id('-u'), gid: id('-g') } : {};
  if (who.uid !== undefined) for (const folder of [scratch, home]) chownSync(folder, who.uid, who.gid);
  const run = (program: string, ...args: readonly string[]): string =>
    execFileSync(join(FOLDER, program), args, {
      ...who,
      cwd: home,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const data = join(home, 'data');
  run('initdb', '-D', data, '-U', PEOPLE, '--no-sync', '-E', 'UTF8', '--locale=C');
  const options = `-k ${home} -c listen_addresses='' -c shared_buffers=256MB`;
  execFileSync(join(FOLDER, 'pg_ctl'), ['-D', data, '-o', options, '-l', join(home, 'log'), '-w', 'start'], {
    ...who,
    cwd: home,
    stdio: 'ignore',
  });
  const psql = (...sql: readonly string[]): string =>
    run('psql', '-h', home, '-U', PEOPLE, '-d', 'postgres', '-qAt', ...sql.flatMap((one) => ['-c', one]));
  try {
    psql(
      TABLE,
      `\\copy cases FROM '${rows}' WITH (FORMAT csv, HEADER true, NULL '')`,
      'VACUUM ANALYZE cases',
    );
    return { allMs: medianOf(psql, FIGURES), oneMs: medianOf(psql, ONE_GROUP) };
  } finally {
    run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
  }
}

/** As the server itself times it, without connecting and without sending rows. */
function medianOf(psql: (...sql: readonly string[]) => string, query: string): number {
  const timed = Array.from({ length: 7 }, () => psql(`EXPLAIN (ANALYZE, TIMING OFF, COSTS OFF) ${query}`));
  const times = timed.map((text) => Number(/Execution Time: ([\d.]+)/.exec(text)?.[1]));
  return times.sort((a, b) => a - b)[3] ?? Number.NaN;
}
