/** `--map`: the headings of another system, named once. A slip of the pen in it must not look like bad rows. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runImport } from '#functions/cli/import.ts';
import { readArguments } from '#functions/cli/options.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';

let folder = '';
let house: LocalHouse;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-mapping-'));
  house = await openLocalHouse(folder);
});
afterEach(() => {
  house.close();
  rmSync(folder, { recursive: true, force: true });
});

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const importing = async (map: object) => {
  const rows = written('311.csv', 'Unique Key,Created Date,Agency\n6001,2025-09-18 10:05,NYPD\n');
  const file = written('map.json', JSON.stringify(map));
  return runImport(house, readArguments(['import', 'hotline', rows, '--map', file, '--data', folder]));
};

it('names columns by key or heading, and leaves out what is mapped to nothing', async () => {
  const done = await importing({ 'Unique Key': 'number', 'Created Date': '受理时间', Agency: '' });
  expect(done).toMatchObject({ exit: 0, stdout: expect.stringContaining('"recorded":1') });
});

it('is turned back when it names no column', async () => {
  await expect(importing({ 'Unique Key': 'number', 'Created Date': 'recievedAt' })).rejects.toThrow(
    'names no column of hotline: recievedAt',
  );
});
