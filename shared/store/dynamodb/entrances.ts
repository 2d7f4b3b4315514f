/** Sessions, factors and tries in the table of the accounts. Sessions and tries are forgotten by their `expires`. */
import { setTimeout as pause } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { epochOf, type Instant, instantOf } from '#shared/kernel/plain-date.ts';
import type { Accounts, Factor, KeptSession, Session } from '../accounts.ts';
import { counted, returned, type Tries } from '../tries.ts';
import { ifUnchanged, putIf, type Row, type Rows, type Stored } from './rows.ts';

type Place = { readonly client: DynamoDBDocumentClient; readonly table: string; readonly rows: Rows };
type Sessions = Pick<Accounts, 'addSession' | 'session' | 'sessions' | 'touchSession' | 'endSession'>;
type Factors = Pick<Accounts, 'addFactor' | 'factors' | 'passkey' | 'markFactor' | 'removeFactor'>;
type Counting = Pick<Accounts, 'reserveTry' | 'returnTry' | 'forgetTries'>;

export function entrances(place: Place): Sessions & Factors & Counting {
  return { ...sessions(place.rows), ...factors(place), ...tries(place) };
}

const SELF = 'self';
const sessionKey = (hash: string) => ({ pk: `session#${hash}`, sk: SELF });
const sessionsKey = (user: string) => `sessions#${encodeURIComponent(user)}`;
const factorsKey = (user: string) => `factors#${encodeURIComponent(user)}`;
const passkeyKey = (id: string) => ({ pk: `passkey#${id}`, sk: SELF });
const tryKey = (key: string) => ({ pk: `tries#${encodeURIComponent(key)}`, sk: SELF });
const secondsOf = (at: Instant): number => Math.floor(epochOf(at) / 1000);

/** How long a session of before lasted, which says no more than whose it is and until when. */
const BEFORE_MS = 12 * 3_600_000;

type Before = Pick<Session, 'user' | 'expiresAt'> & Partial<Session>;

function sessionOf({ user, expiresAt, ...row }: Before): Session {
  const startedAt = row.startedAt ?? instantOf(epochOf(expiresAt) - BEFORE_MS);
  return {
    ...{ user, startedAt, seenAt: row.seenAt ?? startedAt, expiresAt, how: row.how ?? 'password' },
    ...{ from: row.from ?? '', device: row.device ?? '' },
  };
}

function sessions(rows: Rows): Sessions {
  const find = async (hash: string): Promise<Session | null> => {
    const row = await rows.get<Before>(sessionKey(hash));
    return row && sessionOf(row);
  };
  const rowOf = (hash: string, session: Session): Row => ({
    ...{ ...sessionKey(hash), ...session, expires: secondsOf(session.expiresAt) },
  });
  return {
    session: find,
    addSession: async (hash, session) => {
      const row = rowOf(hash, session);
      await rows.put({ pk: sessionsKey(session.user), sk: hash, expires: row.expires });
      await rows.put(row);
    },
    sessions: async (user) => {
      const found = (await rows.all(sessionsKey(user))).map(async ({ sk: hash }) => {
        const session = await find(hash);
        return session && ({ ...session, hash } satisfies KeptSession);
      });
      const standing = (await Promise.all(found)).filter((one) => one !== null);
      return standing.sort((a, b) => (a.expiresAt < b.expiresAt ? 1 : -1));
    },
    touchSession: async (hash, seenAt) => {
      const session = await find(hash);
      if (session !== null) await rows.replace(rowOf(hash, { ...session, seenAt }));
    },
    endSession: async (hash) => {
      const session = await find(hash);
      await rows.remove(sessionKey(hash));
      if (session !== null) await rows.remove({ pk: sessionsKey(session.user), sk: hash });
    },
  };
}

export async function endSessions(rows: Rows, user: string): Promise<void> {
  for (const { pk, sk } of await rows.all(sessionsKey(user))) {
    await rows.remove(sessionKey(sk));
    await rows.remove({ pk, sk });
  }
}

function factorOf({ user, id, kind, name, addedAt, secret, mark }: Factor): Factor {
  return { user, id, kind, name, addedAt, secret, mark };
}

function factors({ client, table: TableName, rows }: Place): Factors {
  const keyOf = ({ user, id }: Pick<Factor, 'user' | 'id'>) => ({ pk: factorsKey(user), sk: id });
  const find = async (key: Pick<Factor, 'user' | 'id'>): Promise<Factor | null> => {
    const row = await rows.get<Factor>(keyOf(key));
    return row && factorOf(row);
  };
  return {
    addFactor: async (factor) => {
      if (factor.kind === 'passkey') await rows.put({ ...passkeyKey(factor.id), user: factor.user });
      await rows.put({ ...keyOf(factor), ...factor });
    },
    factors: async (user) =>
      (await rows.all<Factor>(factorsKey(user)))
        .map(factorOf)
        .sort((a, b) => (a.addedAt > b.addedAt ? 1 : -1)),
    passkey: async (id) => {
      const whose = await rows.get<Pick<Factor, 'user'>>(passkeyKey(id));
      return whose && find({ user: whose.user, id });
    },
    markFactor: async (key, mark) => {
      const known = await find(key);
      if (known === null || known.mark >= mark) return false;
      const Item = { ...keyOf(key), ...known, mark };
      return putIf(client, { TableName, Item, ...ifUnchanged({ mark: known.mark }) });
    },
    removeFactor: async (key) => {
      const stood = await rows.remove(keyOf(key));
      if (stood) await rows.remove(passkeyKey(key.id));
      return stood;
    },
  };
}

/** Of so many who count at once each has its turn; whoever comes to none is told to wait. */
const TURNS = 60;
const WAIT_MS = 1000;
/** Two days: longer than any rule remembers. */
const KEPT_SECONDS = 172_800;

function tries({ client, table: TableName, rows }: Place): Counting {
  const find = async (key: string): Promise<Tries | null> => {
    const row = await rows.get<Tries>(tryKey(key));
    return row && { count: row.count, at: row.at, until: row.until };
  };
  /** False where somebody else counted meanwhile. */
  const put = (key: string, before: Tries | null, next: Tries): Promise<boolean> => {
    const Item = { ...tryKey(key), ...next, expires: secondsOf(next.until) + KEPT_SECONDS };
    return putIf(client, { TableName, Item, ...ifUnchanged(before as Stored | null) });
  };
  return {
    reserveTry: async (key, rule, now) => {
      for (let turn = 0; turn < TURNS; turn += 1) {
        const before = await find(key);
        const result = counted(before, rule, now);
        if (!result.open) return result.until;
        if (await put(key, before, result.next)) return null;
        await pause(Math.random() * 20);
      }
      return instantOf(epochOf(now) + WAIT_MS);
    },
    returnTry: async (key) => {
      for (let turn = 0; turn < TURNS; turn += 1) {
        const before = await find(key);
        if (before === null || (await put(key, before, returned(before)))) return;
        await pause(Math.random() * 20);
      }
    },
    forgetTries: async (key) => {
      await rows.remove(tryKey(key));
    },
  };
}
