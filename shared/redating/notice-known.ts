/** What a notice has said so far: its days, and what has still to come true of them. */
import { addDays, type PlainDate, weekdayOf } from '#shared/kernel/plain-date.ts';
import { allDays, Unread, unread } from './notice-days.ts';
import type { Kind } from './notice-words.ts';

export type Span = { readonly first: PlainDate; readonly last: PlainDate };

export class NoticeDays {
  /** In the order of the notice; one that only says again what is known is not among them. */
  readonly spans: Readonly<Record<Kind, Span[]>> = { daysOff: [], makeUp: [] };
  /** The last day that was named: a mere 10日 is of its month. */
  before: PlainDate | null = null;
  readonly #known: Readonly<Record<Kind, Set<PlainDate>>> = { daysOff: new Set(), makeUp: new Set() };
  readonly #moved: (readonly [day: PlainDate, sentence: string])[] = [];
  #offTogether: ReadonlySet<PlainDate> = new Set();

  isNamed(day: PlainDate): boolean {
    return this.#isSaid(day) || this.#moved.some(([one]) => one === day);
  }

  #isSaid(day: PlainDate): boolean {
    return this.#known.daysOff.has(day) || this.#known.makeUp.has(day);
  }

  take(kind: Kind, spans: readonly Span[]): void {
    for (const span of spans) {
      const days = allDays(span.first, span.last);
      if (days.some((day) => !this.#known[kind].has(day))) this.spans[kind].push(span);
      for (const day of days) this.#known[kind].add(day);
    }
  }

  /** Days of rest that others are given for: worked on, or off as part of a holiday; the notice says which. */
  moveFrom(spans: readonly Span[], sentence: string): void {
    for (const { first, last } of spans)
      this.#moved.push(...allDays(first, last).map((day) => [day, sentence] as const));
  }

  /** `off` are the days off of one sentence; those of the one before where it names none. */
  holdCounts(off: ReadonlySet<PlainDate>, counts: readonly number[], joinsWeekend: boolean): void {
    if (off.size > 0) this.#offTogether = off;
    const stated = counts.reduce((sum, one) => sum + one, 0);
    const isSame =
      stated === this.#offTogether.size || (joinsWeekend && stated === withWeekend(this.#offTogether));
    if (counts.length > 0 && !isSame) throw new Unread({ code: 'conflict', why: 'count', found: '' });
  }

  /** After the last sentence. */
  finish(): void {
    for (const [day, sentence] of this.#moved) if (!this.#isSaid(day)) throw unread().in(sentence);
  }
}

/** 与周末连休: how many days off there are with the weekend they touch. */
function withWeekend(off: ReadonlySet<PlainDate>): number {
  const days = new Set(off);
  for (const day of days)
    for (const next of [addDays(day, -1), addDays(day, 1)]) if (weekdayOf(next) % 6 === 0) days.add(next);
  return days.size;
}
