/**
 * A database file is its owner's alone from the first moment, whatever the umask of the process: it is there with its
 * mode before SQLite opens it, and what SQLite lays beside it takes that mode.
 */
import { chmodSync, closeSync, openSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { opened, unusable } from '../unusable-file.ts';

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

const PATIENCE_MS = 30_000;
const PAUSE_MS = 20;

/**
 * Of a file whose place another may take under its name while nobody has it open (`place-taken.ts`). Whoever opens it at
 * that very moment holds what stood there before, and would read and write it ever after: he sees that by its identity,
 * and opens anew. Once `begin` has made it write ahead, the engine keeps a lock on it until it is closed, and nothing takes
 * its place. Throws UnusableFile.
 */
export function databaseNamed(
  file: string,
  begin: (db: DatabaseSync) => void,
  patienceMs = PATIENCE_MS,
): DatabaseSync {
  const until = performance.now() + patienceMs;
  for (;;) {
    const before = identityOf(file);
    const db = databaseAt(file);
    try {
      // who waited for its lock with what he has opened might be given that of a file which is gone
      db.exec('PRAGMA busy_timeout = 0');
      begin(db);
      if (identityOf(file) === before) return db;
    } catch (fault) {
      const isHere = identityOf(file) === before;
      if (isHere && !(isTaken(fault) && performance.now() < until)) throw unusable(file, closed(db, fault));
      if (isHere) pause();
    }
    db.close();
  }
}

function closed(db: DatabaseSync, fault: unknown): unknown {
  db.close();
  return fault;
}

const isTaken = (fault: unknown): boolean => /locked|busy/.test(String(fault));
const pause = (): unknown => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);

/** Null where there is none: who makes it opens it once more. */
function identityOf(file: string): string | null {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev} ${found.ino}`;
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
