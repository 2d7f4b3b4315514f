/** The accounts of the folder a command works in, closed whatever happens. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Accounts } from '../../shared/store/accounts.ts';
import { openAccounts } from '../../shared/store/sqlite/accounts.ts';
import type { Arguments } from './options.ts';

export async function withAccounts<T>(
  { folder }: Arguments,
  work: (accounts: Accounts) => Promise<T>,
): Promise<T> {
  mkdirSync(folder, { recursive: true });
  const accounts = openAccounts(join(folder, 'accounts.db'));
  try {
    return await work(accounts);
  } finally {
    accounts.close();
  }
}
