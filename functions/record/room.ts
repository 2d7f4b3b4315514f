/** What a kind of case must offer so that it can be recorded, imported and counted. One registry names them all. */
import type { Contributions } from '../../shared/kernel/contribution.ts';
import type { Decision } from '../../shared/kernel/decision.ts';
import type { CaseKind, DomainEvent, Recorded } from '../../shared/kernel/event.ts';
import type { PlainDate } from '../../shared/kernel/plain-date.ts';

export type Row = Readonly<Record<string, string | number>>;
export type Migrated =
  | { readonly ok: true; readonly events: readonly DomainEvent[] }
  | { readonly ok: false; readonly field: string };
export type Context = { readonly today: PlainDate };
/** A command after its schema: `creates` when it may open a case. */
export type ParsedCommand = { readonly name: string; readonly creates: boolean; readonly value: unknown };
export type ParseResult =
  | { readonly ok: true; readonly command: ParsedCommand }
  | { readonly ok: false; readonly field: string; readonly code: string; readonly message: string };

/** `State` is the room's own; it crosses this boundary as `unknown` and comes back to the same room. */
export type Room = {
  readonly kind: CaseKind;
  readonly commands: readonly string[];
  evolve(state: unknown, event: Recorded): unknown;
  contributions(state: unknown): Contributions;
  parse(name: string, fields: unknown): ParseResult;
  decide(state: unknown, command: ParsedCommand, context: Context): Decision;
  migrate(state: unknown, row: Row): Migrated;
};
