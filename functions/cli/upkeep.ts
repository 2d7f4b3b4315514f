/** Maintenance of the read models: rebuilt, brought up to date, compared with the log as every night. */
import { parseInstant } from '#shared/kernel/plain-date.ts';
import type { House } from '#shared/store/house.ts';
import { aggregateAll } from '#shared/year/nightly.ts';
import { type Ending, ended } from './ending.ts';
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

/** What the schedule does every night, now; one JSON object an office. Exit 1 where live tables differ. */
export async function aggregate(house: House): Promise<Ending> {
  const results = [];
  for await (const aggregation of aggregateAll(house)) results.push(aggregation);
  await house.catchUp();
  return ended(results.every(({ equal }) => equal) ? 0 : 1, ...results);
}
