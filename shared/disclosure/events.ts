/** Events of a disclosure application (依申请公开). Names and payloads are a storage format: see tests/contract/events. */
import type { Channel } from '#shared/glossary/choices.ts';
import type { ApplicantType, Outcome } from '#shared/glossary.ts';
import type { DomainEvent, EventData } from '#shared/kernel/event.ts';
import type { TextCorrected } from '#shared/kernel/mending.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import type { MovedDate } from '#shared/kernel/recounting.ts';
import type { ReplyOrdered, ReplyOrderLifted } from '#shared/kernel/reply-order.ts';
import type { PaperServed } from '#shared/service/service.ts';
import type { CountedFrom, Given, Ordered, PolicyFollowed } from './counted.ts';
import type { FeeNotice } from './fees.ts';
import type { LetterKind } from './letters.ts';

/** Texts: applicantName, identity, contact, agent, subject, description. `receivedOn` is null until art. 31 is met. */
export type ApplicationRegistered = DomainEvent<
  'ApplicationRegistered',
  {
    channel: Channel | null;
    submittedOn: PlainDate | null;
    signedForOn: PlainDate | null;
    confirmedOn: PlainDate | null;
    receivedOn: PlainDate | null;
    applicantType: ApplicantType;
    deliveryForm: string | null;
    migrated: boolean;
    splitFrom: string | null;
    /** Of a part, under policy splitAcrossYears: by the day of the split. */
    countedFrom?: CountedFrom;
  }
>;
/** `days` is policy consultationDays as it was in force, where it is not the default. */
type Consulted = {
  consultation: number;
  days?: Exclude<Policies['consultationDays'], 'answerDay'>;
};
/** `replaces` is the number of the letter this one takes the place of. Texts: document (base64 of the .docx), reason. */
type LetterIssued = DomainEvent<
  'LetterIssued',
  { kind: LetterKind; about: string; number: string; template: string; replaces: string | null }
>;
/** What a later row of an import says and none before it said. Texts: applicantName, contact, identity. */
export type ApplicationCompleted = DomainEvent<
  'ApplicationCompleted',
  { channel: Channel | null; migrated: boolean }
>;
/**
 * What was entered wrongly of the registration, with the days that the channel goes by where they were said with it. The
 * day of receipt that follows from the channel (条例31) is corrected beside it. Texts: reason.
 */
export type RegistrationCorrected = DomainEvent<
  'RegistrationCorrected',
  {
    channel?: Channel;
    signedForOn?: PlainDate;
    confirmedOn?: PlainDate;
    deliveryForm?: string | null;
  }
>;
/** `takenBack`: the receipt of the import that was undone. The number may then be registered again. */
type EntryVoided = DomainEvent<'EntryVoided', { readonly takenBack?: string }>;
type Plain<Type extends string> = DomainEvent<Type, Record<string, never>>;

/** What happened in the procedure: each has its place in time by its date. */
export type StepEvent =
  | ApplicationRegistered
  | Plain<'ReceiptConfirmed'>
  | DomainEvent<'CorrectionRequested', { respondBy: PlainDate }>
  | Plain<'CorrectionReceived'>
  | DomainEvent<'CorrectionPeriodExtended', { until: PlainDate }>
  | DomainEvent<'ThirdPartyConsulted', Consulted & { receivedOn: PlainDate | null }>
  | DomainEvent<'ThirdPartyReplied', { consultation: number; consents: boolean }>
  /** Version 1 knew no arrival and is lifted without one. `jointlyMade`: whether art. 34 holds; absent where nobody said. */
  | DomainEvent<'OrganConsulted', Consulted & { receivedOn: PlainDate | null; jointlyMade?: boolean }>
  | DomainEvent<'OrganReplied', { consultation: number }>
  /** `anew`: in a fresh period, after an extension that was spent (policy extensionAfterRestart). */
  | DomainEvent<'ReplyExtended', { workingDays: number; anew?: true }>
  | Plain<'ReasonsAsked'>
  | Plain<'ReasonsReceived'>
  | DomainEvent<'DelayAgreed', { until: PlainDate }>
  | DomainEvent<'FeeNoticeSent', FeeNotice>
  | DomainEvent<'FeePaid', { amountFen: number }>
  | DomainEvent<
      'ApplicationReplied',
      Given & {
        documentNumber: string | null;
        migrated: boolean;
        /** Further grounds of a refusal; only `outcome` is counted (rule R7). */
        otherGrounds?: readonly Outcome[];
      }
    >
  | DomainEvent<'ClosedUncorrected', { outcomeOn: PlainDate }>
  | DomainEvent<'ClosedUnpaid', { outcomeOn: PlainDate }>
  | Plain<'ApplicationWithdrawn'>
  /** `counts` is policy splitAcrossYears as it was in force; by receipt where it is absent. */
  | DomainEvent<'ApplicationSplit', { into: readonly string[]; counts?: 'byDayOfSplit' }>
  /**
   * `counts` is the policy in force when it was entered; version 1 is lifted with `unchanged`. `order`: the appeal whose
   * order it carries out, null where nobody named one; versions 1 and 2 are lifted with null.
   */
  | DomainEvent<'ReplyRedone', Given & Ordered & { counts: Policies['redoPolicy']; order: string | null }>
  /** By the office's own will (自行纠正). `counts` is policy selfCorrectionPolicy as it was in force. Texts: reason. */
  | DomainEvent<
      'ReplyRevised',
      Given & { documentNumber: string | null; counts: Policies['selfCorrectionPolicy'] }
    >
  | Plain<'ApplicationArchived'>
  /** Not only then: the day it tells of may become known after everything else. */
  | PaperServed;
export type StepType = StepEvent['type'];

/** Of the reply, or of the step that is awaited. */
export type ReplyRedated = DomainEvent<'ReplyRedated', MovedDate>;

export type DisclosureEvent =
  | StepEvent
  | ReplyOrdered
  | ReplyOrderLifted
  | ReplyRedated
  | LetterIssued
  | DomainEvent<'DateCorrected', { event: string; to: PlainDate }>
  | DomainEvent<'ApplicantTypeCorrected', { type: ApplicantType }>
  | DomainEvent<'OutcomeCorrected', Given>
  | RegistrationCorrected
  | TextCorrected
  | PolicyFollowed
  | ApplicationCompleted
  | EntryVoided;

/**
 * Earlier versions of these events, lifted as they are read (tests/contract/events holds a sample of each).
 * From version 1 to 2: the policies of an office were not its own to settle yet, and a notice charged the whole month.
 */
export const DISCLOSURE_UPCASTS: Readonly<Record<string, readonly ((data: EventData) => EventData)[]>> = {
  OrganConsulted: [(data) => ({ ...data, receivedOn: null })],
  FeeNoticeSent: [(data) => ({ ...data, afterPayment: 'restarts', chargedBefore: 0 })],
  ReplyRedone: [(data) => ({ ...data, counts: 'unchanged' }), (data) => ({ ...data, order: null })],
};
