/**
 * `npm run -s trace < LOG`: places in what is deployed become places in our sources, in whatever is given on standard
 * input. The maps are those of the last `npm run synth`, else of a build of what is checked out now.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { bundleHandlers, MAPS } from './bundle.ts';
import { namedIn, readable } from './places-in-logs.ts';

const log = await text(process.stdin);
const wanted = namedIn(log);
const has = (folder: string): boolean => {
  const files = new Set(filesIn(folder));
  return wanted.every((file) => files.has(`${file}.map`));
};

if (has(MAPS)) say(readable(log, MAPS));
else {
  const into = mkdtempSync(join(tmpdir(), 'taizhang-trace-'));
  try {
    await bundleHandlers({ beside: false, into });
    const maps = join(into, 'maps');
    say(readable(log, maps));
    if (!has(maps)) {
      process.stderr.write(
        'some of it is of another version: check out the one that is deployed, npm ci, and again\n',
      );
      process.exitCode = 1;
    }
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function say(words: string): void {
  process.stdout.write(words);
}
