/**
 * A database file is its owner's alone from the first moment, whatever the umask of the process: it is there with its
 * mode before SQLite opens it, and what SQLite lays beside it takes that mode.
 */
import { chmodSync, closeSync, openSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { opened } from '../unusable-file.ts';

const OWNER_ALONE = 0o600;
const OTHERS = 0o077;
const OWNER_WRITES = 0o200;
/** What SQLite and its drafts lay beside a file. */
const BESIDE = ['', '-wal', '-shm', '-journal'] as const;

/** Throws UnusableFile. */
export function databaseAt(file: string): DatabaseSync {
  return opened(file, () => {
    if (file !== '' && file !== ':memory:') keepToOwner(file);
    return new DatabaseSync(file);
  });
}

/** Never opened where it is there already: closing it again would lift the locks that this process has on it. */
function keepToOwner(file: string): void {
  try {
    closeSync(openSync(file, 'wx', OWNER_ALONE));
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'EEXIST')) throw fault;
    for (const suffix of BESIDE) {
      closeToOthers(`${file}${suffix}`);
      if (suffix !== '') writableAs(file, `${file}${suffix}`);
    }
  }
}

/** What SQLite laid beside a file while that was read-only stays so, and holds up every writer once the file may be written. */
function writableAs(file: string, beside: string): void {
  const [own, found] = [file, beside].map((path) => statSync(path, { throwIfNoEntry: false }));
  if (own === undefined || found === undefined || found.uid !== process.getuid?.()) return;
  if ((own.mode & OWNER_WRITES) !== 0 && (found.mode & OWNER_WRITES) === 0) chmodSync(beside, OWNER_ALONE);
}

/** Those that an earlier program has made. A file that is somebody else's is left to them. */
export function closeToOthers(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || (found.mode & OTHERS) === 0 || found.uid !== process.getuid?.()) return;
  chmodSync(path, found.mode & ~OTHERS & 0o7777);
}
