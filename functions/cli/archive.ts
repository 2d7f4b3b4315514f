/** `export FILE` and `restore FILE`. */
import { closeSync, existsSync, openSync, readdirSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openLocalLedger } from '../../infra/local/open-ledger.ts';
import { archiveLines, restoreLines } from '../../shared/store/sqlite/archive.ts';
import { openLedger } from '../../shared/store/sqlite/schema.ts';
import type { Ending } from './ending.ts';
import { type Arguments, UsageError } from './options.ts';

/** The file appears whole or not at all. */
export async function exportLedger({ folder, rest }: Arguments): Promise<Ending> {
  const file = fileOf(rest);
  (await openLocalLedger(folder)).log.close();
  const db = openLedger(join(folder, 'ledger.db'));
  const draft = openSync(`${file}.part`, 'w', 0o600);
  for (const line of archiveLines(db)) writeSync(draft, line);
  closeSync(draft);
  db.close();
  renameSync(`${file}.part`, file);
  return { exit: 0, stdout: '' };
}

/** Into an empty folder only; the master key of the old folder is brought by hand. */
export async function restoreLedger({ folder, rest }: Arguments): Promise<Ending> {
  const file = fileOf(rest);
  if (!existsSync(file)) throw new UsageError(`no such file: ${file}`);
  if (existsSync(folder) && readdirSync(folder).some((name) => name !== 'master.key'))
    throw new UsageError(`${folder} is not empty`);
  // not readline: it also ends lines at U+2028, which may stand in a label
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const ledger = await openLocalLedger(folder, { empty: true });
  ledger.log.close();
  const db = openLedger(join(folder, 'ledger.db'));
  restoreLines(db, lines);
  db.close();
  return { exit: 0, stdout: '' };
}

function fileOf(rest: readonly string[]): string {
  if (rest[0] === undefined) throw new UsageError('which file?');
  return rest[0];
}
