/** Changes of accounts and tokens as data, so that one can be proposed by one person and carried out when another agrees. */
import * as z from 'zod';
import { type Instant, parsePlainDate } from '#shared/kernel/plain-date.ts';
import { type Accounts, ROLES } from '#shared/store/accounts.ts';
import { addUser, resetPassword } from './entry.ts';
import { clearFactors } from './second-factor.ts';
import { createToken } from './tokens.ts';

const ROLE = z.enum([...ROLES, 'accounts']);
/** `role`: what the account has afterwards; `before`: what it had. The last three are of a token. */
const Change = z.object({
  change: z.enum(['add', 'role', 'enable', 'disable', 'password', 'factors', 'token', 'department']),
  name: z.string(),
  role: ROLE,
  before: ROLE.optional(),
  /** '' for none. */
  department: z.string().optional(),
  owner: z.string().optional(),
  expiresOn: z.string().optional(),
  scope: z.array(z.string()).readonly().optional(),
});
export type AccountChange = z.infer<typeof Change>;

/** Null for what is no change of an account. */
export function accountChangeIn(fields: unknown): AccountChange | null {
  const read = Change.safeParse(fields);
  return read.success ? read.data : null;
}

/** `secret`: a password or token, to be shown once. */
type Changed =
  | { readonly ok: true; readonly secret?: string }
  | { readonly ok: false; readonly code: 'nameTaken' | 'unknownAccount' };
type At = { readonly office: string; readonly now: Instant };

export async function changeAccount(accounts: Accounts, change: AccountChange, at: At): Promise<Changed> {
  if (change.change === 'token') return { ok: true, secret: await newToken(accounts, change, at) };
  const { name, role, department } = change;
  const { office, now } = at;
  if (change.change === 'add') {
    const own = { ...(department && { department }) };
    const password = await addUser(accounts, { user: name, role, office, givenAt: now, ...own });
    return password === null ? { ok: false, code: 'nameTaken' } : { ok: true, secret: password };
  }
  const account = await accounts.find(name);
  if (account === null || account.office !== office) return { ok: false, code: 'unknownAccount' };
  return changeOne(accounts, change, now);
}

function newToken(
  accounts: Accounts,
  { name, role, owner, expiresOn, scope }: AccountChange,
  { office }: At,
): Promise<string> {
  const last = expiresOn === undefined ? null : parsePlainDate(expiresOn);
  return createToken(accounts, {
    name,
    role,
    office,
    ...(owner && { owner }),
    ...(last && { expiresOn: last }),
    ...(scope && { scope }),
  });
}

async function changeOne(
  accounts: Accounts,
  { change, name, role, department = '' }: AccountChange,
  now: Instant,
): Promise<Changed> {
  if (change === 'factors') {
    await clearFactors(accounts, name);
    return { ok: true };
  }
  if (change === 'password') {
    const secret = await resetPassword(accounts, name, now);
    return secret === null ? { ok: false, code: 'unknownAccount' } : { ok: true, secret };
  }
  if (change === 'department') {
    await accounts.change(name, { department });
    return { ok: true };
  }
  await accounts.change(name, change === 'role' ? { role } : { disabled: change === 'disable' });
  return { ok: true };
}
