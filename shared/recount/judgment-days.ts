/** When judgments reached the office, and when they took effect. */
import { type NumberedEvent, textIn } from './counted-case.ts';

type Day = {
  readonly id: string;
  on: string;
  readonly of: string;
  readonly kind: 'served' | 'notice' | 'effect';
};
type Judgment = { readonly id: string; readonly means: string };

/** No appeal lies against these: they take effect as they are served. */
const FINAL = ['withdrawn62', 'deemedWithdrawn58', 'mediated60', 'transferred', 'terminated', 'retrialEnded'];
const NOTICE_DAYS = 30;

export class JudgmentDays {
  readonly #days: Day[] = [];

  /** What came back was not served. */
  note(event: NumberedEvent): void {
    const { id, on, type } = event;
    const kind = type === 'PaperServed' ? 'served' : 'effect';
    const isNotice = textIn(event, 'way') === 'publicNotice';
    if (event.data.returned !== true)
      this.#days.push({ id, on, of: textIn(event, 'step'), kind: isNotice ? 'notice' : kind });
  }

  correct(named: string, on: string): void {
    for (const day of this.#days) if (day.id === named) day.on = on;
  }

  /** Null while nobody has recorded it. */
  dayOf(
    { id, means }: Judgment,
    { effect, withService }: { readonly effect: boolean; readonly withService: boolean },
  ): string | null {
    if (!effect) return this.#served(id);
    const recorded = this.#days.findLast(({ kind, of }) => kind === 'effect' && of === id)?.on;
    return recorded ?? (withService || FINAL.includes(means) ? this.#served(id) : null);
  }

  /** By public notice when its days have run. */
  #served(judgment: string): string | null {
    const days = this.#days
      .filter(({ kind, of }) => of === judgment && kind !== 'effect')
      .map(({ on, kind }) => (kind === 'notice' ? daysAfter(on, NOTICE_DAYS) : on));
    return days.sort()[0] ?? null;
  }
}

function daysAfter(on: string, days: number): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
