/** The read models: disposable, rebuilt from the log, holding their own log position. No rule ever reads them. */
import { type CaseBrief, DESK } from '#shared/kernel/case-brief.ts';
import type { Contributions } from '#shared/kernel/contribution.ts';
import type { CaseKind, StreamKey } from '#shared/kernel/event.ts';
import type { Instant, PlainDate } from '#shared/kernel/plain-date.ts';
import type { FigureSource, Period } from '#shared/reporting/figure-source.ts';
import { type Count, dueOf, type ListFilter } from './lists.ts';
import { factOf, isNarrowedTo, type Narrowed } from './narrowings.ts';
import type { IndexedCase } from './search-index.ts';

/** A case without any due date sorts after those that have one. */
export const NO_DAY = '9999-12-31';
/** `last` of a stock that has not ended. */
export const OPEN_YEAR = 9999;

export type CaseSummary = StreamKey &
  CaseBrief & {
    readonly number: string;
    readonly version: number;
    /** Of the newest commit. */
    readonly recordedAt: Instant;
  };

/** The unit in which a figure of the narrative was recorded, and when; the newest of a name stands. */
export type FigureUnit = { readonly name: string; readonly unit: string; readonly recordedAt: Instant };

/** Everything the read models hold of one case: a pure function of its history. */
export type CaseView = {
  readonly summary: CaseSummary;
  readonly contributions: Contributions;
  readonly unit?: FigureUnit;
  /** The version of the office's calendar by which due dates are counted; 0 for the State's years alone. */
  readonly calendar: number;
};
export type CellMember = { readonly case: string; readonly kind: CaseKind; readonly weight: number };
export type Page<T> = { readonly items: readonly T[]; readonly next: string | null };
/** `after` is the `next` of the page before. */
export type PageRequest = { readonly after?: string | null; readonly limit: number };

/** What narrows a work list; each is read from an index of its own, so that a page is full and reads no more than it shows. */
export type WorkFilter = Narrowed & {
  /** A desk on which a proposed step lies (`narrowings.ts`): of cases of any status, narrowed by days alone. */
  readonly desk?: string | undefined;
  readonly kind?: CaseKind | undefined;
  /** Only what others have to act on: nothing is the office's to do by a date. */
  readonly waiting?: boolean | undefined;
  /** Days on which it is due, or what is awaited ends; both included. */
  readonly from?: PlainDate | null | undefined;
  readonly to?: PlainDate | null | undefined;
};

/** Kinds in which others can be waited for. */
export const WAITING_KINDS: readonly CaseKind[] = ['appeal', 'application'];
/** A hotline case without a date has no limit: nobody else is waited for. */
export const isWaiting = ({ kind, dueOn }: Pick<CaseSummary, 'kind' | 'dueOn'>): boolean =>
  dueOn === null && kind !== 'hotline';

export function isInWorklist(one: CaseSummary, filter: WorkFilter): boolean {
  const { kind, waiting = false, from, to, desk } = filter;
  if (dueOf(one) < (from ?? '') || dueOf(one) > (to ?? '9999-12-31')) return false;
  if (desk !== undefined) return factOf(one, DESK) === desk;
  return (
    one.status === 'open' &&
    (kind === undefined || one.kind === kind) &&
    (!waiting || isWaiting(one)) &&
    isNarrowedTo(one, filter)
  );
}

/** The figures of an office at one moment; `asOf` is the instant of its newest commit in them, null before the first. */
export type LiveFigures = FigureSource & { readonly asOf: Instant | null };

export interface ViewsReader {
  /**
   * Everything that a year's report needs, read at one moment, in reads whose number does not grow with the cases:
   * the year and the one before, and daily cells over the ranges of `rangesOf`. A `period` narrows the daily cells.
   */
  figures(of: {
    readonly office: string;
    readonly year: number;
    readonly period?: Period;
  }): Promise<LiveFigures>;
  /** The instant of the newest commit applied for the office; null before the first. */
  asOf(office: string): Promise<Instant | null>;
  /** The cases behind a cell, yearly or daily, in a year: by number, a case once with all its weight. */
  members(
    cell: { readonly office: string; readonly cell: string; readonly year: number },
    page: PageRequest,
  ): Promise<Page<CellMember>>;
  summary(office: string, kind: CaseKind, number: string): Promise<CaseSummary | null>;
  /** Cases of a kind in one of the orders of `LIST_SORTS`. */
  list(office: string, filter: ListFilter, page: PageRequest): Promise<Page<CaseSummary>>;
  /** How many there are in such a list. What counts a list reads no more for a larger ledger: from somewhere on it says `more`. */
  count(office: string, filter: ListFilter): Promise<Count>;
  /** Open cases by due date or by the end of what is awaited, those without either last. */
  worklist(office: string, page: PageRequest, filter?: WorkFilter): Promise<Page<CaseSummary>>;
  openCount(office: string, filter?: WorkFilter): Promise<Count>;
  /** Every office of which anything is held, in order. */
  offices(): Promise<readonly string[]>;
  /** The years in which the office has any figure, in order. */
  years(office: string): Promise<readonly number[]>;
}

