/** `user add|list|disable|enable|password`, `token create|list|end`: who may come in by the pages and by the API. */

import { accountName, addUser, createToken } from '#shared/accounts/entry.ts';
import { hashOfPassword, randomPassword } from '#shared/accounts/passwords.ts';
import { type Accounts, ROLES, type Role } from '#shared/store/accounts.ts';
import { type Ending, ended } from './ending.ts';
import { withAccounts } from './open-house.ts';
import { type Arguments, UsageError } from './options.ts';
import { noteRead } from './reads.ts';

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
    case 'password':
      return newPassword(args, named(name));
    default:
      throw new UsageError('user add NAME --role R, user list, user disable|enable|password NAME');
  }
}

export async function token(args: Arguments): Promise<Ending> {
  const [action, id = ''] = args.rest;
  switch (action) {
    case 'create': {
      const role = roleOf(args);
      const name = args.option('name');
      const made = { role, office: args.office, ...(name !== undefined && { name: named(name) }) };
      return withAccounts(args, async (accounts) => {
        if (made.name !== undefined && (await accounts.find(made.name)) !== null)
          throw new UsageError(`${made.name} is the name of a person; the token needs another`);
        return ended(0, { token: await createToken(accounts, made), role });
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
      throw new UsageError('token create --role R [--name N], token list, token end ID');
  }
}

function listed(args: Arguments, list: (accounts: Accounts) => Promise<readonly object[]>): Promise<Ending> {
  return withAccounts(args, async (accounts, audit) => {
    await noteRead(audit, args, { what: 'peopleRead' });
    return ended(0, ...(await list(accounts)));
  });
}

function addOne(args: Arguments, name: string): Promise<Ending> {
  const role = roleOf(args);
  return withAccounts(args, async (accounts) => {
    const password = await addUser(accounts, { user: name, role, office: args.office });
    if (password !== null) return ended(0, { user: name, role, password });
    return { exit: 1, stdout: '', stderr: `taizhang: there is a user ${name} already\n` };
  });
}

function change(args: Arguments, name: string, to: { readonly disabled: boolean }): Promise<Ending> {
  return withAccounts(args, async (accounts) => {
    if (!(await accounts.change(name, to))) throw new UsageError(`no user ${name}`);
    return ended(0, { user: name, ...to });
  });
}

function newPassword(args: Arguments, name: string): Promise<Ending> {
  return withAccounts(args, async (accounts) => {
    const password = randomPassword();
    if (!(await accounts.change(name, { passwordHash: await hashOfPassword(password) })))
      throw new UsageError(`no user ${name}`);
    return ended(0, { user: name, password });
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
