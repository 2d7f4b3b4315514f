/** The appeal's facts as the clock wants them, and what is awaited next. */
import { type AppealPeriod, appealClock } from '#shared/kernel/appeal-clock.ts';
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import { turns } from './instances.ts';
import type { AppealState } from './state.ts';

/**
 * Every period that has begun. Where nobody noted the day the copy came, the answer's period is counted from the day the
 * case was entered as opened; where nobody noted the procedure, the ordinary one (policy: the longer period is shown).
 */
export function appealPeriods(state: AppealState, calendar: Calendar): readonly AppealPeriod[] {
  const inOrder = turns(state.steps);
  const appealed = inOrder.findLast(({ type }) => type === 'JudgmentAppealed');
  const judged = inOrder.findLast(({ type }) => type === 'AppealConcluded');
  return appealClock(
    {
      kind: state.kind,
      procedure: state.procedure ?? 'ordinary',
      copyReceivedOn: state.copyReceivedOn ?? state.openedOn,
      acceptedOn: state.openedOn,
      ...(judged && { judgment: { receivedOn: judged.on, kind: 'judgment' as const } }),
      ...(appealed && { appealedOn: appealed.on }),
    },
    calendar,
  );
}

/**
 * The period that runs now: the office's answer, then the decision it waits for; null when the case is decided. An
 * imported case says nothing of an answer, which is taken as given.
 */
export function awaitedPeriod(state: AppealState, calendar: Calendar): AppealPeriod | null {
  if (state.voided || state.outcome !== null) return null;
  const periods = appealPeriods(state, calendar);
  const isAppealed = state.steps.some(({ type }) => type === 'JudgmentAppealed');
  const decision = isAppealed ? 'secondInstance' : 'decision';
  const isAnswered = state.answeredOn !== null || state.migrated;
  const step = isAnswered || isAppealed ? decision : 'answer';
  return periods.find((period) => period.step === step) ?? null;
}
