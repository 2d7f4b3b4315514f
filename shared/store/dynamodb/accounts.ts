/**
 * Accounts, sessions, tokens and failed sign-ins in a table of their own. Sessions and failures are forgotten by their
 * `expires`; what has to be found by another key than its own stands twice, the second time under that key.
 */
import { randomBytes } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { askedOnce } from '#shared/kernel/asked-once.ts';
import { epochOf, type Instant } from '#shared/kernel/plain-date.ts';
import type { Account, Accounts, AccountWithHash, ApiToken, SavedList, Session } from '../accounts.ts';
import { type Rows, rowsOf } from './rows.ts';

const SELF = 'self';
const PEOPLE = 'people';
const TOKENS = 'tokens';
const personKey = (user: string) => ({ pk: PEOPLE, sk: user });
const sessionKey = (hash: string) => ({ pk: `session#${hash}`, sk: SELF });
const sessionsKey = (user: string) => `sessions#${encodeURIComponent(user)}`;
const tokenKey = (hash: string) => ({ pk: `token#${hash}`, sk: SELF });
const savedKey = (user: string, path: string) =>
  `saved#${encodeURIComponent(user)}#${encodeURIComponent(path)}`;
const failureKey = (key: string) => `failure#${encodeURIComponent(key)}`;
const SECRET = { pk: 'secret', sk: 'signing' };
type Secret = { readonly value: string };
/** Failures are counted over a quarter of an hour; a day is far enough. */
const FAILURE_SECONDS = 86_400;
const secondsOf = (at: Instant): number => Math.floor(epochOf(at) / 1000);

export function dynamoAccounts(client: DynamoDBDocumentClient, table: string): Accounts {
  const rows = rowsOf(client, table);
  return {
    ...people(rows),
    ...sessions(rows),
    ...tokens(rows),
    ...savedLists(rows),
    ...failures(rows),
    // every request asks for it, and it never changes
    signingSecret: askedOnce(() => standingSecret(rows)),
    close: () => client.destroy(),
  };
}

async function standingSecret(rows: Rows): Promise<string> {
  const standing = await rows.get<Secret>(SECRET);
  if (standing !== null) return standing.value;
  await rows.add({ ...SECRET, value: randomBytes(32).toString('base64url') });
  const put = await rows.get<Secret>(SECRET);
  if (put === null) throw new Error('the signing secret was put and cannot be read');
  return put.value;
}

function people(rows: Rows): Pick<Accounts, 'add' | 'find' | 'list' | 'change'> {
  return {
    add: (account) => rows.add({ ...personKey(account.user), ...account }),
    find: async (user) => {
      const row = await rows.get<AccountWithHash>(personKey(user));
      return row && { ...accountOf(row), passwordHash: row.passwordHash };
    },
    list: async () => (await rows.all<Account>(PEOPLE)).map(accountOf),
    change: async (user, to) => {
      const known = await rows.get<AccountWithHash>(personKey(user));
      if (known === null) return false;
      const next = {
        ...accountOf(known),
        passwordHash: to.passwordHash ?? known.passwordHash,
        ...(to.role !== undefined && { role: to.role }),
        ...(to.disabled !== undefined && { disabled: to.disabled }),
      } satisfies AccountWithHash;
      await rows.put({ ...personKey(user), ...next });
      if (to.disabled || to.passwordHash !== undefined) await endSessions(rows, user);
      return true;
    },
  };
}

/** Without its key. */
const accountOf = ({ user, role, office, disabled }: Account): Account => ({ user, role, office, disabled });

function sessions(rows: Rows): Pick<Accounts, 'addSession' | 'session' | 'endSession'> {
  return {
    addSession: async (hash, { user, expiresAt }) => {
      const expires = secondsOf(expiresAt);
      await rows.put({ pk: sessionsKey(user), sk: hash, expires });
      await rows.put({ ...sessionKey(hash), user, expiresAt, expires });
    },
    session: async (hash) => {
      const row = await rows.get<Session>(sessionKey(hash));
      return row && { user: row.user, expiresAt: row.expiresAt };
    },
    endSession: async (hash) => {
      const row = await rows.get<Session>(sessionKey(hash));
      await rows.remove(sessionKey(hash));
      if (row !== null) await rows.remove({ pk: sessionsKey(row.user), sk: hash });
    },
  };
}

async function endSessions(rows: Rows, user: string): Promise<void> {
  for (const { pk, sk } of await rows.all(sessionsKey(user))) {
    await rows.remove(sessionKey(sk));
    await rows.remove({ pk, sk });
  }
}

const tokenOf = ({ id, user, role, office }: ApiToken): ApiToken => ({ id, user, role, office });

function tokens(rows: Rows): Pick<Accounts, 'addToken' | 'token' | 'tokens' | 'endToken'> {
  return {
    addToken: async (hash, token) => {
      await rows.put({ ...tokenKey(hash), ...token });
      await rows.put({ pk: TOKENS, sk: token.id, ...token, hash });
    },
    token: async (hash) => {
      const row = await rows.get<ApiToken>(tokenKey(hash));
      return row && tokenOf(row);
    },
    tokens: async () => (await rows.all<ApiToken>(TOKENS)).map(tokenOf),
    endToken: async (id) => {
      const row = await rows.get<{ readonly hash: string }>({ pk: TOKENS, sk: id });
      if (row === null) return false;
      await rows.remove(tokenKey(row.hash));
      await rows.remove({ pk: TOKENS, sk: id });
      return true;
    },
  };
}

function savedLists(rows: Rows): Pick<Accounts, 'saveList' | 'savedLists' | 'dropList'> {
  return {
    saveList: (user, { path, name, query }) => rows.put({ pk: savedKey(user, path), sk: name, path, query }),
    savedLists: async (user, path) =>
      (await rows.all<Pick<SavedList, 'query'>>(savedKey(user, path))).map(({ sk, query }) => ({
        ...{ path, name: sk, query },
      })),
    dropList: (user, { path, name }) => rows.remove({ pk: savedKey(user, path), sk: name }),
  };
}

function failures(rows: Rows): Pick<Accounts, 'noteFailure' | 'failuresBetween' | 'clearFailures'> {
  return {
    noteFailure: async (key, at) => {
      const sk = `${epochOf(at)}#${randomBytes(6).toString('hex')}`;
      await rows.put({ pk: failureKey(key), sk, at, expires: secondsOf(at) + FAILURE_SECONDS });
    },
    failuresBetween: async (key, since, until) =>
      (await rows.all<{ readonly at: Instant }>(failureKey(key))).filter(
        ({ at }) => at >= since && at <= until,
      ).length,
    clearFailures: async (key) => {
      for (const { pk, sk } of await rows.all(failureKey(key))) await rows.remove({ pk, sk });
    },
  };
}
