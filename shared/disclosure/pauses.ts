/** Time for asking others does not count (条例32–34): from the day after the letter to the answer, or until silence speaks. */
import { addWorkingDays, type Calendar } from '#shared/kernel/calendar/calendar.ts';
import { earlierOf, type PlainDate } from '#shared/kernel/plain-date.ts';

export const CONSULTATION_DAYS = 15; // 条例 arts. 32, 34

/** `on` is the day the office wrote, `receivedOn` the day its letter arrived, which starts the fifteen days. */
export type Consultation = {
  readonly kind: 'thirdParty' | 'organ';
  /** Of an organ: whether it made the information too (条例34); absent where nobody said. */
  readonly jointlyMade?: boolean;
  readonly on: PlainDate;
  readonly receivedOn: PlainDate | null;
  readonly answeredOn: PlainDate | null;
};

/** Days that do not count because others are asked: `after` itself counts, `until` does not. */
export type Pause = {
  readonly kind: Consultation['kind'];
  readonly after: PlainDate;
  readonly until: PlainDate;
  readonly answered: boolean;
  readonly silence: Silence;
};

export type Silence = 'officeDecides' | 'consent' | 'consentIfJoint';

/** 条例32: the office decides by itself when a third party is silent; 34: who made the information too agrees, 33(3): another organ says nothing by it. */
export function silenceMeans({ kind, jointlyMade }: Pick<Consultation, 'kind' | 'jointlyMade'>): Silence {
  if (kind === 'thirdParty' || jointlyMade === false) return 'officeDecides';
  return jointlyMade ? 'consent' : 'consentIfJoint';
}

/** An answer that comes after the fifteen working days lengthens nothing. */
export function pauseOf(consultation: Consultation, calendar: Calendar): Pause {
  const { kind, on, receivedOn, answeredOn } = consultation;
  const expiry = addWorkingDays(calendar, receivedOn ?? on, CONSULTATION_DAYS).date;
  return {
    kind,
    after: on,
    until: earlierOf(answeredOn ?? expiry, expiry),
    answered: answeredOn !== null,
    silence: silenceMeans(consultation),
  };
}

/** However many are asked on a day, it is left out once. */
export function isPaused(pauses: readonly Pause[], date: PlainDate): boolean {
  return pauses.some(({ after, until }) => after < date && date <= until);
}
