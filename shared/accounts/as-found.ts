/** What stood when the audit stream began: recorded once, so that whatever changes from then on can be told. */
import type { Accounts } from '#shared/store/accounts.ts';
import type { AuditEntry, AuditLog } from '#shared/store/audit-log.ts';
import {
  accountNamed,
  factsOfAccount,
  factsOfToken,
  fingerprint,
  sessionNamed,
  tokenNamed,
} from './account-facts.ts';
import { NOBODY_ASKS } from './asking.ts';

/** The office of entries that belong to the whole house. */
const HOUSE = '';
const SIGNING_SECRET = { kind: 'key', number: 'signing' } as const;

/** At the first opening of a house, also of one from before there was a stream. */
export async function recordAsFound(accounts: Accounts, audit: AuditLog): Promise<void> {
  const begun = await audit.page({ office: HOUSE, on: SIGNING_SECRET }, { after: null, limit: 1 });
  if (begun.items.length > 0) return;
  const leave = (entry: Pick<AuditEntry, 'office' | 'what' | 'on' | 'details'>): Promise<void> =>
    audit.append({ ...NOBODY_ASKS, ...entry });
  for (const { user, office } of await accounts.list()) {
    const account = await accounts.find(user);
    if (account !== null)
      await leave({ office, what: 'accountFound', on: accountNamed(user), details: factsOfAccount(account) });
    for (const { hash } of await accounts.sessions(user))
      await leave({
        ...{ office, what: 'sessionFound', on: accountNamed(user) },
        details: { session: sessionNamed(hash) },
      });
  }
  for (const token of await accounts.tokens())
    await leave({
      ...{ office: token.office, what: 'tokenFound' },
      ...{ on: tokenNamed(token.id), details: factsOfToken(token, await accounts.tokenHash(token.id)) },
    });
  const secret = fingerprint({ secret: await accounts.signingSecret() });
  await leave({ office: HOUSE, what: 'keyFound', on: SIGNING_SECRET, details: { fingerprint: secret } });
}
