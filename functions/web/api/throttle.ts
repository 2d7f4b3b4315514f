/** How often one caller may come: a bucket that fills again as time passes, kept in the process that answers. */
type Rate = { readonly perSecond: number; readonly burst: number };

/** Callers that are remembered at once; whoever has been quiet longest is forgotten, with a full bucket. */
const MOST_CALLERS = 10_000;

/** Gives back how many seconds `caller` must wait; 0 when it may go on. `now` in milliseconds. */
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
