/** The accounts of the folder a command works in, closed whatever happens. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Accounts } from '#shared/store/accounts.ts';
import { openAccounts } from '#shared/store/sqlite/accounts.ts';
import { engineOf, openCloud } from './open-house.ts';
import type { Arguments } from './options.ts';

export async function withAccounts<T>(args: Arguments, work: (accounts: Accounts) => Promise<T>): Promise<T> {
  const { accounts, close } = await opened(args);
  try {
    return await work(accounts);
  } finally {
    close();
  }
}

async function opened(args: Arguments): Promise<{ readonly accounts: Accounts; close(): void }> {
  if (engineOf(args) === 'dynamodb') return openCloud(args, { empty: true });
  mkdirSync(args.folder, { recursive: true });
  const accounts = openAccounts(join(args.folder, 'accounts.db'));
  return { accounts, close: () => accounts.close() };
}
