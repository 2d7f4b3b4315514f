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
