/** Opens the house a command works in, on the engine that was asked for. */
import { join } from 'node:path';
import { makeFolder, masterKeyIn } from '#shared/house/open-ledger.ts';
import type { Accounts } from '#shared/store/accounts.ts';
import type { House } from '#shared/store/house.ts';
import type { Clock } from '#shared/store/ports.ts';
import type { Progress } from '#shared/views/catch-up.ts';
import { type Arguments, UsageError } from './options.ts';
import { progressLine } from './progress.ts';

/** Throws UsageError for an engine there is none of. */
export function engineOf({ option }: Arguments): 'sqlite' | 'dynamodb' {
  const engine = option('engine') ?? 'sqlite';
  if (engine === 'sqlite' || engine === 'dynamodb') return engine;
  throw new UsageError(`unknown --engine ${engine}: sqlite or dynamodb`);
}

type Opening = { readonly empty?: boolean; readonly clock?: Clock };

/** `empty`: without the default office that a new ledger gets. */
export async function openHouse(args: Arguments, opening: Opening = {}): Promise<House> {
  const options = { ...opening, progress: progressLine('更新统计') };
  if (engineOf(args) === 'dynamodb') return openCloud(args, options);
  const { openLocalHouse } = await import('#shared/house/open-house.ts');
  return openLocalHouse(args.folder, options);
}

export async function openCloud(
  { folder, option }: Arguments,
  opening: Opening & { progress?: Progress } = {},
) {
  const { openCloudHouse } = await import('#shared/house/open-cloud-house.ts');
  const endpoint = option('endpoint');
  return openCloudHouse({ ...opening, folder, ...(endpoint !== undefined && { endpoint }) });
}

/** The accounts of the folder a command works in, always closed again. */
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
  makeFolder(args.folder);
  const { openAccounts } = await import('#shared/store/sqlite/accounts.ts');
  const accounts = openAccounts(join(args.folder, 'accounts.db'), {
    masterKey: () => masterKeyIn(args.folder),
  });
  return { accounts, close: () => accounts.close() };
}
