/** Sessions, factors and tries in `accounts.db`. */
import type { DatabaseSync } from 'node:sqlite';
import { epochOf, type Instant, instantOf } from '#shared/kernel/plain-date.ts';
import { type Accounts, type Factor, type KeptSession, type Session, SIGN_IN_WAYS } from '../accounts.ts';
import { counted, returned, type Tries } from '../tries.ts';
import { inWrite } from './begin-write.ts';
import type { Sql } from './query.ts';

export function entrances(sql: Sql, db: DatabaseSync): Sessions & Factors & Counting {
  return { ...sessions(sql, db), ...factors(sql), ...tries(sql, db) };
}
type Sessions = Pick<Accounts, 'addSession' | 'session' | 'sessions' | 'touchSession' | 'endSession'>;
type Factors = Pick<Accounts, 'addFactor' | 'factors' | 'passkey' | 'markFactor' | 'removeFactor'>;
type Counting = Pick<Accounts, 'reserveTry' | 'returnTry' | 'forgetTries'>;

/** A session of a file of before says no more than whose it is and until when. */
type SessionRow = {
  readonly hash: string;
  readonly user: string;
  readonly expires_at: Instant;
  readonly started_at: Instant | null;
  readonly seen_at: Instant | null;
  readonly how: string | null;
  readonly address: string | null;
  readonly device: string | null;
};

/** How long a session of before lasted. */
const BEFORE_MS = 12 * 3_600_000;

function sessionOf({ hash, user, expires_at, started_at, seen_at, ...row }: SessionRow): KeptSession {
  const startedAt = started_at ?? instantOf(epochOf(expires_at) - BEFORE_MS);
  const how = SIGN_IN_WAYS.find((one) => one === row.how) ?? 'password';
  return {
    ...{ hash, user, startedAt, seenAt: seen_at ?? startedAt, expiresAt: expires_at, how },
    ...{ from: row.address ?? '', device: row.device ?? '' },
  };
}

function sessions(sql: Sql, db: DatabaseSync): Sessions {
  return {
    addSession: async (hash, { user, startedAt, seenAt, expiresAt, how, from, device }: Session) => {
      sql.run('DELETE FROM sessions WHERE expires_at <= ?', startedAt);
      sql.run(
        `INSERT INTO sessions (hash, user, expires_at, started_at, seen_at, how, address, device)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[hash, user, expiresAt, startedAt, seenAt, how, from, device],
      );
    },
    session: async (asked) => {
      const row = sql.one<SessionRow>('SELECT * FROM sessions WHERE hash = ?', asked);
      if (row === null) return null;
      const { hash: _, ...session } = sessionOf(row);
      return session;
    },
    sessions: async (user) =>
      sql
        .all<SessionRow>('SELECT * FROM sessions WHERE user = ? ORDER BY expires_at DESC, hash', user)
        .map(sessionOf),
    touchSession: async (hash, seenAt) => {
      await unhurried(db, () => sql.run('UPDATE sessions SET seen_at = ? WHERE hash = ?', seenAt, hash));
    },
    endSession: async (hash) => {
      sql.run('DELETE FROM sessions WHERE hash = ?', hash);
    },
  };
}

type FactorRow = Omit<Factor, 'addedAt'> & { readonly added_at: Instant };
const factorOf = ({ user, id, kind, name, added_at, secret, mark }: FactorRow): Factor => ({
  ...{ user, id, kind, name, addedAt: added_at, secret, mark },
});

function factors(sql: Sql): Factors {
  return {
    addFactor: async ({ user, id, kind, name, addedAt, secret, mark }) => {
      const values = [user, id, kind, name, addedAt, secret, mark];
      sql.run('INSERT OR REPLACE INTO factors VALUES (?, ?, ?, ?, ?, ?, ?)', ...values);
    },
    factors: async (user) =>
      sql.all<FactorRow>('SELECT * FROM factors WHERE user = ? ORDER BY added_at, id', user).map(factorOf),
    passkey: async (id) => {
      const row = sql.one<FactorRow>("SELECT * FROM factors WHERE id = ? AND kind = 'passkey'", id);
      return row && factorOf(row);
    },
    markFactor: async ({ user, id }, mark) =>
      sql.run('UPDATE factors SET mark = ? WHERE user = ? AND id = ? AND mark < ?', mark, user, id, mark),
    removeFactor: async ({ user, id }) => sql.run('DELETE FROM factors WHERE user = ? AND id = ?', user, id),
  };
}

const DAY_MS = 86_400_000;

/** Counted in one write of the file, so that no two processes look at the same one. */
function tries(sql: Sql, db: DatabaseSync): Counting {
  const find = (key: string) => sql.one<Tries>('SELECT count, at, until FROM tries WHERE key = ?', key);
  const put = (key: string, { count, at, until }: Tries): void => {
    sql.run('INSERT OR REPLACE INTO tries VALUES (?, ?, ?, ?)', key, count, at, until);
  };
  return {
    reserveTry: async (key, rule, now) =>
      unhurried(db, () => {
        const result = counted(find(key), rule, now);
        if (!result.open) return result.until;
        put(key, result.next);
        // what was tried once and never again
        if (result.next.count === 1)
          sql.run('DELETE FROM tries WHERE until < ?', instantOf(epochOf(now) - 2 * DAY_MS));
        return null;
      }),
    returnTry: async (key) =>
      unhurried(db, () => {
        const known = find(key);
        if (known !== null) put(key, returned(known));
      }),
    forgetTries: async (key) => {
      sql.run('DELETE FROM tries WHERE key = ?', key);
    },
  };
}

/** Not waited for until it is on the disk: a loss of power takes back a minute of it at most, and nobody's right. */
function unhurried<T>(db: DatabaseSync, run: () => T): Promise<T> {
  return inWrite(db, run, { before: 'PRAGMA synchronous = NORMAL', after: 'PRAGMA synchronous = FULL' });
}
