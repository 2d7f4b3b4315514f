/** `npm run measured -- FILE…`: takes what benchmarks kept in FILE, and makes docs/measured.md and its charts anew. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ToldFigure } from '../told-figures.ts';
import { measuredPage, newestOf } from './page.ts';

const DOCS = join(import.meta.dirname, '../../../docs');
const KEPT = join(DOCS, 'measured', 'figures.ndjson');

export function linesOf(file: string): ToldFigure[] {
  const written = readFileSync(file, 'utf8').split('\n');
  return written.filter((line) => line.trim() !== '').map((line) => JSON.parse(line));
}

export const keptLines = (): ToldFigure[] => linesOf(KEPT);

if (process.argv[1] === import.meta.filename) {
  const lines = newestOf([KEPT, ...process.argv.slice(2)].flatMap(linesOf));
  writeFileSync(KEPT, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const { page, charts } = await measuredPage(lines);
  writeFileSync(join(DOCS, 'measured.md'), page);
  for (const old of readdirSync(join(DOCS, 'measured')).filter((name) => name.endsWith('.svg')))
    rmSync(join(DOCS, 'measured', old));
  for (const [name, svg] of charts) writeFileSync(join(DOCS, 'measured', name), svg);
  process.stdout.write(`${page.split('\n').find((line) => line.includes('claims hold')) ?? ''}\n`);
}
