/**
 * `npm run recount -- ARCHIVE YEAR [--office ID] [--report FILE]`: the tables of a year from an exported archive.
 * With a report beside it, what differs. Exit 0 agreed or counted, 1 they differ, 2 wrong usage, no archive, not all of
 * one, or one in which a case's commits are not as they were hashed.
 */
import { createReadStream, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { RecountError, wholeArchive } from '#shared/recount/archive-chains.ts';
import { differences } from '#shared/recount/differences.ts';
import { recountArchive } from '#shared/recount/recount-archive.ts';

const USAGE = 'recount ARCHIVE YEAR [--office ID] [--as-of INSTANT] [--report FILE] [--without-closing-line]';
const text = { type: 'string' } as const;

async function run(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { office: text, 'as-of': text, report: text, 'without-closing-line': { type: 'boolean' } },
    allowPositionals: true,
  });
  const [archive, year] = positionals;
  if (archive === undefined || !/^\d{4}$/.test(year ?? '')) throw new RecountError(USAGE);
  const asOf = values['as-of'];
  const lines = wholeArchive(linesOf(fromCaller(archive)), {
    unclosed: values['without-closing-line'] === true,
  });
  const tables = await recountArchive(lines, {
    office: values.office ?? 'default',
    year: Number(year),
    ...(asOf === undefined ? {} : { asOf }),
  });
  if (values.report === undefined) return print(tables, 0);
  const report = JSON.parse(readFileSync(fromCaller(values.report), 'utf8'));
  const found = differences(report, tables);
  return print(found, found.length > 0 ? 1 : 0);
}

/** `npm run` moves to the project's folder; the paths a person types are relative to where they stand. */
function fromCaller(path: string): string {
  return resolve(process.env.INIT_CWD ?? '.', path);
}

/** Not readline: it also ends lines at U+2028, which may stand in a label. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8')) {
    const parts = (rest + String(chunk)).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  yield rest;
}

function print(value: unknown, exit: number): number {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  return exit;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`recount: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
