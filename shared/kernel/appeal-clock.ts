/**
 * The periods of a review (行政复议法, 2023) and a suit (行政诉讼法, 2017) about disclosure, for the office that is
 * attacked and for the person who attacks. Pure: the day of the papers comes in, dates with their articles go out.
 */
import type { Calendar } from './calendar/calendar.ts';
import { dateOf, type PlainDate } from './plain-date.ts';
import {
  type DayLimit,
  daysOfLimit,
  type LimitDay,
  lastDayOfLimit,
  naturalDays,
  REVIEW_LIMITS,
  SUIT_LIMITS,
} from './time-limit.ts';

type AppealProcedure = 'ordinary' | 'simplified';
export type AppealStep = 'answer' | 'decision' | 'appeal' | 'secondInstance' | 'retrial';
export type AppealTimeline = {
  readonly kind: 'review' | 'suit';
  /** Disclosure cases may be heard in the simplified procedure (复议法53(4), 行诉法82). */
  readonly procedure: AppealProcedure;
  /** The day the copy of the papers reached this office: the answer's period begins. */
  readonly copyReceivedOn: PlainDate | null;
  /** Accepted by the review organ, docketed by the court. */
  readonly acceptedOn: PlainDate;
  /** `copyReceivedOn` is only the earliest day on which the copy can have come. */
  readonly copyUnproved?: boolean;
  /** 复议法62: the review organ may add at most 30 days. */
  readonly extendedDays?: number;
  /** `unproved`: `receivedOn` is only the earliest day on which it can have been received. */
  readonly judgment?: {
    readonly receivedOn: PlainDate;
    readonly kind: 'judgment' | 'ruling';
    readonly unproved?: boolean;
  };
  readonly appealedOn?: PlainDate;
  /** 法释〔2018〕1号50: heard again within the time of a first or a second instance. */
  readonly retrial?: { readonly openedOn: PlainDate; readonly asSecond: boolean };
};
/** `dueOn` is the last day, already moved off a day off where the law moves it. */
export type AppealPeriod<Step extends string = AppealStep> = {
  readonly step: Step;
  readonly article: string;
  readonly from: PlainDate;
  readonly dueOn: PlainDate;
  readonly provisional: boolean;
  /** The day it runs from is not known yet: it ends on `dueOn` at the earliest. */
  readonly earliest: boolean;
  readonly days: readonly LimitDay[];
};

type Rule = { readonly limit: DayLimit; readonly article: string; readonly earliest?: boolean };
const SECOND_INSTANCE: Rule = { limit: SUIT_LIMITS.secondInstance, article: '行诉法88' };
const ANSWER: Readonly<Record<'review' | 'suit', Readonly<Record<AppealProcedure, Rule>>>> = {
  review: {
    ordinary: { limit: REVIEW_LIMITS.answer, article: '复议法48' },
    simplified: { limit: REVIEW_LIMITS.answerSimplified, article: '复议法54' },
  },
  suit: {
    ordinary: { limit: SUIT_LIMITS.answer, article: '行诉法67' },
    simplified: { limit: SUIT_LIMITS.answer, article: '行诉法67' },
  },
};
const DECISION: typeof ANSWER = {
  review: {
    ordinary: { limit: REVIEW_LIMITS.decide, article: '复议法62' },
    simplified: { limit: REVIEW_LIMITS.decideSimplified, article: '复议法62' },
  },
  suit: {
    ordinary: { limit: SUIT_LIMITS.firstInstance, article: '行诉法81' },
    simplified: { limit: SUIT_LIMITS.firstInstanceSimplified, article: '行诉法83' },
  },
};

/** 行政复议法 (2017), for what began before the law of 2023 was in force: one procedure, ten days that are natural ones (art. 40). */
const REVIEWS_OF_2023_FROM = dateOf('2024-01-01');
const BEFORE_2024 = {
  answer: { limit: naturalDays(10), article: '复议法(2017)23' },
  decision: { limit: naturalDays(60), article: '复议法(2017)31' },
} as const satisfies Readonly<Record<string, Rule>>;

