/**
 * Which feed signed a call. `X-Timestamp` is the moment of sending, `X-Signature` the HMAC over it and the body; `X-Feed`
 * names the feed and `X-Office` its office, where there are several. Every mismatch gets the same answer, so that it
 * does not reveal which feeds exist.
 */

import { feedSecret, feedsOf, isFresh, isSignedWith, type Signed } from '#shared/accounts/feeds.ts';
import { LARGEST_BATCH } from '#shared/feeds/batches.ts';
import { epochOf } from '#shared/kernel/plain-date.ts';
import { problem } from '../frame/answers.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';

/** Enough for a platform that sends records one by one, too little for a runaway loop. */
const PER_FEED = { perSecond: 100, burst: 1000 };
const WRONG_SIGNATURES = { perSecond: 0.5, burst: 30 };

export type SignedBy = (c: Ctx) => Promise<Principal | Response>;

export function signedBy(web: Web): SignedBy {
  const callsOf = throttle(PER_FEED);
  const failuresOf = throttle(WRONG_SIGNATURES);
  return async (c) => {
    const now = web.house.clock.now();
    const body = await bodyOf(c);
    if (body === null)
      return problem(c, { status: 413, code: 'tooLarge', title: '一批最多 256 KB，请分几次发送' });
    const signed = signedCall(c, body);
    if (!isFresh(signed, now))
      return problem(c, {
        status: 401,
        code: 'staleTimestamp',
        title: 'X-Timestamp 缺失，或与现在相差五分钟以上',
      });
    const who = await feedOf(web, c, signed);
    const from = `${web.config.addressOf(c)}`;
    const wait =
      who === null ? failuresOf(from, epochOf(now)) : callsOf(`${who.office} ${who.user}`, epochOf(now));
    if (wait > 0) return tooMany(c, wait);
    return who ?? problem(c, { status: 401, code: 'badSignature', title: '签名不对，或没有这个对接程序' });
  };
}

function tooMany(c: Ctx, seconds: number): Response {
  c.header('retry-after', String(seconds));
  return problem(c, { status: 429, code: 'tooManyRequests', title: '发送过于频繁，请稍后再发' });
}

/** The raw bytes, as signed; null if there are more than a batch may hold. */
async function bodyOf(c: Ctx): Promise<Uint8Array | null> {
  if (Number(c.req.header('content-length') ?? 0) > LARGEST_BATCH) return null;
  const body = c.req.method === 'GET' ? new Uint8Array() : new Uint8Array(await c.req.arrayBuffer());
  return body.byteLength > LARGEST_BATCH ? null : body;
}

function signedCall(c: Ctx, body: Uint8Array): Signed {
  const header = (name: string): string => (c.req.header(name) ?? '').trim();
  return { signature: header('x-signature'), timestamp: header('x-timestamp'), body };
}

async function feedOf(web: Web, c: Ctx, signed: Signed): Promise<Principal | null> {
  const office = c.req.header('x-office')?.trim() || web.config.office;
  const named = nameOf(c.req.header('x-feed') ?? '');
  const signingSecret = await web.accounts.signingSecret();
  for (const [feed, generation] of await feedsOf(web.house.log, office)) {
    if (named !== '' && named !== feed) continue;
    const secret = feedSecret(signingSecret, { office, feed, generation });
    if (isSignedWith(secret, signed)) return { user: feed, role: 'intake', office, via: 'api' };
  }
  return null;
}

/** A feed's name may be Chinese: percent-encoded, or raw UTF-8 bytes, one per character of the header. */
function nameOf(header: string): string {
  const text = /^[\x20-\x7e]*$/.test(header) ? header : Buffer.from(header, 'latin1').toString('utf8');
  try {
    return decodeURIComponent(text).normalize('NFKC').trim();
  } catch {
    return text.trim();
  }
}

/** Rate limit per caller: a token bucket, kept in the memory of the answering process. */
type Rate = { readonly perSecond: number; readonly burst: number };

/** Callers remembered at once; the one idle longest is dropped, and starts again with a full bucket. */
const MOST_CALLERS = 10_000;

/** Returns how many seconds `caller` must wait, 0 if it may go on. `now` is in milliseconds. */
export function throttle({ perSecond, burst }: Rate): (caller: string, now: number) => number {
  const buckets = new Map<string, { left: number; at: number }>();
  return (caller, now) => {
    const { left, at } = buckets.get(caller) ?? { left: burst, at: now };
    const filled = Math.min(burst, left + (Math.max(now - at, 0) / 1000) * perSecond);
    buckets.delete(caller);
    buckets.set(caller, { left: filled < 1 ? filled : filled - 1, at: now });
    const [oldest] = buckets.keys();
    if (buckets.size > MOST_CALLERS && oldest !== undefined) buckets.delete(oldest);
    return filled < 1 ? Math.max(1, Math.ceil((1 - filled) / perSecond)) : 0;
  };
}
