/**
 * The storage format of the ledger. One decision is one commit of 1…n events; commits of a case are chained
 * by hash. Names and payloads here are read back for decades: a change is a new event version and an upcaster.
 */
import type { Instant, PlainDate } from './plain-date.ts';

/** What an office records; all but the last are what its figures count. */
export const RECORD_KINDS = [
  'application',
  'hotline',
  'appeal',
  'publication',
  'document',
  'decision',
  'fee',
  'figure',
  'amendment',
] as const;
/** What a stream is about. The kind is part of the key and of an import's identity. */
export const CASE_KINDS = [
  ...RECORD_KINDS,
  'report',
  'year',
  'office',
  'calendar',
  'lists',
  'letters',
  'policies',
  'approvals',
  'personal',
  'retention',
  'proof',
  'imports',
  'audit',
] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** The address of a case's stream: `office#kind#stream`. The stream is not the number. */
export type StreamKey = { readonly office: string; readonly kind: CaseKind; readonly stream: string };

/** How a command reached the ledger. */
export type Via = 'form' | 'api' | 'import' | 'feed' | 'cli' | 'system';

/**
 * Who did it: an account, a feed or the operating-system user. `machine`: the operating-system user who worked under
 * another name (`--as`). `owner`: the account whose token it was.
 */
export type Actor = {
  readonly user: string;
  readonly role: string;
  readonly via: Via;
  readonly machine?: string;
  readonly owner?: string;
};

export const SYSTEM: Actor = { user: 'system', role: 'system', via: 'system' };

/** Facts of an event that may stand in the log for good: no names, no free text. */
export type EventData = { readonly [field: string]: Json };
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Everything personal or free that an event can hold. Closed, so that each has its words on the pages. */
export const TEXT_FIELDS = [
  'applicantName',
  'identity',
  'contact',
  'agent',
  'subject',
  'description',
  'items',
  'party',
  'organ',
  'reason',
  'approvedBy',
  'byOrderOf',
  'document',
  'caller',
  'court',
  'otherAct',
  'title',
  'source',
  'contactPerson',
  'contactPhone',
  'contactAddress',
  'emails',
  'payment',
  'file',
  'evidence',
  'postNumber',
  'receiver',
  'address',
  'departmentReply',
  'answer',
  'settlement',
  'feedback',
  'note',
  'name',
  'digest',
  'proposed',
  'whyCorrected',
] as const;
export type TextField = (typeof TEXT_FIELDS)[number];
type EventTexts = Readonly<Partial<Record<TextField, string>>>;

/**
 * An event as a decider makes it and as a fold reads it.
 * `on` is the day the law counts from. `texts` are the personal and free-text fields: they never enter the
 * log but one sealed record per commit; on reading they are absent when the key has been destroyed.
 */
export type DomainEvent<Type extends string = string, Data extends EventData = EventData> = {
  readonly type: Type;
  readonly v: number;
  readonly on: PlainDate;
  readonly data: Data;
  readonly texts?: EventTexts;
};

/** What can be stored: an event whose texts may have names of their own. */
export type SealableEvent = Omit<DomainEvent, 'texts'> & {
  readonly texts?: Readonly<Partial<Record<string, string>>>;
};

/** An event in its place in the history of a case. `id` is `version.index`, both from 1: the name used in CorrectDate. */
export type Recorded<E extends DomainEvent = DomainEvent> = E & {
  readonly id: string;
  readonly version: number;
  readonly recordedAt: Instant;
  readonly actor: Actor;
};

/** An event as stored: the sealed fields' names stand in place of their values, sorted. */
export type StoredEvent = {
  readonly type: string;
  readonly v: number;
  readonly on: PlainDate;
  readonly data: EventData;
  readonly sealed?: readonly string[];
};

/** What is hashed, byte for byte, as `body`. `prev` is the hash of the case's commit before, '' for the first. */
export type CommitBody = {
  readonly office: string;
  readonly kind: CaseKind;
  readonly stream: string;
  readonly version: number;
  readonly number: string;
  readonly recordedAt: Instant;
  readonly actor: Actor;
  readonly request?: string;
  readonly key?: string;
  readonly seal?: { readonly ref: string; readonly digest: string };
  readonly events: readonly StoredEvent[];
  readonly prev: string;
};

/** The events of one type in a history: what stands under a type is what was declared for it. */
export function eventsNamed<Event extends DomainEvent>(
  history: readonly Pick<Commit, 'events'>[],
  type: Event['type'],
): readonly (StoredEvent & Pick<Event, 'data'>)[] {
  const isNamed = (event: StoredEvent): event is StoredEvent & Pick<Event, 'data'> => event.type === type;
  return history.flatMap(({ events }) => events.filter(isNamed));
}

/** A commit as read from the log. `position` orders the whole ledger of one machine; 0 where the engine has none. */
export type Commit = CommitBody & {
  readonly position: number;
  readonly hash: string;
  readonly bytes: string;
};
