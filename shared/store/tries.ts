/** How often something may be tried, and how long the door stays closed after that: the longer, the more was tried. */
import { epochOf, type Instant, instantOf } from '#shared/kernel/plain-date.ts';

export type TryRule = {
  /** So many may be looked at before the door closes. */
  readonly limit: number;
  /** How long it is closed at first; twice as long after each further try, up to `longestMs`. */
  readonly firstMs: number;
  readonly longestMs: number;
  /** After so long without a try all is forgotten. */
  readonly forgetMs: number;
};

export type Tries = { readonly count: number; readonly at: Instant; readonly until: Instant };
type Counted =
  | { readonly open: true; readonly next: Tries }
  | { readonly open: false; readonly until: Instant };

/** One more try. What bears a time to come, from a clock that was ahead, is forgotten: it would close the door until then. */
export function counted(before: Tries | null, rule: TryRule, now: Instant): Counted {
  const at = epochOf(now);
  const known = before !== null && isStanding(before, rule, at) ? before : null;
  if (known !== null && epochOf(known.until) > at) return { open: false, until: known.until };
  const count = (known?.count ?? 0) + 1;
  const over = count - rule.limit;
  const closedMs = over < 0 ? 0 : Math.min(rule.firstMs * 2 ** Math.min(over, 20), rule.longestMs);
  return { open: true, next: { count, at: now, until: instantOf(at + closedMs) } };
}

function isStanding(tries: Tries, { forgetMs }: TryRule, now: number): boolean {
  const at = epochOf(tries.at);
  return at <= now && now - at <= forgetMs;
}

/** As if the last one had not been. */
export function returned(before: Tries): Tries {
  return { count: Math.max(0, before.count - 1), at: before.at, until: before.at };
}
