/** How the date of a review or a suit comes about: the office's answer first, then the decision it waits for. */

import { textsInForce } from '#shared/glossary/law-sources.ts';
import type { AppealPeriod } from '#shared/kernel/appeal-clock.ts';
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import { type CaseClock, leftUntil } from '#shared/kernel/case-clock.ts';
import { laterOf, type PlainDate } from '#shared/kernel/plain-date.ts';
import { appealPeriods, awaitedPeriod } from './clock-of.ts';
import type { AppealState } from './state.ts';

export type AppealClock = CaseClock & {
  readonly state: 'answering' | 'awaitingDecision' | 'concluded';
  /** Every period that has begun, in the order of its steps. */
  readonly periods: readonly AppealPeriod[];
};

export function explainAppeal(state: AppealState, calendar: Calendar, on: PlainDate): AppealClock {
  const awaited = awaitedPeriod(state, calendar);
  const periods = appealPeriods(state, calendar);
  const ours = awaited?.step === 'answer';
  const end = awaited?.dueOn ?? null;
  return {
    state: awaited === null ? 'concluded' : ours ? 'answering' : 'awaitingDecision',
    dueOn: ours ? end : null,
    stepDueOn: ours ? null : end,
    provisional: awaited?.provisional ?? false,
    earliest: awaited?.earliest ?? false,
    ...leftUntil(end, { on, earliest: awaited?.earliest ?? false, calendar }),
    calendar: calendar.version,
    days: awaited?.days ?? [],
    texts: textsBehind(state, on),
    breaches: breachesOf(state, periods),
    periods,
  };
}

/** The texts in force from the opening of the case to its end, or to the day it is looked at. */
function textsBehind({ kind, openedOn, concludedOn }: AppealState, on: PlainDate): CaseClock['texts'] {
  const until = concludedOn ?? laterOf(openedOn, on);
  return kind === 'review'
    ? textsInForce(['复议法', '复议法实施条例'], openedOn, until)
    : textsInForce(['行诉法', '法释〔2025〕8号'], openedOn, until);
}

/** 复议法70, 行诉法34: an act that is not defended in time counts as one without evidence. */
function breachesOf({ answeredOn }: AppealState, periods: readonly AppealPeriod[]): CaseClock['breaches'] {
  const answer = periods.find(({ step }) => step === 'answer');
  if (answer === undefined || answer.earliest || answeredOn === null || answeredOn <= answer.dueOn) return [];
  return [{ code: 'answerLate', article: answer.article, on: answeredOn }];
}
