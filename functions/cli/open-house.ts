/** Opens the house a command works in, on the engine that was asked for. */
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
