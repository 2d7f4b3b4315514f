/** Changes of accounts and tokens as data, so that one can be proposed by one person and carried out when another agrees. */
import * as z from 'zod';
import type { Accounts } from '#shared/store/accounts.ts';
import { ROLES } from '#shared/store/accounts.ts';
import { addUser, createToken } from './entry.ts';
import { hashOfPassword, randomPassword } from './passwords.ts';

const ROLE = z.enum([...ROLES, 'accounts']);
/** `role`: what the account has afterwards; `before`: what it had. */
const Change = z.object({
  change: z.enum(['add', 'role', 'enable', 'disable', 'password', 'token']),
  name: z.string(),
  role: ROLE,
  before: ROLE.optional(),
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

export async function changeAccount(
  accounts: Accounts,
  office: string,
  { change, name, role }: AccountChange,
): Promise<Changed> {
  if (change === 'token') return { ok: true, secret: await createToken(accounts, { name, role, office }) };
  if (change === 'add') {
    const password = await addUser(accounts, { user: name, role, office });
    return password === null ? { ok: false, code: 'nameTaken' } : { ok: true, secret: password };
  }
  const account = await accounts.find(name);
  if (account === null || account.office !== office) return { ok: false, code: 'unknownAccount' };
  if (change === 'password') {
    const password = randomPassword();
    await accounts.change(name, { passwordHash: await hashOfPassword(password) });
    return { ok: true, secret: password };
  }
  await accounts.change(name, change === 'role' ? { role } : { disabled: change === 'disable' });
  return { ok: true };
}
