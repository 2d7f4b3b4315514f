/** `rebuild`: fills the read models anew from the events. `catch-up`: projects once more what the projector has left out. */
import { parseInstant } from '#shared/kernel/plain-date.ts';
import type { House } from '#shared/store/house.ts';
import { type Arguments, UsageError } from './options.ts';

export async function rebuild(house: House): Promise<string> {
  await house.rebuild();
  return '';
}

/** `--since INSTANT`: only cases in which something was recorded after it. */
export async function catchUpAgain(house: House, { option }: Arguments): Promise<string> {
  const written = option('since');
  const since = written === undefined ? null : parseInstant(written);
  if (written !== undefined && since === null)
    throw new UsageError('--since is an instant with its offset, as 2026-11-24T09:00:00+08:00');
  await house.replay(since);
  await house.catchUp();
  return '';
}
