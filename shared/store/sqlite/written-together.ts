/**
 * Jobs in one transaction. What a job that throws has written is taken back alone; as hardly any does, savepoints are laid
 * only once one has, and all are carried out again: to keep what each page was before each job costs as much as writing it.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { LogWriter, Outcome } from '../ports.ts';
import { beginning } from './begin-write.ts';

type Job<T> = (writer: LogWriter) => Promise<T>;
type WriteTogether = <T>(jobs: readonly Job<T>[], writer: LogWriter) => Promise<readonly Outcome<T>[]>;
/** `writer` is given to one job at a time. */
type Carrying = <T>(job: Job<T>, writer: LogWriter) => Promise<Outcome<T>>;

type Told = {
  /** A write has begun. */
  begin(): void;
  /** Some of what was written was taken back, or all of it. */
  undone(): void;
};
const NOBODY: Told = { begin: () => undefined, undone: () => undefined };

export function writingTogether(db: DatabaseSync, told: Told = NOBODY): WriteTogether {
  const begin = beginning(db);
  const commit = db.prepare('COMMIT');
  const inSavepoint = inSavepoints(db, told);
  const inOneWrite = async <T>(jobs: readonly Job<T>[], writer: LogWriter, carryOut?: Carrying) => {
    await begin();
    let isOfJob = false;
    try {
      told.begin();
      const outcomes: Outcome<T>[] = [];
      isOfJob = carryOut === undefined;
      for (const job of jobs)
        outcomes.push(carryOut ? await carryOut(job, writer) : { ok: true, value: await job(writer) });
      isOfJob = false;
      commit.run();
      return outcomes;
    } catch (error) {
      told.undone();
      // a full disk has ended all of it, and everybody in it is told
      const isOver = !db.isTransaction;
      if (db.isTransaction) db.exec('ROLLBACK');
      throw isOfJob && !isOver ? new JobThrew(error) : error;
    }
  };
  return async (jobs, writer) => {
    try {
      return await inOneWrite(jobs, writer);
    } catch (fault) {
      if (!(fault instanceof JobThrew)) throw fault;
      return jobs.length === 1 ? [{ ok: false, error: fault.thrown }] : inOneWrite(jobs, writer, inSavepoint);
    }
  };
}

function inSavepoints(db: DatabaseSync, told: Told): Carrying {
  return async (job, writer) => {
    db.exec('SAVEPOINT job');
    try {
      const value = await job(writer);
      db.exec('RELEASE job');
      return { ok: true, value };
    } catch (error) {
      if (!db.isTransaction) throw error; // a full disk has ended all of it, and everybody in it is told
      db.exec('ROLLBACK TO job; RELEASE job');
      told.undone();
      return { ok: false, error };
    }
  };
}

/** What a job threw, and not the engine at the COMMIT. */
class JobThrew {
  readonly thrown: unknown;

  constructor(thrown: unknown) {
    this.thrown = thrown;
  }
}
