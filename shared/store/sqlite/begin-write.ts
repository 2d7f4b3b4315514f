/**
 * A write begins without keeping the thread. Left to itself the engine sleeps in it until the writer before has ended,
 * and a server is deaf meanwhile; here it is asked again after a pause in which others are answered.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';

/** As long as the engine itself would wait (`openDatabase`). */
const PATIENCE_MS = 30_000;
/** Shorter than the pause that a long import makes between its writes (`shared-writes.ts`). */
const PAUSE_MS = 2;

/** Statements that make a write another one than its connection makes, and that undo it. */
type Setting = { readonly before: string; readonly after: string };

/** What is written inside is there whole or not at all; nothing else that the process does comes between. */
export async function inWrite<T>(db: DatabaseSync, write: () => T, setting?: Setting): Promise<T> {
  return whenFree(() => {
    if (setting !== undefined) db.exec(setting.before);
    try {
      begin(db);
      return written(db, write);
    } finally {
      if (setting !== undefined) db.exec(setting.after);
    }
  });
}

/**
 * How a connection that records begins its writes, which all of them do so: the engine never waits for it from the first
 * on, as to tell it so for each costs a tenth of what recording does. Rejects with the engine's fault after thirty seconds.
 */
export function beginning(db: DatabaseSync): () => Promise<void> {
  let statement: StatementSync | undefined;
  const prepared = (): StatementSync => {
    db.exec(NEVER_WAITING);
    return db.prepare(BEGIN);
  };
  const begun = (): void => {
    statement ??= prepared();
    unlessTaken(statement);
  };
  return () => whenFree(begun);
}

function written<T>(db: DatabaseSync, write: () => T): T {
  try {
    const value = write();
    db.exec('COMMIT');
    return value;
  } catch (fault) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw fault;
  }
}

class TakenByAnother extends Error {}

async function whenFree<T>(work: () => T): Promise<T> {
  for (let until = 0; ; await setTimeout(PAUSE_MS))
    try {
      return work();
    } catch (fault) {
      if (!(fault instanceof TakenByAnother)) throw fault;
      const now = performance.now();
      if (until === 0) until = now + PATIENCE_MS;
      if (now > until) throw fault.cause;
    }
}

const BEGIN = 'BEGIN IMMEDIATE';
const NEVER_WAITING = 'PRAGMA busy_timeout = 0';

function begin(db: DatabaseSync): void {
  db.exec(NEVER_WAITING);
  try {
    unlessTaken({ run: () => db.exec(BEGIN) });
  } finally {
    db.exec(`PRAGMA busy_timeout = ${PATIENCE_MS}`);
  }
}

/** Throws TakenByAnother. */
function unlessTaken(beginning: { run(): unknown }): void {
  try {
    beginning.run();
  } catch (fault) {
    throw /locked|busy/.test(String(fault)) ? new TakenByAnother('', { cause: fault }) : fault;
  }
}
