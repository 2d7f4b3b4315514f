/**
 * A second reading of the procedure: plain facts of what an office did, the reply date found by walking day by day.
 * Knows no event, no state and no calendar of the product.
 */
import { later, nthWorkingDay, works } from '../../support/office-days.ts';

export type Asked = {
  party: string;
  kind: 'thirdParty' | 'organ';
  on: string;
  reached?: string;
  back?: string;
};
export type Facts = {
  received: string;
  asked?: string;
  respondBy?: string;
  corrected?: string;
  others: Asked[];
  extended?: { on: string; days: number };
  reasons?: string;
  delay?: { on: string; until: string };
  fee?: string;
  paid?: string;
};

/** What had happened by the end of a day; null before the receipt. */
export function factsBy(facts: Facts, day: string): Facts | null {
  if (facts.received > day) return null;
  const by = <T extends string | undefined>(date: T): T | undefined =>
    date !== undefined && date <= day ? date : undefined;
  const kept: Facts = {
    received: facts.received,
    others: facts.others
      .filter((one) => one.on <= day)
      .map(({ back, ...rest }) => ({ ...rest, ...(by(back) && { back: by(back) as string }) })),
  };
  for (const key of ['asked', 'corrected', 'reasons', 'fee', 'paid'] as const)
    if (by(facts[key])) kept[key] = facts[key] as string;
  if (facts.respondBy && kept.asked) kept.respondBy = facts.respondBy;
  if (facts.extended && facts.extended.on <= day) kept.extended = facts.extended;
  if (facts.delay && facts.delay.on <= day) kept.delay = facts.delay;
  return kept;
}

export function runningSince(facts: Facts): string {
  return [facts.received, facts.corrected ?? '', facts.paid ?? ''].sort().at(-1) ?? '';
}

export function isAwaited(facts: Facts): boolean {
  return Boolean((facts.asked && !facts.corrected) || (facts.fee && !facts.paid));
}

/** Every day on which some question keeps the clock still, as a set: a union by construction. */
function stillDays({ others }: Facts): Set<string> {
  const still = new Set<string>();
  for (const { on, reached, back } of others) {
    const silence = nthWorkingDay(reached ?? on, 15);
    for (let day = later(on, 1); day <= silence && day <= (back ?? silence); day = later(day, 1))
      still.add(day);
  }
  return still;
}

/** Null while the applicant is awaited. */
export function dueDay(facts: Facts): string | null {
  if (isAwaited(facts)) return null;
  const since = runningSince(facts);
  if (facts.delay && facts.delay.on >= since) return facts.delay.until;
  let left = 20 + (facts.extended && facts.extended.on >= since ? facts.extended.days : 0);
  const still = stillDays(facts);
  let day = since;
  while (left > 0) {
    day = later(day, 1);
    if (works(day) && !still.has(day)) left -= 1;
  }
  return day;
}

export function statutoryDays(facts: Facts): number {
  const since = runningSince(facts);
  return 20 + (facts.extended && facts.extended.on >= since ? facts.extended.days : 0);
}
