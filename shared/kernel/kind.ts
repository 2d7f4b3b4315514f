/** What a kind of case must offer so that it can be recorded, imported and counted. */
import type * as z from 'zod';
import type { Calendar } from './calendar/calendar.ts';
import type { CaseBrief } from './case-brief.ts';
import { type Contributions, NO_CONTRIBUTIONS } from './contribution.ts';
import type { Decision, Warning } from './decision.ts';
import type { CaseKind, DomainEvent, Recorded } from './event.ts';
import type { Known } from './known.ts';
import type { Mendable } from './mending.ts';
import type { PlainDate } from './plain-date.ts';
import type { PolicyName } from './policies.ts';
import type { Around, Following, Settled } from './policy-applied.ts';
import type { Recounting } from './recounting.ts';
import type { RefusalCode } from './refusal-code.ts';

export type Row = Readonly<Record<string, string | number | undefined>>;
type Migrated =
  | { readonly ok: true; readonly events: readonly DomainEvent[] }
  | { readonly ok: false; readonly field: string };
/**
 * The account that asks and its role, and of the case its number and its events with their texts open; absent where
 * nobody asks, or about no one case.
 */
export type Asking = {
  readonly user?: string;
  readonly role?: string;
  readonly number?: string;
  readonly history?: readonly Recorded[];
};
/** `settings`: what the kind needs and the ledger has read; absent where the kind needs nothing. */
export type Context<Settings = unknown> = Asking & {
  readonly today: PlainDate;
  readonly settings?: Settings;
};
type Prepared<Settings> = Asking & { readonly today: PlainDate; readonly settings: Settings };
export type FieldFault = { readonly field: string; readonly code: RefusalCode; readonly message: string };
export type Part = { readonly number: string; readonly events: readonly DomainEvent[] };
/** What another case of the office learns from a step of this one, recorded with it. */
export type Told = { readonly kind: CaseKind; readonly number: string; readonly event: DomainEvent };
/** An entry of the office's hotline lists, as an event or a row names it. */
export type ListEntryName = readonly [
  list: 'sources' | 'topics' | 'subdistricts' | 'departments',
  label: string,
];

type CaseNeed = 'linked' | 'target' | 'applicationKnown' | 'standings';
export type Need = CaseNeed | 'calendar' | 'policies' | 'lists' | 'officeName' | 'lastSigned';
/** What of the office is to be read, and of which other case, by its number. */
export type Needs<Settings = Readonly<Partial<Record<Need, unknown>>>> = {
  readonly [Name in keyof Settings]: Name extends CaseNeed ? string : true;
};

type Common = {
  readonly kind: CaseKind;
  /** By name, as the commands come from outside. */
  readonly schemas: Readonly<Record<string, z.ZodType<object>>>;
  /** The commands that may open a case. */
  readonly opening: readonly string[];
  /** What should be known of a row of an import; it stops nothing. */
  warnings?(row: Row): readonly Warning[];
  /** The policies whose change reaches what was recorded of it. */
  readonly follows?: readonly PolicyName[];
  /** Events that a form somebody has open need not know: the case stands as it stood. */
  readonly isBeside?: (event: Recorded) => boolean;
  /** Entries of the hotline lists that an event names: those the lists lack are added once it is recorded. */
  entriesIn?(event: DomainEvent): readonly ListEntryName[];
};

