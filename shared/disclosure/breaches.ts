/** Steps taken too late, on the day they were taken. They stay valid: it is only said (条例30, 33, 35, 42). */
import { addWorkingDays, type Calendar } from '#shared/kernel/calendar/calendar.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Application, DatedStep } from './application.ts';
import { CORRECTION_NOTICE_DAYS } from './clock.ts';
import { certainlyDue } from './clock-of.ts';
import type { StepType } from './events.ts';
import { standing } from './standing.ts';

const ARTICLES = {
  correctionNoticeLate: '条例30',
  extensionAfterDue: '条例33',
  delayAfterDue: '条例35',
  feeNoticeLate: '条例42',
  replyLate: '条例33',
} as const;
export type BreachCode = keyof typeof ARTICLES;
/** `by` is the last day the step would have been in time. */
export type Breach = {
  readonly code: BreachCode;
  readonly article: string;
  readonly on: PlainDate;
  readonly by: PlainDate;
};

/** Steps that had to be taken within the reply period, as it stood before them. */
const WITHIN_PERIOD: Partial<Record<StepType, BreachCode>> = {
  ReplyExtended: 'extensionAfterDue',
  DelayAgreed: 'delayAfterDue',
  FeeNoticeSent: 'feeNoticeLate',
  ApplicationReplied: 'replyLate',
  ApplicationWithdrawn: 'replyLate',
};

export function breachesOf(state: Application, calendar: Calendar): readonly Breach[] {
  return state.steps.flatMap((step, index) => {
    const found = breachOf(standing(state, state.steps.slice(0, index)), step, calendar);
    return found === null ? [] : [found];
  });
}

function breachOf(before: Application, { on, event }: DatedStep, calendar: Calendar): Breach | null {
  if (before.receivedOn === null) return null;
  const late = (code: BreachCode, by: PlainDate | null): Breach | null =>
    by !== null && on > by ? { code, article: ARTICLES[code], on, by } : null;
  if (event.type === 'CorrectionRequested')
    return late(
      'correctionNoticeLate',
      addWorkingDays(calendar, before.receivedOn, CORRECTION_NOTICE_DAYS).date,
    );
  const code = WITHIN_PERIOD[event.type];
  return code === undefined ? null : late(code, certainlyDue(before, calendar));
}
