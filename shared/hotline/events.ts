/** What can happen to a case of 12345 or another event source. Callers and reasons are sealed `texts`. */
import type { Satisfaction } from '#shared/glossary/choices.ts';
import type { DomainEvent, EventData } from '#shared/kernel/event.ts';
import { keysOf } from '#shared/kernel/keys.ts';
import type { TextCorrected } from '#shared/kernel/mending.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { MovedDate } from '#shared/kernel/recounting.ts';

export const HOTLINE_SOURCE = '12345热线';
/** Which block of the report a source belongs to besides `events`, which holds all. */
export type SourceGroup = '12345' | 'other';

type AtEvent<Type extends string> = DomainEvent<Type, { readonly at: Instant }>;

/** What a case is about: kept in its state and told in lists, each field of it by itself. */
export type Description = {
  readonly source: string;
  readonly group: SourceGroup;
  readonly type: string | null;
  readonly topic: string | null;
  /** The sub-district (街道, 镇) it is about. */
  readonly subdistrict: string | null;
};
export const DESCRIPTION = keysOf({
  source: true,
  group: true,
  type: true,
  topic: true,
  subdistrict: true,
} satisfies Record<keyof Description, true>);

/**
 * `sourceAssumed`: the row said none, so that a later one may still name it. `located`: an address stands among the sealed
 * texts, also once they are erased.
 */
export type HotlineCaseRegistered = DomainEvent<
  'HotlineCaseRegistered',
  Description & {
    readonly number: string;
    readonly at: Instant;
    readonly migrated: boolean;
    readonly sourceAssumed?: true;
    readonly located?: true;
  }
>;
/** `at` is null in a migrated row, which does not say when. */
type MaybeAt = { readonly at: Instant | null; readonly migrated: boolean };
type HotlineCaseAccepted = DomainEvent<'HotlineCaseAccepted', MaybeAt>;
type Dispatched = DomainEvent<'Dispatched', MaybeAt & { readonly department: string }>;
/**
 * `workingDays` or `hours`: counted so many from `at`; both absent where somebody named the end. `provisional`: counted over
 * days that no holiday notice has settled yet. `redated`: the same limit set again, because the office's calendar
 * changed; `from` and `to` are its last days.
 */
export type TimeLimitSet = DomainEvent<
  'TimeLimitSet',
  MaybeAt & {
    readonly dueAt: Instant;
    readonly provisional: boolean;
    readonly workingDays?: number;
    readonly hours?: number;
    readonly redated?: MovedDate;
  }
>;
type HotlineCaseClosed = DomainEvent<
  'HotlineCaseClosed',
  { readonly at: Instant; readonly migrated: boolean }
>;
type FollowUpRecorded = DomainEvent<'FollowUpRecorded', MaybeAt & { readonly satisfaction: Satisfaction }>;
/** What a later row of an import adds to the description of the case, or an office puts right. */
export type HotlineCaseClassified = DomainEvent<
  'HotlineCaseClassified',
  Pick<Description, 'type' | 'topic' | 'subdistrict'> & {
    readonly migrated: boolean;
    readonly located?: true;
  }
>;
/** A later row says where a case came from that was registered without, or somebody puts it right. Texts: reason. */
type HotlineSourceNamed = DomainEvent<
  'HotlineSourceNamed',
  { readonly source: string; readonly group: SourceGroup; readonly migrated: boolean }
>;
/** A written application that arrived after its caller was shown the disclosure channel. */
type LinkedToApplication = DomainEvent<
  'LinkedToApplication',
  { readonly at: Instant; readonly application: string }
>;
/** What the department says has become of it, for whoever answers the caller; null where nobody says which. */
type DepartmentReplied = DomainEvent<
  'DepartmentReplied',
  { readonly at: Instant; readonly department: string | null }
>;
type HandlingExtended = DomainEvent<'HandlingExtended', { readonly at: Instant; readonly dueAt: Instant }>;
type MergedInto = DomainEvent<'MergedInto', { readonly at: Instant; readonly into: string }>;
/** The same person called about the same before; both stay cases of their own, with their own answers. */
type LinkedAsRepeat = DomainEvent<'LinkedAsRepeat', { readonly of: string }>;
/** `on` is the corrected date of the event named; its time of day stays. */
type HotlineDateCorrected = DomainEvent<'HotlineDateCorrected', { readonly event: string }>;

/** `takenBack`: the receipt of the import that was undone. The number may then be registered again. */
type HotlineCaseVoided = DomainEvent<'HotlineCaseVoided', { readonly takenBack?: string }>;

export type HotlineEvent =
  | HotlineCaseRegistered
  | HotlineCaseAccepted
  | AtEvent<'HotlineCaseRejected'>
  | Dispatched
  | AtEvent<'DispatchReturned'>
  | TimeLimitSet
  | HandlingExtended
  | DepartmentReplied
  | AtEvent<'CallerAnswered'>
  | HotlineCaseClosed
  | FollowUpRecorded
  | AtEvent<'HotlineCaseRedone'>
  | AtEvent<'HotlineCaseSupervised'>
  | MergedInto
  | AtEvent<'RedirectedToDisclosure'>
  | LinkedToApplication
  | HotlineCaseClassified
  | HotlineSourceNamed
  | LinkedAsRepeat
  | HotlineDateCorrected
  | TextCorrected
  | HotlineCaseVoided;

/**
 * Earlier versions of these events, lifted as they are read (tests/contract/events holds a sample of each).
 * From version 1 to 2; an event not named here has had one version only.
 */
export const HOTLINE_UPCASTS: Readonly<Record<string, readonly ((data: EventData) => EventData)[]>> = {
  // nobody was asked in which sub-district
  HotlineCaseRegistered: [(data) => ({ ...data, subdistrict: null })],
  HotlineCaseClassified: [(data) => ({ ...data, subdistrict: null })],
};
