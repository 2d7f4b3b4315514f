/** What a kind of case must offer so that it can be recorded, imported and counted. One registry names them all. */
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import type { CaseBrief } from '#shared/kernel/case-brief.ts';
import type { Contributions } from '#shared/kernel/contribution.ts';
import type { Decision, Warning } from '#shared/kernel/decision.ts';
import type { Actor, CaseKind, DomainEvent, Recorded } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Recounting } from '#shared/kernel/recounting.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import type { EventLog, LogReader, LogWriter } from '#shared/store/ports.ts';

export type Row = Readonly<Record<string, string | number>>;
type Migrated =
  | { readonly ok: true; readonly events: readonly DomainEvent[] }
  | { readonly ok: false; readonly field: string };
/** `settings`: what the room's own `prepare` has read; absent where the room has none. */
export type Context = { readonly today: PlainDate; readonly settings?: unknown };
/** `number` and `command` are absent where a whole chunk of an import is prepared at once. */
export type Preparing = {
  readonly office: string;
  readonly number?: string;
  readonly command?: ParsedCommand;
};
export type Meeting = {
  readonly office: string;
  readonly actor: Actor;
  readonly rows: readonly Row[];
  readonly context: Context;
};
/** Commits of a case that has just been written, and what has to follow from them elsewhere. */
type Following = {
  readonly office: string;
  readonly number: string;
  readonly actor: Actor;
  readonly events: readonly DomainEvent[];
  readonly context: Context;
};
type Deciding = { readonly number: string; readonly events: readonly DomainEvent[] };
export type Part = { readonly number: string; readonly events: readonly DomainEvent[] };
/** A command after its schema: `creates` when it may open a case. */
export type ParsedCommand = { readonly name: string; readonly creates: boolean; readonly value: unknown };
export type FieldFault = { readonly field: string; readonly code: RefusalCode; readonly message: string };
/** The first fault, and where there are several all of them, one a field. */
export type ParseResult =
  | { readonly ok: true; readonly command: ParsedCommand }
  | (FieldFault & { readonly ok: false; readonly faults?: readonly FieldFault[] });

/** `State` is the room's own; it crosses this boundary as `unknown` and comes back to the same room. */
export type Room = {
  readonly kind: CaseKind;
  readonly commands: readonly string[];
  evolve(state: unknown, event: Recorded): unknown;
  contributions(state: unknown): Contributions;
  /** What lists show; null while there is no case. Settings are no cases and have none. */
  brief?(state: unknown, calendar: Calendar): CaseBrief | null;
  /** The event that dates an open case anew after the office's calendar changed; null when its date stays. */
  redate?(state: unknown, recounting: Recounting): DomainEvent | null;
  /** What should be known of a row of an import; it stops nothing. */
  warnings?(row: Row): readonly Warning[];
  parse(name: string, fields: unknown): ParseResult;
  decide(state: unknown, command: ParsedCommand, context: Context): Decision;
  migrate(state: unknown, row: Row, context?: Context): Migrated;
  /** Only for settings, which an office has once (or once a year, a set): the name that is both number and stream. */
  settingOf?(office: string, command: ParsedCommand): string;
  /** Reads what the rules need besides the case: the office's calendar, lists, other cases. Becomes `context.settings`. */
  prepare?(log: LogReader, what: Preparing): Promise<unknown>;
  /** By column, what the office has added to a closed list of the import. */
  added?(log: LogReader, office: string): Promise<Readonly<Record<string, readonly string[]>>>;
  /** Writes what rows of an import name and the office's lists lack, before the rows are recorded; says what it added. */
  meet?(log: EventLog, what: Meeting): Promise<readonly Warning[]>;
  /** Further cases that a decision opens, with their first commits; none of their numbers may be taken. */
  parts?(state: unknown, what: Deciding): readonly Part[];
  /** Writes to other streams what follows from a commit, within the same write. Repeating it adds nothing. */
  follow?(writer: LogWriter, what: Following): Promise<void>;
};
