/** What deciding a command yields. Rules never throw: they return events or a refusal. */
import type { DomainEvent, Json } from './event.ts';
import type { RefusalCode } from './refusal-code.ts';
import type { WarningCode } from './warning-code.ts';

/** Facts for the wording of a message; never personal data. */
export type Facts = Readonly<Record<string, Json>>;

/** A refusal: a stable code, the article it rests on (e.g. `条例30`, or '' where no law speaks), facts for the wording. */
export type Refusal = { readonly code: RefusalCode; readonly article: string; readonly facts?: Facts };

/** Something a person should know, which does not stop the command. */
export type Warning = { readonly code: WarningCode; readonly facts?: Facts };

export type Decision<E extends DomainEvent = DomainEvent> =
  | { readonly ok: true; readonly events: readonly E[]; readonly warnings: readonly Warning[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** The events of a lawful command. */
export function accept<E extends DomainEvent>(
  events: readonly E[],
  warnings: readonly Warning[] = [],
): Decision<E> {
  return { ok: true, events, warnings };
}

/** Nothing to record: the same was already said. */
export function nothingNew<E extends DomainEvent>(): Decision<E> {
  return { ok: true, events: [], warnings: [] };
}

export function refuse<E extends DomainEvent>(code: RefusalCode, article = '', facts?: Facts): Decision<E> {
  return { ok: false, refusal: facts === undefined ? { code, article } : { code, article, facts } };
}

/** Closes every switch over a closed union: a new member then breaks the build instead of a table. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
