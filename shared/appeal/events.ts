/** What can happen to a review or a suit about disclosure (table 四). One dispute before one body is one case. */
import type { AppealKind, AppealOutcome, AppealProcedure, AppealRoute } from '#shared/glossary/choices.ts';
import type { AppealStep } from '#shared/kernel/appeal-clock.ts';
import type { DomainEvent, EventData } from '#shared/kernel/event.ts';
import type { TextCorrected } from '#shared/kernel/mending.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import type { PolicyApplied } from '#shared/kernel/policy-applied.ts';
import type { MovedDate } from '#shared/kernel/recounting.ts';
import type { OrderedPeriod } from '#shared/kernel/reply-order.ts';
import type { PaperServed } from '#shared/service/service.ts';

/** Policy instancePolicy (R-T4-7): whether an appeal to the next court stays the same case of table 四. */
export const INSTANCE_POLICIES = ['merge', 'perInstance'] as const;
export type InstancePolicy = (typeof INSTANCE_POLICIES)[number];
/** Policy retrialCounts: whether table 四 follows a retrial of a suit that it has counted as decided. */
export type RetrialPolicy = 'anew' | 'unchanged';

/** Version 2 knows the procedure and the day the copy of the papers came; version 1 is lifted with neither. */
export type AppealOpened = DomainEvent<
  'AppealOpened',
  {
    readonly number: string;
    readonly kind: AppealKind;
    readonly route: AppealRoute | null;
    readonly application: string | null;
    /** This office is the review organ, sued beside the office that acted (国办公开办函〔2016〕201号). */
    readonly coDefendant: boolean;
    /** Absent where it was asked whether there are co-defendants, which the office that acted answers with yes, too. */
    readonly asReviewOrgan?: true;
    readonly procedure: AppealProcedure | null;
    readonly copyReceivedOn: PlainDate | null;
    readonly migrated: boolean;
  }
>;
type AppealAnswered = DomainEvent<'AppealAnswered', Record<string, never>>;
/**
 * `means` is null for a migrated row, which gives the outcome straight. `countedBy` is policy table4By as it was in
 * force; the decision where it is absent. Version 2 says whether the office was ordered to reply anew; version 1 is
 * lifted with null.
 */
type AppealConcluded = DomainEvent<
  'AppealConcluded',
  {
    readonly outcome: AppealOutcome;
    readonly means: string | null;
    readonly order: OrderedPeriod | null;
    readonly migrated: boolean;
    readonly countedBy?: Exclude<Policies['table4By'], 'decision'>;
  }
>;
/** The decision of the event named took effect on that day: what the court certifies, or its papers say. */
type DecisionEffective = DomainEvent<'DecisionEffective', { readonly step: string }>;
/** Whether, and by when, the newest decision orders a new reply: said afterwards. */
type ReplyOrderStated = DomainEvent<'ReplyOrderStated', { readonly order: OrderedPeriod | null }>;
/** 行诉法89(1)(3), (4), 法释〔2018〕1号109: the first court hears the case again. */
type CaseRemanded = DomainEvent<'CaseRemanded', { readonly instances: InstancePolicy }>;
/**
 * 行诉法90–92: the effective judgment is heard again. `asSecond`: by the rules of a second instance, so that the new
 * judgment is final. `counts`: policy retrialCounts of that day.
 */
type RetrialOpened = DomainEvent<
  'RetrialOpened',
  { readonly instances: InstancePolicy; readonly asSecond: boolean; readonly counts: RetrialPolicy }
>;
/** 复议法62: the review organ takes longer, at most thirty natural days. */
type ReviewExtended = DomainEvent<'ReviewExtended', { readonly days: number }>;
/**
 * The judgment is not effective: it was taken to the next instance. The policy in force that day is part of the fact, so
 * that a later change of policy moves no figure of before; version 1 is lifted with `merge`.
 */
type JudgmentAppealed = DomainEvent<'JudgmentAppealed', { readonly instances: InstancePolicy }>;
type AppealApplicationLinked = DomainEvent<
  'AppealApplicationLinked',
  { readonly application: string; readonly migrated: boolean }
>;
/** The dispute is about another act of disclosure, such as a publication or a failure to publish: no application is due. */
type OtherActAppealed = DomainEvent<'OtherActAppealed', Record<string, never>>;
type AppealRouteCorrected = DomainEvent<'AppealRouteCorrected', { readonly route: AppealRoute }>;
/** What `coDefendant` should have said, or says rightly. */
type AppealCoDefendantCorrected = DomainEvent<
  'AppealCoDefendantCorrected',
  { readonly coDefendant: boolean; readonly migrated: boolean }
>;
/** `on` is the corrected date of the event named. */
type AppealDateCorrected = DomainEvent<'AppealDateCorrected', { readonly event: string }>;
/** What was entered wrongly, or not at all, of its opening. Texts: reason. */
type AppealFactCorrected = DomainEvent<
  'AppealFactCorrected',
  { readonly procedure?: AppealProcedure; readonly copyReceivedOn?: PlainDate }
>;
/** Of the decision named, of the newest one where none is. */
type AppealOutcomeCorrected = DomainEvent<
  'AppealOutcomeCorrected',
  { readonly outcome: AppealOutcome; readonly event?: string }
>;
/** The calendar moved the date of the period that runs. */
export type AppealRedated = DomainEvent<'AppealRedated', MovedDate & { readonly step: AppealStep }>;
/** `takenBack`: the receipt of the import that was undone. The number may then be opened again. */
type AppealVoided = DomainEvent<'AppealVoided', { readonly takenBack?: string }>;

export type AppealEvent =
  | AppealOpened
  | AppealAnswered
  | AppealConcluded
  | JudgmentAppealed
  | CaseRemanded
  | RetrialOpened
  | ReviewExtended
  | ReplyOrderStated
  | PaperServed
  | DecisionEffective
  | AppealApplicationLinked
  | OtherActAppealed
  | AppealRouteCorrected
  | AppealCoDefendantCorrected
  | AppealDateCorrected
  | AppealFactCorrected
  | TextCorrected
  | AppealOutcomeCorrected
  | AppealRedated
  | PolicyApplied
  | AppealVoided;

/**
 * Earlier versions of these events, lifted as they are read (tests/contract/events holds a sample of each).
 * From version 1 to 2; an event not named here has had one version only.
 */
export const APPEAL_UPCASTS: Readonly<Record<string, readonly ((data: EventData) => EventData)[]>> = {
  AppealOpened: [(data) => ({ ...data, procedure: null, copyReceivedOn: null })],
  AppealConcluded: [(data) => ({ ...data, order: null })],
  JudgmentAppealed: [(data) => ({ ...data, instances: 'merge' })],
};
