/**
 * Accounts whose every change leaves an entry in the audit stream (ADR 62), whoever calls: the entry stands before the
 * change is made, and a change that cannot be written down is not made. A new method of the port is named here, or this
 * does not compile.
 */
import type { AuditWhat } from '#shared/glossary/audit.ts';
import type { EventData } from '#shared/kernel/event.ts';
import type { Accounts, Factor } from '#shared/store/accounts.ts';
import type { AuditEntry, AuditLog, AuditSubject } from '#shared/store/audit-log.ts';
import {
  accountNamed,
  factsOfAccount,
  factsOfFactor,
  factsOfToken,
  sessionNamed,
  tokenNamed,
} from './account-facts.ts';
import { type Asker, askerNow } from './asking.ts';

/** The mark is there for the compiler alone: the pages take no accounts that leave no trace. */
export type AuditedAccounts = Accounts & { readonly audited: true };

type Leave = (
  what: AuditWhat,
  on: { readonly office: string; readonly on?: AuditSubject; readonly as?: Partial<Asker> },
  details?: EventData,
) => Promise<void>;

/** `otherwise`: who asks where no request does. */
export function auditedAccounts(accounts: Accounts, audit: AuditLog, otherwise: Asker): AuditedAccounts {
  const leave: Leave = (what, { as, ...on }, details) => {
    const entry: AuditEntry = {
      ...(askerNow() ?? otherwise),
      ...as,
      what,
      ...on,
      ...(details && { details }),
    };
    return audit.append(entry);
  };
  return {
    audited: true,
    ...untold(accounts),
    ...people(accounts, leave),
    ...sessions(accounts, leave),
    ...factors(accounts, leave),
    ...tokens(accounts, leave),
  };
}

type Untold =
  | ('find' | 'list' | 'session' | 'token' | 'tokens' | 'tokenHash' | 'signingSecret' | 'close')
  | ('saveList' | 'savedLists' | 'dropList')
  | ('sessions' | 'touchSession' | 'factors' | 'passkey' | 'markFactor' | 'noteTokenUse')
  | ('reserveTry' | 'returnTry' | 'forgetTries');

/** What only reads, a person's own lists, that somebody is there, and the counting of tries. */
function untold(accounts: Accounts): Pick<Accounts, Untold> {
  return accounts;
}

function people(accounts: Accounts, leave: Leave): Pick<Accounts, 'add' | 'change' | 'rehash'> {
  return {
    add: async (account) => {
      if ((await accounts.find(account.user)) !== null) return false;
      const on = { office: account.office, on: accountNamed(account.user) };
      await leave('accountAdded', on, factsOfAccount(account));
      return accounts.add(account);
    },
    change: async (user, to) => {
      const before = await accounts.find(user);
      if (before === null) return false;
      const given = Object.entries(to).filter(([, value]) => value !== undefined && value !== '');
      // a new password is the person's own, unless it says otherwise
      const { givenAt: _, ...own } = before;
      const left = to.passwordHash === undefined ? before : own;
      const { department, ...elsewhere } = left;
      const kept = to.department === '' || department === undefined ? elsewhere : left;
      const facts = factsOfAccount({ ...kept, ...Object.fromEntries(given) });
      const was = before.role === facts.role ? {} : { was: before.role };
      await leave(whatOf(to), { office: before.office, on: accountNamed(user) }, { ...facts, ...was });
      return accounts.change(user, to);
    },
    rehash: async (user, hash) => {
      const before = await accounts.find(user);
      if (before?.passwordHash !== hash.from) return;
      const facts = factsOfAccount({ ...before, passwordHash: hash.to });
      await leave('accountChanged', { office: before.office, on: accountNamed(user) }, facts);
      await accounts.rehash(user, hash);
    },
  };
}

type Change = Parameters<Accounts['change']>[1];

function whatOf({ role, disabled, passwordHash }: Change): AuditWhat {
  if (role !== undefined) return 'roleChanged';
  if (disabled !== undefined) return disabled ? 'accountDisabled' : 'accountEnabled';
  return passwordHash === undefined ? 'accountChanged' : 'passwordChanged';
}

function sessions(accounts: Accounts, leave: Leave): Pick<Accounts, 'addSession' | 'endSession'> {
  return {
    addSession: async (hash, session) => {
      const account = await accounts.find(session.user);
      const as = { who: session.user, role: account?.role ?? '', session: sessionNamed(hash) };
      await leave('signedIn', { office: account?.office ?? '', as });
      return accounts.addSession(hash, session);
    },
    endSession: async (hash) => {
      const session = await accounts.session(hash);
      const account = session && (await accounts.find(session.user));
      if (account !== null) {
        const isOwn = (askerNow()?.who ?? '') === account.user;
        const details = { session: sessionNamed(hash) };
        const on = { office: account.office, on: accountNamed(account.user) };
        await leave(isOwn ? 'signedOut' : 'sessionEnded', on, details);
      }
      return accounts.endSession(hash);
    },
  };
}

/** Codes for the loss of a factor belong to it: what is told is the factor. */
function factors(accounts: Accounts, leave: Leave): Pick<Accounts, 'addFactor' | 'removeFactor'> {
  const told = async (what: AuditWhat, factor: Factor): Promise<void> => {
    const account = await accounts.find(factor.user);
    const on = { office: account?.office ?? '', on: accountNamed(factor.user) };
    await leave(what, on, factsOfFactor(factor));
  };
  return {
    addFactor: async (factor) => {
      if (factor.kind !== 'recovery') await told('factorAdded', factor);
      return accounts.addFactor(factor);
    },
    removeFactor: async (key) => {
      const known = (await accounts.factors(key.user)).find(({ id }) => id === key.id);
      if (known !== undefined) await told('factorRemoved', known);
      return accounts.removeFactor(key);
    },
  };
}

function tokens(accounts: Accounts, leave: Leave): Pick<Accounts, 'addToken' | 'endToken'> {
  return {
    addToken: async (hash, token) => {
      await leave(
        'tokenCreated',
        { office: token.office, on: tokenNamed(token.id) },
        factsOfToken(token, hash),
      );
      return accounts.addToken(hash, token);
    },
    endToken: async (id) => {
      const known = (await accounts.tokens()).find((one) => one.id === id);
      if (known === undefined) return false;
      await leave('tokenEnded', { office: known.office, on: tokenNamed(id) }, { user: known.user });
      return accounts.endToken(id);
    },
  };
}