/** Settings are counted nowhere, show no brief and come from no file: what is left out here says so. */
type Definition<State, Command, Event extends DomainEvent, Settings> = Common & {
  evolve(state: State | null, event: Recorded<Event>): State | null;
  contributions?(state: State): Contributions;
  /** What lists show. */
  brief?(state: State, calendar: Calendar): CaseBrief;
  /** What people know of it; only from a state that was folded with its texts open. */
  known?(state: State): Known;
  /** What of its texts can be put right (CorrectText); only from a state that was folded with its texts open. */
  mendable?(state: State): Mendable;
  /** The event that dates an open case anew after the office's calendar changed; null when its date stays. */
  redate?(state: State, recounting: Recounting): Event | null;
  /** The case as it would stand under another value of a policy; null where it stands as it is. */
  follow?(state: State, settled: Settled, around: Around<State>): Following<State> | null;
  /** The number of the case of its kind that it came out of, without which it cannot follow. */
  originOf?(state: State): string | null;
  /** The day a command that opens a case begins it with: its year stands in the number. Today where it is not said. */
  opensOn?(command: Command): PlainDate | null;
  /** What no schema can judge. */
  faultIn?(command: Command): FieldFault | null;
  /** What the rules look at besides the case. No command is known where a page or a whole file is prepared. */
  needs?(command: Command | undefined): Needs<Settings>;
  decide(state: State | null, command: Command, context: Prepared<Settings>): Decision<Event>;
  migrate?(state: State | null, row: Row, context?: Context<Settings>): Migrated;
  /** Entries that rows name and the hotline lists lack: they are added before the rows are recorded. */
  unlisted?(rows: readonly Row[], context: Context<Settings>): readonly ListEntryName[];
  /** Only for settings, which an office has once (or once a year, a set): the name that is both number and stream. */
  settingOf?(office: string, command: Command): string;
  /** Further cases that a decision opens, with their first commits; none of their numbers may be taken. */
  parts?(state: State | null, number: string, events: readonly Event[]): readonly Part[];
  /** Events of other cases that follow from what changed in this one; a case the office does not have learns nothing. */
  tells?(before: State | null, after: State | null, on: PlainDate): readonly Told[];
};

/** A kind as the ledger has it: the same for all. Commands and settings come back only to the kind that named them. */
export type Kind<State = unknown> = Common & {
  readonly commands: readonly string[];
  evolve(state: State | null, event: Recorded): State | null;
  contributions(state: State): Contributions;
  brief?(state: State, calendar: Calendar): CaseBrief;
  known?(state: State): Known;
  mendable?(state: State): Mendable;
  redate?(state: State, recounting: Recounting): DomainEvent | null;
  follow?(state: State, settled: Settled, around: Around<State>): Following<State> | null;
  originOf?(state: State): string | null;
  opensOn?(command: unknown): PlainDate | null;
  /** What a command is about where it only names it: the step that somebody proposed. */
  meant?(state: State | null, command: unknown): unknown;
  faultIn?(command: unknown): FieldFault | null;
  needs?(command: unknown): Needs;
  decide(state: State | null, command: unknown, context: Context): Decision;
  migrate(state: State | null, row: Row, context?: Context): Migrated;
  unlisted?(rows: readonly Row[], context: Context): readonly ListEntryName[];
  settingOf?(office: string, command: unknown): string;
  parts?(state: State | null, number: string, events: readonly DomainEvent[]): readonly Part[];
  tells?(before: State | null, after: State | null, on: PlainDate): readonly Told[];
};

/** What folds and counts what is recorded, without the commands: all that is needed where nothing is decided (ADR 86). */
type Folding =
  | 'kind'
  | 'evolve'
  | 'contributions'
  | 'brief'
  | 'known'
  | 'redate'
  | 'follows'
  | 'follow'
  | 'originOf';
export type FoldedKind<State = unknown> = Pick<Kind<State>, Folding>;

export function defineFolded<State, Event extends DomainEvent = DomainEvent>(
  own: Pick<Definition<State, never, Event, never>, Folding>,
): FoldedKind<State> {
  return { contributions: UNCOUNTED.contributions, ...own };
}

/** And what the rows of a file make of it: all that an import needs, which decides nothing either (ADR 89). */
type OfRows = 'warnings' | 'needs' | 'migrate' | 'unlisted' | 'tells';
export type RowKind<State = unknown> = Pick<Kind<State>, Folding | OfRows>;

/** The rows of a kind beside its fold. */
export function defineRows<State, Settings = unknown>(
  folded: FoldedKind | undefined,
  own: Pick<Definition<State, undefined, never, Settings>, OfRows>,
): RowKind {
  if (folded === undefined) throw new Error('rows are of a kind that is folded');
  return { ...UNCOUNTED, ...folded, ...own };
}

const UNCOUNTED = {
  contributions: () => NO_CONTRIBUTIONS,
  migrate: (): Migrated => ({ ok: false, field: 'number' }),
};

/** The one place where a kind's own types are left behind. */
export function defineKind<State, Command, Event extends DomainEvent = DomainEvent, Settings = unknown>(
  own: Definition<State, Command, Event, Settings>,
): Kind<State> {
  return { ...UNCOUNTED, ...own, commands: Object.keys(own.schemas) };
}
