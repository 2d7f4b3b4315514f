/**
 * Feeds: programs of other platforms that send records. Which feeds there are is in the ledger; a feed's secret is
 * derived from the house's own signing secret and the feed's generation, so that no secret is stored and adding a feed
 * anew makes its old secret worthless.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Actor, DomainEvent, StreamKey } from '#shared/kernel/event.ts';
import { epochOf, type Instant, type PlainDate, parseInstant } from '#shared/kernel/plain-date.ts';
import { appendAlone, type EventLog, type LogReader } from '#shared/store/ports.ts';

const streamOf = (office: string): StreamKey => ({ office, kind: 'lists', stream: 'feeds' });
/** Added again, a feed has the next generation. */
type FeedChanged = DomainEvent<'FeedAdded' | 'FeedEnded', { readonly feed: string }>;

const NAME = /^[\p{L}\p{N}._-]{1,64}$/u;

/** The name a feed would have, null where it cannot be one: letters, digits, dots, dashes and underscores. */
export function feedName(written: string): string | null {
  const name = written.normalize('NFKC').trim();
  return NAME.test(name) ? name : null;
}

/** Generation of each feed by name; a feed that was ended is not there. */
export async function feedsOf(log: LogReader, office: string): Promise<ReadonlyMap<string, number>> {
  const feeds = new Map<string, number>();
  const generations = new Map<string, number>();
  for (const commit of await log.history(streamOf(office)))
    for (const { type, data } of commit.events) {
      const feed = String(data.feed);
      if (type === 'FeedEnded') feeds.delete(feed);
      if (type !== 'FeedAdded') continue;
      generations.set(feed, (generations.get(feed) ?? 0) + 1);
      feeds.set(feed, generations.get(feed) ?? 1);
    }
  return feeds;
}

/** Their names, in order. */
export async function feedNames(log: LogReader, office: string): Promise<string[]> {
  return [...(await feedsOf(log, office)).keys()].sort();
}

type Change = {
  readonly office: string;
  readonly actor: Actor;
  readonly on: PlainDate;
  readonly feed: string;
};

export async function changeFeed(
  log: EventLog,
  type: FeedChanged['type'],
  { office, actor, on, feed }: Change,
): Promise<void> {
  const event: FeedChanged = { type, v: 1, on, data: { feed } };
  const appended = await appendAlone(log, { at: streamOf(office), actor, events: [event] });
  if (!appended?.ok) throw new Error('somebody else is changing the feeds; try again');
}

type FeedIdentity = { readonly office: string; readonly feed: string; readonly generation: number };

export function feedSecret(signingSecret: string, { office, feed, generation }: FeedIdentity): string {
  return createHmac('sha256', signingSecret)
    .update(`feed\n${office}\n${feed}\n${generation}`)
    .digest('base64url');
}

/** Of the feed as it was last added. */
export async function secretOfFeed(
  log: LogReader,
  signingSecret: string,
  { office, feed }: Omit<FeedIdentity, 'generation'>,
): Promise<string> {
  const generation = (await feedsOf(log, office)).get(feed) ?? 0;
  return feedSecret(signingSecret, { office, feed, generation });
}

/** A signed call; `timestamp` is seconds since 1970 UTC or an instant with its offset, `body` the bytes as they came. */
export type Signed = { readonly signature: string; readonly timestamp: string; readonly body: Uint8Array };

/** A call older or younger than this is turned away; within it, sending twice changes nothing. */
const REPLAY_WINDOW_SECONDS = 300;

export function isFresh({ timestamp }: Signed, now: Instant): boolean {
  const at = momentOf(timestamp);
  return at !== null && Math.abs(epochOf(now) - at) <= REPLAY_WINDOW_SECONDS * 1000;
}

/** Nothing but whole forms: what stands between timestamp and body is then never in doubt. */
function momentOf(timestamp: string): number | null {
  if (/^\d{10}$/.test(timestamp)) return Number(timestamp) * 1000;
  if (/^\d{13}$/.test(timestamp)) return Number(timestamp);
  const instant = parseInstant(timestamp);
  return instant === null ? null : epochOf(instant);
}

/** `sha256=` and the HMAC in hexadecimal over the timestamp, a full stop and the body; without the stop, or a line end for it, is taken, too. */
export function isSignedWith(secret: string, { signature, timestamp, body }: Signed): boolean {
  const given = Buffer.from(signature.replace(/^sha256=/i, '').toLowerCase());
  return ['.', '', '\n'].some((between) => {
    const expected = Buffer.from(
      createHmac('sha256', secret).update(`${timestamp}${between}`).update(body).digest('hex'),
    );
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
}