/** Every period of the case that has begun, in the order of its steps. */
export function appealClock(timeline: AppealTimeline, calendar: Calendar): readonly AppealPeriod[] {
  const { kind, procedure, copyReceivedOn, acceptedOn, judgment, appealedOn, retrial } = timeline;
  const periods: AppealPeriod[] = [];
  const add = (step: AppealStep, from: PlainDate | null | undefined, rule: Rule): void => {
    if (from !== null && from !== undefined) periods.push(periodOf(step, { from, rule, calendar }));
  };
  const isOld = (from: PlainDate | null): boolean =>
    kind === 'review' && from !== null && from < REVIEWS_OF_2023_FROM;
  const answer = isOld(copyReceivedOn) ? BEFORE_2024.answer : ANSWER[kind][procedure];
  add('answer', copyReceivedOn, { ...answer, earliest: timeline.copyUnproved === true });
  const decision = isOld(acceptedOn) ? BEFORE_2024.decision : DECISION[kind][procedure];
  add('decision', acceptedOn, extended(decision, timeline));
  if (kind === 'review') return periods;
  add('appeal', judgment?.receivedOn, {
    limit: judgment?.kind === 'ruling' ? SUIT_LIMITS.appealRuling : SUIT_LIMITS.appealJudgment,
    article: '行诉法85',
    earliest: judgment?.unproved === true,
  });
  add('secondInstance', appealedOn, SECOND_INSTANCE);
  const again = retrial?.asSecond ? SECOND_INSTANCE : DECISION.suit.ordinary;
  add('retrial', retrial?.openedOn, { ...again, article: '法释〔2018〕1号50' });
  return periods;
}

export const LONGEST_REVIEW_EXTENSION = 30; // 复议法62: natural days

function extended(rule: Rule, { kind, procedure, extendedDays = 0 }: AppealTimeline): Rule {
  const isSimplified = procedure === 'simplified' && rule !== BEFORE_2024.decision;
  if (kind === 'suit' || isSimplified || extendedDays <= 0) return rule;
  const added = Math.min(extendedDays, LONGEST_REVIEW_EXTENSION);
  return { ...rule, limit: naturalDays(rule.limit.count + added) };
}

function periodOf<Step extends string>(
  step: Step,
  { from, rule, calendar }: { from: PlainDate; rule: Rule; calendar: Calendar },
): AppealPeriod<Step> {
  const { date, provisional } = lastDayOfLimit(calendar, from, rule.limit);
  const days = daysOfLimit(calendar, from, rule.limit);
  const { article, earliest = false } = rule;
  return { step, article, from, dueOn: date, provisional, earliest, days };
}

export type RemedyStep = 'review' | 'suit' | 'suitAfterReview';
const REMEDY_RULES: Readonly<Record<RemedyStep, Rule>> = {
  review: { limit: REVIEW_LIMITS.apply, article: '复议法20' },
  suit: { limit: SUIT_LIMITS.sueDirectly, article: '行诉法46' },
  suitAfterReview: { limit: SUIT_LIMITS.sueAfterReview, article: '行诉法45' },
};

/** What is open to the applicant against a reply. Nothing has begun while `servedOn` is null. */
export type RemedyPeriods = {
  readonly servedOn: PlainDate | null;
  readonly periods: readonly AppealPeriod<RemedyStep>[];
};

/** How long a remedy stays open from the day its holder knew of the act, or received the review's decision. */
export function remedyPeriod(
  remedy: RemedyStep,
  knownOn: PlainDate,
  calendar: Calendar,
): AppealPeriod<RemedyStep> {
  return periodOf(remedy, { from: knownOn, rule: REMEDY_RULES[remedy], calendar });
}
