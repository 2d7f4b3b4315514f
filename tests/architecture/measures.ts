/** `npm run measures [-- FOLDER]`: the size and order of the product, of this checkout or of another commit's. */
import { resolve } from 'node:path';
import { roomOf } from './rooms.ts';
import { importsOf, projectSources, readText, type SourceFile } from './source-files.ts';
import { appendsOf, castsOf, deadExports, isProduct } from './waste.ts';

const folder = resolve(process.env.INIT_CWD ?? '.', process.argv[2] ?? '.');
const sources = projectSources(folder);
const product = sources.filter(isProduct);

const linesOf = ({ text }: SourceFile) => text.trimEnd().split('\n').length;
const lines = product.reduce((sum, file) => sum + linesOf(file), 0);
const casts = product.reduce((sum, file) => sum + castsOf(file), 0);
const circles = roomCircles(product);
const { dependencies } = JSON.parse(readText('package.json', folder));

const MEASURES: readonly (readonly [string, string | number])[] = [
  ['files', product.length],
  ['lines', lines],
  ['files under 16 lines', product.filter((file) => linesOf(file) < 16).length],
  ['circles of rooms', [circles.length, ...circles.map((rooms) => `\n    ${rooms.join(' ')}`)].join('')],
  ['casts', `${casts} (${((casts / lines) * 1000).toFixed(1)} in a thousand lines)`],
  ['exports nobody imports', deadExports(sources).length],
  ['runtime dependencies', Object.keys(dependencies).length],
  ['places that append to the ledger', product.flatMap(appendsOf).length],
  ['lines of tests', sources.filter(({ path }) => path.startsWith('tests/')).reduce(addLines, 0)],
];

for (const [what, count] of MEASURES) console.log(`${what}: ${count}`);

function addLines(sum: number, file: SourceFile): number {
  return sum + linesOf(file);
}

/** Rooms that lead to each other, directly or over others; each circle once. */
function roomCircles(files: readonly SourceFile[]): string[][] {
  const known = new Map<string, Set<string>>();
  for (const file of files)
    for (const { from, to } of importsOf(file)) {
      const source = roomOf(from);
      known.set(source, (known.get(source) ?? new Set()).add(roomOf(to)));
    }
  const reached = new Map([...known.keys()].map((room) => [room, reachable(room, known)]));
  const circleOf = (room: string) =>
    [...(reached.get(room) ?? [])].filter((other) => reached.get(other)?.has(room)).sort();
  const found = [...known.keys()].map(circleOf).filter((rooms) => rooms.length > 1);
  return [...new Map(found.map((rooms) => [rooms.join(), rooms])).values()];
}

function reachable(start: string, known: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const found = new Set<string>();
  const open = [start];
  for (let room = open.pop(); room !== undefined; room = open.pop())
    for (const next of known.get(room) ?? [])
      if (!found.has(next)) {
        found.add(next);
        open.push(next);
      }
  return found;
}
