/**
 * Accounts and tokens in a table of their own; sessions, factors and tries beside them (`entrances.ts`). What has to be
 * found by another key than its own stands twice, the second time under that key.
 */
import { randomBytes } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { askedOnce } from '#shared/kernel/asked-once.ts';
import type { Account, Accounts, AccountWithHash, ApiToken, SavedList } from '../accounts.ts';
import { endSessions, entrances } from './entrances.ts';
import { type Rows, rowsOf } from './rows.ts';

const SELF = 'self';
const PEOPLE = 'people';
const TOKENS = 'tokens';
const personKey = (user: string) => ({ pk: PEOPLE, sk: user });
const tokenKey = (hash: string) => ({ pk: `token#${hash}`, sk: SELF });
const savedKey = (user: string, path: string) =>
  `saved#${encodeURIComponent(user)}#${encodeURIComponent(path)}`;
export const SIGNING_SECRET = { pk: 'secret', sk: 'signing' };
type Secret = { readonly value: string };
/** Who there is, for whoever changes nothing about it. */
export function dynamoPeople(client: DynamoDBDocumentClient, table: string): Pick<Accounts, 'find' | 'list'> {
  return peopleIn(rowsOf(client, table));
}

export function dynamoAccounts(client: DynamoDBDocumentClient, table: string): Accounts {
  const rows = rowsOf(client, table);
  return {
    ...people(rows),
    ...tokens(rows),
    ...savedLists(rows),
    ...entrances({ client, table, rows }),
    // every request asks for it, and it never changes
    signingSecret: askedOnce(() => standingSecret(rows)),
    close: () => client.destroy(),
  };
}

async function standingSecret(rows: Rows): Promise<string> {
  const standing = await rows.get<Secret>(SIGNING_SECRET);
  if (standing !== null) return standing.value;
  await rows.add({ ...SIGNING_SECRET, value: randomBytes(32).toString('base64url') });
  const put = await rows.get<Secret>(SIGNING_SECRET);
  if (put === null) throw new Error('the signing secret was put and cannot be read');
  return put.value;
}

function peopleIn(rows: Rows): Pick<Accounts, 'find' | 'list'> {
  return {
    find: async (user) => {
      const row = await rows.get<AccountWithHash>(personKey(user));
      return row && { ...accountOf(row), passwordHash: row.passwordHash };
    },
    list: async () => (await rows.all<Account>(PEOPLE)).map(accountOf),
  };
}

function people(rows: Rows): Pick<Accounts, 'add' | 'find' | 'list' | 'change' | 'rehash'> {
  const { find, list } = peopleIn(rows);
  return {
    ...{ find, list },
    add: (account) => rows.add({ ...personKey(account.user), ...account }),
    change: async (user, to) => {
      const known = await find(user);
      if (known === null) return false;
      const { givenAt, ...own } = known;
      const anew = to.passwordHash !== undefined;
      await rows.put({ ...personKey(user), ...(anew ? own : known), ...to });
      if (to.disabled || anew) await endSessions(rows, user);
      return true;
    },
    rehash: async (user, { from, to }) => {
      const known = await find(user);
      if (known?.passwordHash === from) await rows.put({ ...personKey(user), ...known, passwordHash: to });
    },
  };
}

/** Without its key. */
function accountOf({ user, role, office, disabled, givenAt, subject, department }: Account): Account {
  const more = { ...(givenAt && { givenAt }), ...(subject && { subject }) };
  return { user, role, office, disabled, ...more, ...(department && { department }) };
}

function tokenOf({ id, user, role, office, owner, expiresOn, scope, usedOn }: ApiToken): ApiToken {
  const more = { ...(expiresOn && { expiresOn }), ...(scope && { scope }), ...(usedOn && { usedOn }) };
  return { id, user, role, office, ...(owner && { owner }), ...more };
}

type Tokens = 'addToken' | 'token' | 'tokens' | 'tokenHash' | 'noteTokenUse' | 'endToken';

function tokens(rows: Rows): Pick<Accounts, Tokens> {
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
    tokenHash: async (id) =>
      (await rows.get<{ readonly hash: string }>({ pk: TOKENS, sk: id }))?.hash ?? null,
    noteTokenUse: async (hash, usedOn) => {
      const row = await rows.get<ApiToken>(tokenKey(hash));
      if (row === null || !(await rows.replace({ ...tokenKey(hash), ...tokenOf(row), usedOn }))) return;
      await rows.replace({ pk: TOKENS, sk: row.id, ...tokenOf(row), hash, usedOn });
    },
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
    dropList: async (user, { path, name }) => {
      await rows.remove({ pk: savedKey(user, path), sk: name });
    },
  };
}
