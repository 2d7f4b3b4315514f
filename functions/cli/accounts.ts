/** `user …`, `token …`: who may come in by the pages and by the API. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sessionNamed } from '#shared/accounts/account-facts.ts';
import { accountName, addUser, resetPassword } from '#shared/accounts/entry.ts';
import { otherHolder } from '#shared/accounts/names.ts';
import { clearFactors, isFactor } from '#shared/accounts/second-factor.ts';
import { endSessions } from '#shared/accounts/sessions.ts';
import { weaknessOf } from '#shared/accounts/strong-password.ts';
import { createToken, isScope } from '#shared/accounts/tokens.ts';
import { instantOf, type PlainDate } from '#shared/kernel/plain-date.ts';
import { type Accounts, ROLES, type Role } from '#shared/store/accounts.ts';
import { type Ending, ended } from './ending.ts';
import { engineOf, openHouse, withAccounts } from './open-house.ts';
import { type Arguments, dateIn, UsageError } from './options.ts';
import { noteRead } from './reads.ts';
import { textIn } from './text-file.ts';

const USAGE =
  'user add NAME --role R [--department D] [--password-file FILE [--must-change]], user department NAME [D], user list, user disable|enable|password|sessions|sign-out NAME, user factors NAME clear';

/** A password is printed once, when it is made; only its hash is kept. */
export async function user(args: Arguments): Promise<Ending> {
  const [action, name = ''] = args.rest;
  switch (action) {
    case 'add':
      return addOne(args, named(name));
    case 'list':
      return listed(args, async (accounts) => accounts.list());
    case 'disable':
    case 'enable':
      return change(args, named(name), { disabled: action === 'disable' });
    case 'department':
      return change(args, named(name), { department: (args.rest[2] ?? '').normalize('NFKC').trim() });
    case 'password':
      return newPassword(args, named(name));
    case 'sessions':
      return sessionsOf(args, named(name));
    case 'sign-out':
      return withAccounts(args, async (accounts) =>
        ended(0, { user: name, ended: await endSessions(accounts, named(name), {}) }),
      );
    case 'factors':
      return withoutFactors(args, named(name));
    default:
      throw new UsageError(USAGE);
  }
}

export async function token(args: Arguments): Promise<Ending> {
  const [action, id = ''] = args.rest;
  switch (action) {
    case 'create': {
      const role = roleOf(args);
      const [name, owner] = [args.option('name'), args.option('owner')];
      const made = {
        ...{ role, office: args.office, ...(name !== undefined && { name: named(name) }) },
        ...(owner !== undefined && { owner: named(owner) }),
        ...boundsIn(args),
      };
      return withAccounts(args, async (accounts) => {
        if (owner !== undefined && (await accounts.find(named(owner)))?.office !== args.office)
          throw new UsageError(`no user ${owner}`);
        if (made.name !== undefined) await freeFor(args, accounts, { name: made.name, as: 'token' });
        return ended(0, { token: await createToken(accounts, made), role, ...boundsIn(args) });
      });
    }
    case 'list':
      return listed(args, async (accounts) => accounts.tokens());
    case 'end':
      return withAccounts(args, async (accounts) => {
        if (!(await accounts.endToken(id))) throw new UsageError(`no token ${id}; see token list`);
        return ended(0, { id, ended: true });
      });
    default:
      throw new UsageError(
        'token create --role R [--name N] [--owner USER] [--expires DATE] [--scopes read,import,COMMAND], token list, token end ID',
      );
  }
}

/** What a token is bounded by. */
function boundsIn({ option }: Arguments): { expiresOn?: PlainDate; scope?: readonly string[] } {
  const [expires, scopes] = [option('expires'), option('scopes')];
  const scope = scopes?.split(',').map((one) => one.trim());
  const unknown = scope?.find((one) => !isScope(one));
  if (unknown !== undefined) throw new UsageError(`no such scope: ${unknown}; read, import, or a command`);
  return {
    ...(expires !== undefined && { expiresOn: dateIn(expires) }),
    ...(scope !== undefined && { scope }),
  };
}

