/** The appeal's facts as the clock wants them, and what is awaited next. */
import { type AppealPeriod, type AppealTimeline, appealClock } from '#shared/kernel/appeal-clock.ts';
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import { servedOn } from '#shared/service/service.ts';
import { appealableIn, turns } from './instances.ts';
import type { AppealState } from './state.ts';

/**
 * Every period that has begun. Where nobody noted when a paper came, its period is counted from the day before which it
 * cannot have come, and said to end then at the earliest; where nobody noted the procedure, it is the ordinary one
 * (policy: the longer period is shown).
 */
export function appealPeriods(state: AppealState, calendar: Calendar): readonly AppealPeriod[] {
  const { dispute, extendedDays } = state;
  const last = (type: string) => turns(state.steps).findLast((turn) => turn.type === type);
  const appealed = last('JudgmentAppealed');
  const retrial = last('RetrialOpened');
  const copy = copyServedOn(state);
  const judgment = judgmentOf(state);
  return appealClock(
    {
      kind: state.kind,
      procedure: isHeardAgain(state) ? 'ordinary' : (state.procedure ?? 'ordinary'),
      copyReceivedOn: copy ?? state.openedOn,
      copyUnproved: copy === null,
      acceptedOn: dispute.stage === 'first' ? dispute.heardSince : state.openedOn,
      ...(extendedDays !== null && { extendedDays }),
      ...(judgment && { judgment }),
      ...(appealed && { appealedOn: appealed.on }),
      ...(retrial && { retrial: { openedOn: retrial.on, asSecond: retrial.asSecond === true } }),
    },
    calendar,
  );
}

/** 行诉法82: what is sent back or heard again is not heard in the simplified procedure. */
function isHeardAgain({ dispute, openedOn }: AppealState): boolean {
  return dispute.stage !== 'first' || dispute.heardSince !== openedOn;
}

function copyServedOn({ services, steps, copyReceivedOn }: AppealState) {
  return servedOn(services, steps[0]?.id ?? '') ?? copyReceivedOn;
}

/** The newest decision an appeal lies against: rulings in ten days, judgments in fifteen; none against a final one. */
function judgmentOf({ dispute, services, kind }: AppealState): AppealTimeline['judgment'] {
  const { decided } = dispute;
  const as = appealableIn(dispute);
  if (kind === 'review' || decided === null || as === null) return undefined;
  const served = servedOn(services, decided.id);
  return { receivedOn: served ?? decided.on, kind: as, unproved: served === null };
}

/** The period in which the newest decision can be taken to the next court; null where none can. */
export function appealPeriodOf(state: AppealState, calendar: Calendar): AppealPeriod | null {
  return appealPeriods(state, calendar).find(({ step }) => step === 'appeal') ?? null;
}

const AWAITED = { first: 'decision', second: 'secondInstance', retrial: 'retrial' } as const;

/**
 * The period that runs now: the office's answer, then the decision it waits for; null when the case is decided. An
 * imported case says nothing of an answer, which is taken as given, and one that was decided once needs no other.
 */
export function awaitedPeriod(state: AppealState, calendar: Calendar): AppealPeriod | null {
  if (state.voided || state.outcome !== null) return null;
  const periods = appealPeriods(state, calendar);
  const isAnswered = state.answeredOn !== null || state.migrated || isHeardAgain(state);
  const step = isAnswered ? AWAITED[state.dispute.stage] : 'answer';
  return periods.find((period) => period.step === step) ?? null;
}
