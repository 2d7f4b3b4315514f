/** How far lists and figures are behind what feeds and other programs have sent. Where nobody knows, that is said. */
import { epochOf, type Instant, instantOf } from '#shared/kernel/plain-date.ts';
import type { House } from '#shared/store/house.ts';

/**
 * `waiting`: records that were sent and are not recorded yet, of every office. `since`: what was recorded after it by
 * others has not come yet; null where all has. Either may be unknown.
 */
export type Behind = {
  readonly waiting: number | 'unknown';
  readonly since: Instant | null | 'unknown';
};

/** A feed is mostly a second behind: what has come later than this is late. */
const LATE_MS = 60_000;
/** What was late this long ago may have come since. */
const KNOWN_MS = 5 * 60_000;
/** A page does not wait longer to say it. */
const PATIENCE_MS = 2000;

export async function behind(house: House, office: string): Promise<Behind> {
  const [waiting, since] = await Promise.all([
    inTime(house.queue.depth('feed')),
    inTime(lateSince(house, office)),
  ]);
  return { waiting, since };
}

/** Everything recorded comes by the feed: also what a page has recorded and projected itself. */
async function lateSince(
  { followed, views, clock }: House,
  office: string,
): Promise<Instant | null | 'unknown'> {
  if (followed === undefined) return null;
  const [note, newest] = await Promise.all([followed(), views.asOf(office)]);
  if (note === null) return newest === null ? null : 'unknown';
  const [now, at, upTo] = [epochOf(clock.now()), epochOf(note.at), epochOf(note.upTo)];
  const cameLate = at - upTo > LATE_MS && now - at < KNOWN_MS;
  const own = newest === null ? upTo : epochOf(newest);
  const isMissing = own - upTo > LATE_MS && now - own > LATE_MS;
  return cameLate || isMissing ? instantOf(upTo) : null;
}

async function inTime<T>(asked: Promise<T>): Promise<T | 'unknown'> {
  const { promise, resolve } = Promise.withResolvers<'unknown'>();
  const timer = setTimeout(resolve, PATIENCE_MS, 'unknown');
  try {
    return await Promise.race([asked, promise]);
  } catch {
    return 'unknown';
  } finally {
    clearTimeout(timer);
  }
}
