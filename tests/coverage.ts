/** `npm run coverage`: how much of the rules the rulebook and the reports reach, branch by branch, room by room. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isPure, ROOMS, roomOf } from './architecture/rooms.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, '.cache', 'coverage');
const rooms = ROOMS.filter(isPure);
const MEASURES = ['branches', 'functions', 'lines'] as const;
type Measured = Readonly<
  Record<(typeof MEASURES)[number], { readonly total: number; readonly covered: number }>
>;

const projects = ['specification', 'reporting'].flatMap((name) => ['--project', name]);
const sources = rooms.flatMap((room) => [`${room}.ts`, `${room}/**`]);
const { status } = spawnSync(
  'vitest',
  [
    ...['run', ...projects, '--coverage.enabled', '--coverage.provider=v8'],
    ...sources.map((source) => `--coverage.include=${source}`),
    ...['--coverage.reporter=json-summary', '--coverage.reporter=html', '--coverage.reportOnFailure'],
    `--coverage.reportsDirectory=${folder}`,
  ],
  { cwd: root, stdio: 'inherit' },
);
printRooms(JSON.parse(readFileSync(join(folder, 'coverage-summary.json'), 'utf8')));
process.exitCode = status ?? 1;

function printRooms({ total: _, ...files }: Readonly<Record<string, Measured>>): void {
  const byRoom = Map.groupBy(Object.entries(files), ([path]) => roomOf(relative(root, path)));
  console.log(`\n${'room'.padEnd(20)}${MEASURES.map((measure) => measure.padStart(22)).join('')}`);
  for (const room of rooms)
    printLine(
      room,
      (byRoom.get(room) ?? []).map(([, one]) => one),
    );
  printLine('all rules', Object.values(files));
  console.log(`file by file: ${relative(root, folder)}/index.html`);
}

function printLine(name: string, files: readonly Measured[]): void {
  const cells = MEASURES.map((measure) => {
    const covered = files.reduce((sum, one) => sum + one[measure].covered, 0);
    const total = files.reduce((sum, one) => sum + one[measure].total, 0);
    const share = total === 0 ? 100 : (covered / total) * 100;
    return `${covered}/${total} ${share.toFixed(1).padStart(5)} %`.padStart(22);
  });
  console.log(`${name.padEnd(20)}${cells.join('')}`);
}
