/** Opens the house a command works in, on the engine that was asked for. */
import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Anchor } from '#shared/notary/anchors.ts';
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
  const { anchorsHere } = await import('#shared/house/anchors-here.ts');
  const anchors = anchorsHere(args.values('anchor'));
  const options = { ...opening, anchors, progress: progressLine('更新统计') };
  if (engineOf(args) === 'dynamodb') return openCloud(args, options);
  const { openLocalHouse } = await import('#shared/house/open-house.ts');
  return openLocalHouse(args.folder, options);
}

export async function openCloud(
  { folder, option }: Arguments,
  opening: Opening & { progress?: Progress; anchors?: readonly Anchor[] } = {},
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
  mkdirSync(args.folder, { recursive: true });
  const { openAccounts } = await import('#shared/store/sqlite/accounts.ts');
  const file = join(args.folder, 'accounts.db');
  keepToOwner(file);
  const accounts = openAccounts(file);
  return { accounts, close: () => accounts.close() };
}

const OWNER_ALONE = 0o600;

/** Nobody else on the machine reads hashes of passwords; what SQLite lays beside the file has the rights of the file. */
function keepToOwner(file: string): void {
  closeSync(openSync(file, 'a', OWNER_ALONE));
  if (statSync(file).uid === process.getuid?.()) chmodSync(file, OWNER_ALONE);
}
