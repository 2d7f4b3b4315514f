/**
 * The projector of DynamoDB where no Lambda is: follows the change feed from where the views have noted they are. With
 * no note, or after more than a day, everything is read from the ledger once more; what another program has filled, or
 * what followed another ledger's feed, is rebuilt.
 */
import { epochOf } from '#shared/kernel/plain-date.ts';
import { type Changes, type FeedPositions, FeedTrimmed } from '#shared/store/dynamodb/change-feed.ts';
import type { FeedNote } from '#shared/store/dynamodb/views-position.ts';
import type { Clock } from '#shared/store/ports.ts';
import type { Views } from '#shared/store/views.ts';
import type { Progress } from './catch-up.ts';
import { type Projecting, projectEach } from './project-changes.ts';
import { replay } from './replay.ts';

type FollowedViews = Views & {
  feedNote(): Promise<FeedNote | null>;
  noteFeed(note: FeedNote): Promise<void>;
  noteWhole(): Promise<void>;
};
type Following = Projecting & {
  readonly views: FollowedViews;
  readonly changes: (after: FeedPositions) => AsyncIterable<Changes>;
  readonly projection: string;
  /** Which ledger's feed it is: a restored or another table has one of its own. */
  readonly feed: string;
  /** Rebuilds the read models, and returns when the new ones are in force. */
  readonly rebuild: () => Promise<void>;
  readonly clock: Clock;
  readonly progress?: Progress;
};

/** The engine keeps notices for 24 hours. */
const KEPT_MS = 20 * 3_600_000;
/** A note is rewritten after this time even where nothing came, so that it does not grow too old to be used. */
const NOTE_MS = 3_600_000;
const UNKNOWN_END = 0;

/** Returns when everything recorded before the call is applied, or lies in the dead letters. Throws while the store is out of reach. */
export async function followFeed(following: Following): Promise<void> {
  const known = await following.views.feedNote();
  const isForeign = known !== null && !isOurs(following, known);
  if (isForeign) await refillFollowed(following);
  const note = isYoung(following, known) ? await following.views.feedNote() : null;
  if (note === null && !isForeign) return afresh(following);
  try {
    await follow(following, note);
  } catch (error) {
    if (!(error instanceof FeedTrimmed)) throw error;
    await afresh(following);
  }
}

function isOurs({ projection, feed }: Following, note: FeedNote): boolean {
  return note.projection === projection && note.feed === feed;
}

/** What had been applied from the feed before is in the new ones too: they are read from the whole ledger after it. */
export async function refillFollowed({
  views,
  rebuild,
  projection,
  feed,
}: Pick<Following, 'views' | 'rebuild' | 'projection' | 'feed'>): Promise<void> {
  const note = await views.feedNote();
  await rebuild();
  if (note === null) return;
  // places in another stream mean nothing in this one
  const positions = note.feed === feed ? note.positions : {};
  await views.noteFeed({ ...note, projection, feed, positions });
}

/** A note of a time to come was made while the clock was ahead: how old it is nobody knows. */
function isYoung({ clock }: Following, note: FeedNote | null): boolean {
  const age = note === null ? KEPT_MS : epochOf(clock.now()) - epochOf(note.at);
  return age >= 0 && age < KEPT_MS;
}

/** First the ledger, then what was noticed: whatever is recorded meanwhile is among the notices. */
async function afresh(following: Following): Promise<void> {
  await replay(following, null);
  await follow(following, null);
}

async function follow(following: Following, note: FeedNote | null): Promise<void> {
  const { views, changes, projection, feed, clock, progress } = following;
  const known = note?.positions ?? {};
  let [done, last, notedAt] = [0, known, note?.at ?? null];
  for await (const { commits, positions } of changes(known)) {
    const at = clock.now();
    await projectEach(following, commits);
    await views.noteFeed({ projection, feed, positions, at });
    [last, notedAt] = [positions, at];
    done += commits.length;
    progress?.(done, UNKNOWN_END);
  }
  const now = clock.now();
  if (notedAt === null || epochOf(now) - epochOf(notedAt) > NOTE_MS)
    await views.noteFeed({ projection, feed, positions: last, at: now });
}
