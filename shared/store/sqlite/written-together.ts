/** Jobs in one transaction, a savepoint a job: what a job that throws has written is taken back alone. */
import type { DatabaseSync } from 'node:sqlite';
import type { LogWriter, Outcome } from '../ports.ts';
import { beginWrite } from './begin-write.ts';

type WriteTogether = <T>(
  jobs: readonly ((writer: LogWriter) => Promise<T>)[],
  writer: LogWriter,
) => Promise<readonly Outcome<T>[]>;

type Told = {
  /** A write has begun. */
  begin(): void;
  /** Some of what was written was taken back, or all of it. */
  undone(): void;
};
const NOBODY: Told = { begin: () => undefined, undone: () => undefined };

export function writingTogether(db: DatabaseSync, told: Told = NOBODY): WriteTogether {
  const [set, release, commit] = ['SAVEPOINT job', 'RELEASE job', 'COMMIT'].map((text) => db.prepare(text));
  const inSavepoint = async <T>(job: () => Promise<T>): Promise<Outcome<T>> => {
    set?.run();
    try {
      const value = await job();
      release?.run();
      return { ok: true, value };
    } catch (error) {
      if (!db.isTransaction) throw error; // a full disk has ended all of it, and everybody in it is told
      db.exec('ROLLBACK TO job; RELEASE job');
      told.undone();
      return { ok: false, error };
    }
  };
  return async (jobs, writer) => {
    await beginWrite(db);
    try {
      told.begin();
      const outcomes = [];
      for (const job of jobs) outcomes.push(await inSavepoint(() => job(writer)));
      commit?.run();
      return outcomes;
    } catch (error) {
      told.undone();
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  };
}
