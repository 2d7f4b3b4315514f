/**
 * The line under what is signed (ADR 46): an instant at or before which, from then on, nothing is recorded. So the
 * order of recording settles which side a commit stands on, and every reader finds it by the instant alone.
 */
import { type Instant, isAheadOf } from '#shared/kernel/plain-date.ts';
import { once } from '#shared/store/passes.ts';
import type { SigningLedger } from './freeze-year.ts';

type Wanted<Counted> = {
  /** Whose records are counted. */
  readonly offices: readonly string[];
  /** Whether a log that is ahead of the clock is accepted. */
  readonly clockAhead?: boolean | undefined;
  /** `head`: the newest of what it stands on, within the cut or not. */
  count(asOf: Instant): Promise<Counted & { readonly head: Instant | null }>;
};
type Cut<Counted> =
  | { readonly ok: true; readonly asOf: Instant; readonly counted: Counted }
  | { readonly ok: false; readonly obstacles: readonly ClockObstacle[] };

/** Now, or the newest record where that is ahead of the clock: by no more than clocks differ, or because it is accepted. */
export async function atCutOff<Counted>(
  { log, clock }: SigningLedger,
  { offices, clockAhead, count }: Wanted<Counted>,
): Promise<Cut<Counted>> {
  const now = await once(log, 'cut', async () => {
    const instant = clock.now();
    await log.cutAt(offices, instant);
    return instant;
  });
  const upToNow = await count(now);
  const { head } = upToNow;
  const since = clock.now();
  if (head === null || head <= since) return { ok: true, asOf: now, counted: upToNow };
  const obstacles = clockAhead ? [] : clockObstacles(head, since);
  if (obstacles.length > 0) return { ok: false, obstacles };
  await log.cutAt(offices, head);
  return { ok: true, asOf: head, counted: await count(head) };
}

type ClockObstacle = {
  readonly code: 'clockBehindLedger';
  readonly newest: Instant;
  readonly now: Instant;
};

/** A clock that was ahead once: what is recorded until that time bears it, and would not fall under a cut-off of now. */
export function clockObstacles(head: Instant | null, now: Instant): ClockObstacle[] {
  return head !== null && isAheadOf(now, head) ? [{ code: 'clockBehindLedger', newest: head, now }] : [];
}
