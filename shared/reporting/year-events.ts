/**
 * What happens to a reporting year: its paragraphs, its closing, its restatements. Stream kind `year`, stream = year
 * (`2025`, or `2025-tree` for the sum over the offices below). Texts stand in the log in the clear: they are published.
 */
import type { DomainEvent, Json } from '#shared/kernel/event.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';

/** 条例 (2007) art. 38: in force from 1 May 2008; nobody reported on a year before. */
export const FIRST_REPORTED_YEAR = 2008;

/** `text` null goes back to the office's template. */
type SectionWritten = DomainEvent<
  'SectionWritten',
  { readonly section: number; readonly text: string | null }
>;
/** The office's template, kept in the stream `letters`/`annual-report`. */
type TemplateWritten = DomainEvent<
  'TemplateWritten',
  { readonly section: number; readonly text: string | null }
>;

/** What was signed: the canonical bytes, and beside them what they were made from and by. */
export type Frozen = {
  readonly version: number;
  readonly approvedBy: string;
  readonly asOf: Instant;
  /** Events of the office recorded at or before `asOf`. */
  readonly events: number;
  /** SHA-256 over the newest hash of every case at `asOf`. */
  readonly digest: string;
  /** Version of the program; it stands beside the report, not in it. */
  readonly program: string;
  /** By which rules the same figures give these bytes; absent before they were numbered. */
  readonly rules?: number;
  readonly report: string;
  /** Numbers of the prose that no figure stands behind and that were confirmed one by one; absent where there were none. */
  readonly confirmed?: readonly ConfirmedNumber[];
  /** Of a report of a whole tree: whose reports were added up, and in which version; null stands for one without records. */
  readonly offices?: readonly SignedPart[];
};
export type ConfirmedNumber = {
  readonly token: string;
  readonly section: number;
  readonly number: string;
  readonly sentence: string;
};
export type SignedPart = { readonly office: string; readonly version: number | null };
/** `cases` are at most `CASES_NAMED` numbers; `more` says how many others there are. */
export type CellDifference = {
  readonly cell: string;
  readonly before: Json;
  readonly after: Json;
  readonly cases: readonly string[];
  readonly more: number;
};
type YearClosed = DomainEvent<'YearClosed', Frozen>;
type YearRestated = DomainEvent<
  'YearRestated',
  Frozen & { readonly reason: string; readonly difference: readonly CellDifference[] }
>;
export type YearEvent = SectionWritten | TemplateWritten | YearClosed | YearRestated;

export const TEMPLATE_STREAM = 'annual-report';

export type Scope = 'own' | 'tree';
export function yearStreamOf(year: number, scope: Scope = 'own'): string {
  return scope === 'own' ? String(year) : `${year}-tree`;
}
