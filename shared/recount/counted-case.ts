/** What a year's tables need to know of one case, read from its events one after another. */
import type { ArchivedEvent } from './archive-commits.ts';

/** One event with the name corrections use for it. */
export type NumberedEvent = ArchivedEvent & { readonly id: string };

/** `row` of table 三, `block` of table 四, `cell` of table 二 … what a case adds to one year. */
export type Addition = { readonly cell: string; readonly amount: number };

/** A case while its history is read: `read` takes the next event, `inYear` says what the case adds to a year. */
export interface CountedCase {
  read(event: NumberedEvent): void;
  inYear(year: number): Addition[];
}

export function yearIn(date: string): number {
  return Number(date.slice(0, 4));
}

/** A field of an event that must be text; anything else is a damaged archive and counts as nothing. */
export function textIn(event: ArchivedEvent, field: string): string {
  const value = event.data[field];
  return typeof value === 'string' ? value : '';
}

export function numberIn(event: ArchivedEvent, field: string): number {
  const value = event.data[field];
  return typeof value === 'number' ? value : 0;
}
