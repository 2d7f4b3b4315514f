/** Whose account an identity opens: bound at the first time to who the provider says it is, whatever is renamed later. */
import type { Account, Accounts } from '#shared/store/accounts.ts';
import { accountName } from './entry.ts';
import { type Identity, type ProviderSettings, roleOf } from './provider.ts';

/** `another`: the name is that of an account which came in as somebody else before. */
export type Known = Account | 'unknown' | 'disabled' | 'another';

export async function knownAs(accounts: Accounts, identity: Identity): Promise<Known> {
  const { subject, name } = identity;
  const all = await accounts.list();
  const bound = all.find((account) => account.subject === subject);
  const user = accountName(name);
  const account = bound ?? all.find((one) => one.user === user);
  if (account === undefined) return 'unknown';
  if (account.disabled) return 'disabled';
  if (account.subject !== undefined && account.subject !== subject) return 'another';
  if (bound === undefined) await accounts.change(account.user, { subject });
  return account;
}

type House = { readonly settings: ProviderSettings; readonly office: string };

/** An account by the rule of the groups, without a password; `unknown` where none fits. */
export async function addedByProvider(
  accounts: Accounts,
  identity: Identity,
  { settings, office }: House,
): Promise<Known> {
  const user = accountName(identity.name);
  const role = roleOf(identity, settings);
  if (user === null || role === null) return 'unknown';
  const account = { user, role, office, disabled: false, subject: identity.subject };
  return (await accounts.add({ ...account, passwordHash: '' })) ? account : knownAs(accounts, identity);
}
