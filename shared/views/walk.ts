/**
 * Walking over cases, one after another, with what was found so far in hand: at once, or in slices as a job. Unlike a pass
 * (`passes.ts`) it may ask the ledger about a case it meets.
 */
import type { Commit } from '#shared/kernel/event.ts';
import type { Clock, EventLog, Within } from '#shared/store/ports.ts';
import { wholeCases } from './whole-cases.ts';

type WalkHouse = { readonly log: EventLog; readonly clock: Clock };
type Histories = readonly (readonly Commit[])[];

/** `Asked`, `Kept` and `Whole` are plain data: of a job they are kept as JSON. */
export type Walk<Asked, Kept, Whole> = {
  /** Before anything is found. */
  readonly none: Kept;
  /** All that it looks at. */
  within(asked: Asked): Within;
  /** With these whole cases `kept` becomes what is given back. */
  over(
    house: WalkHouse,
    asked: Asked,
    met: { readonly cases: Histories; readonly kept: Kept },
  ): Promise<Kept>;
  whole(house: WalkHouse, asked: Asked, kept: Kept): Promise<Whole>;
};

/** From beginning to end, where somebody waits for it. */
export async function walked<Asked, Kept, Whole>(
  house: WalkHouse,
  walk: Walk<Asked, Kept, Whole>,
  asked: Asked,
): Promise<Whole> {
  const within = walk.within(asked);
  let kept = walk.none;
  if (within.kinds?.size === 0) return walk.whole(house, asked, kept);
  for await (const cases of wholeCases(house.log, undefined, { ...within, indexed: true }))
    kept = await walk.over(house, asked, { cases, kept });
  return walk.whole(house, asked, kept);
}