/** A case or another stream, and when its newest commit was recorded. */
export type Written = StreamKey & { readonly recordedAt: Instant };

export type ViewsBatch = {
  /** Everything that was written to, also what makes no case; an engine whose log has an order needs none. */
  readonly written?: readonly Written[];
  /** May be made one by one as they are asked for; asked for once. */
  readonly cases: Iterable<CaseView>;
  /** The same cases as they stand in the index, where that is filled with the views. */
  readonly indexed?: readonly IndexedCase[];
  /** By office, the instant of its newest commit in the batch, also of commits that make no case. */
  readonly newest: Readonly<Record<string, Instant>>;
  /** Where the feed stands after the batch; noted with the same write, and never moved back. */
  readonly position?: number;
  /** Which log it is, and its furthest commit that is in the cases; noted where it is further than the one before. */
  readonly anchor?: string;
  /** Positions behind that, of what is in the cases already: shown before what others recorded earlier. */
  readonly ahead?: readonly number[];
};

/** Something held that does not follow from the log. */
export type Drift = {
  readonly what: 'summary' | 'cells' | 'member' | 'counter' | 'unit' | 'asOf' | 'missing' | 'stray';
  readonly office: string;
  readonly kind?: string;
  readonly case?: string;
  readonly cell?: string;
  /** The year, month or day of a counter. */
  readonly at?: string;
  readonly expected?: number;
  readonly held?: number;
};

/** A comparison of everything held with everything that should be, at one moment of the views. */
export interface ViewsAudit {
  /** Whether what was recorded at that position is in them at that moment: nothing else is to be compared. */
  readonly holds: Holds;
  /** Compares cases, each given once; counters are added up for the end. */
  compare(expected: readonly CaseView[]): Promise<readonly Drift[]>;
  /** What is held beyond the cases given, and every counter that is not their sum. Ends the audit. */
  end(newest: ViewsBatch['newest']): Promise<readonly Drift[]>;
}

export interface Views extends ViewsReader {
  /** How far into the feed everything is applied; 0 where the engine's feed has no positions. */
  position(): Promise<number>;
  /**
   * Replaces the views of cases and moves the figures by the differences, all in one write. A case held at a later
   * version, or at the same one by the same or a later calendar, is left as it is: a notice may come twice, late or
   * out of order.
   */
  apply(batch: ViewsBatch): Promise<void>;
  /** Those that are being rebuilt meanwhile, into which everything is applied as well; null where none are. */
  beside?(): Promise<FilledViews | null>;
  audit(): Promise<ViewsAudit>;
  clear(): Promise<void>;
  close(): void;
}

/** What a projector asks of the views it fills. */
export type FilledViews = Pick<Views, 'apply' | 'position' | 'worklist' | 'beside'>;

type Holds = (position: number) => boolean;
/** Everything as it is at one moment, whatever is applied meanwhile; what it holds of the log. Is to be ended. */
export type ViewsMoment = ViewsReader & { readonly holds: Holds; end(): void };

/** Views that can be rebuilt beside the ones in use. */
export interface DraftingViews extends Views {
  moment(): Promise<ViewsMoment>;
  holding(): Promise<Holds>;
  /** Of the furthest that is held; null where none was noted. */
  anchor(): Promise<string | null>;
  draft(): ViewsDraft;
}

export type ViewsDraft = {
  /** Empty at first. */
  readonly views: FilledViews;
  settle(): Promise<void>;
  /** Replaces the ones in use in one write; `views` is not written afterwards. `settle` does before what takes time. */
  takeOver(): Promise<void>;
  discard(): Promise<void>;
};

export const keyOf = ({ office, kind, stream }: StreamKey): string => `${office}/${kind}/${stream}`;

/** Reads a paged list to its end. */
export async function* allPages<T>(
  read: (page: PageRequest) => Promise<Page<T>>,
): AsyncGenerator<readonly T[]> {
  for (let after: string | null = null; ; ) {
    const page: Page<T> = await read({ after, limit: 1000 });
    yield page.items;
    if (page.next === null) return;
    after = page.next;
  }
}