function listed(args: Arguments, list: (accounts: Accounts) => Promise<readonly object[]>): Promise<Ending> {
  return withAccounts(args, async (accounts, audit) => {
    await noteRead(audit, args, { what: 'peopleRead' });
    return ended(0, ...(await list(accounts)));
  });
}

/** A password that the operator chose is the person's own, unless it is to be replaced; one that is made is not. */
async function addOne(args: Arguments, name: string): Promise<Ending> {
  const role = roleOf(args);
  const [file, department] = [args.option('password-file'), args.option('department')];
  const chosen = file === undefined ? undefined : (await textIn(file)).replace(/\r?\n$/, '');
  const weakness = chosen === undefined ? null : weaknessOf(chosen, name);
  if (weakness !== null) throw new UsageError(`the password is refused: ${weakness}`);
  const isGiven = chosen === undefined || args.flag('must-change');
  return withAccounts(args, async (accounts) => {
    await freeFor(args, accounts, { name, as: 'person' });
    const password = await addUser(accounts, {
      ...{ user: name, role, office: args.office },
      ...(department && { department: department.normalize('NFKC').trim() }),
      ...(isGiven && { givenAt: instantOf(Date.now()) }),
      ...(chosen !== undefined && { password: chosen }),
    });
    if (password !== null) return ended(0, { user: name, role, ...(chosen === undefined && { password }) });
    return { exit: 1, stdout: '', stderr: `taizhang: there is a user ${name} already\n` };
  });
}

type Wanted = { readonly name: string; readonly as: 'person' | 'token' };

/** Names of people, tokens and feeds are told apart: each stands in the histories. Feeds are in the ledger, if there is one. */
async function freeFor(args: Arguments, accounts: Accounts, { name, as }: Wanted): Promise<void> {
  const isHere = engineOf(args) === 'dynamodb' || existsSync(join(args.folder, 'ledger.db'));
  const house = isHere ? await openHouse(args, { empty: true }) : null;
  try {
    const holder = await otherHolder({ accounts, log: house?.log ?? null, office: args.office }, name, as);
    if (holder !== null) throw new UsageError(`${name} is the name of a ${holder}; another is needed`);
  } finally {
    house?.close();
  }
}

type To = { readonly disabled: boolean } | { readonly department: string };

function change(args: Arguments, name: string, to: To): Promise<Ending> {
  return withAccounts(args, async (accounts) => {
    if (!(await accounts.change(name, to))) throw new UsageError(`no user ${name}`);
    return ended(0, { user: name, ...to });
  });
}

function newPassword(args: Arguments, name: string): Promise<Ending> {
  return withAccounts(args, async (accounts) => {
    const password = await resetPassword(accounts, name, instantOf(Date.now()));
    if (password === null) throw new UsageError(`no user ${name}`);
    return ended(0, { user: name, password });
  });
}

/** One a line; some may be over. */
function sessionsOf(args: Arguments, name: string): Promise<Ending> {
  return withAccounts(args, async (accounts) => {
    const sessions = await accounts.sessions(name);
    return ended(0, ...sessions.map(({ hash, ...session }) => ({ id: sessionNamed(hash), ...session })));
  });
}

/** What somebody shows besides the password, with `clear` all of it taken away: for a telephone that was lost. */
function withoutFactors(args: Arguments, name: string): Promise<Ending> {
  return withAccounts(args, async (accounts) => {
    const factors = await accounts.factors(name);
    if (args.rest[2] !== 'clear')
      return ended(
        0,
        ...factors
          .filter(isFactor)
          .map(({ kind, name: called, addedAt }) => ({ kind, name: called, addedAt })),
      );
    return ended(0, { user: name, cleared: await clearFactors(accounts, name) });
  });
}

function named(name: string): string {
  const normal = accountName(name);
  if (normal !== null) return normal;
  throw new UsageError('a name is up to 64 letters, digits, dots, dashes, underscores and @');
}

function roleOf({ option }: Arguments): Role {
  const role = ROLES.find((one) => one === option('role'));
  if (role === undefined) throw new UsageError(`--role is one of ${ROLES.join(', ')}`);
  return role;
}
