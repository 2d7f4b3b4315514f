/** Opens the house a command works in, on the engine that was asked for. */
import type { House } from '../../shared/store/house.ts';
import { type Arguments, UsageError } from './options.ts';
import { progressLine } from './progress.ts';

export async function openHouse({ folder, option }: Arguments): Promise<House> {
  const engine = option('engine') ?? 'sqlite';
  if (engine === 'sqlite') {
    const { openLocalHouse } = await import('../../infra/local/open-house.ts');
    return openLocalHouse(folder, { progress: progressLine('更新统计') });
  }
  if (engine !== 'dynamodb') throw new UsageError(`unknown --engine ${engine}: sqlite or dynamodb`);
  const { openCloudHouse } = await import('../../infra/local/open-cloud-house.ts');
  const endpoint = option('endpoint');
  return openCloudHouse({ folder, ...(endpoint !== undefined && { endpoint }) });
}
