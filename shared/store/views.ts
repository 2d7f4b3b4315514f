/** The read models: disposable, rebuilt from the log, holding their own log position. No rule ever reads them. */
import type { Contributions } from '../kernel/contribution.ts';
import type { CaseKind, StreamKey } from '../kernel/event.ts';
import type { Instant, PlainDate } from '../kernel/plain-date.ts';
import type { FigureSource, Period } from '../reporting/figure-source.ts';

/** What lists and work lists show of a case. No personal data: texts are read from the case itself. */
export type CaseSummary = StreamKey & {
  readonly number: string;
  readonly version: number;
  readonly status: 'unconfirmed' | 'open' | 'concluded' | 'voided';
  /** The day the law counts from: receipt, opening, publication. */
  readonly openedOn: PlainDate;
  readonly concludedOn: PlainDate | null;
  readonly dueOn: PlainDate | null;
  readonly provisional: boolean;
  readonly recordedAt: Instant;
  /** Plain facts for the columns of a list, keys as in the import: applicantType, outcome, channel, source … */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
};

export type CaseView = { readonly summary: CaseSummary; readonly contributions: Contributions };
export type CellMember = { readonly case: string; readonly kind: CaseKind; readonly weight: number };
export type Page<T> = { readonly items: readonly T[]; readonly next: string | null };
export type PageRequest = { readonly after?: string | null; readonly limit: number };

export type ListFilter = {
  readonly kind: CaseKind;
  readonly status?: CaseSummary['status'];
  /** Start of the number. */
  readonly number?: string;
  readonly from?: PlainDate;
  readonly to?: PlainDate;
};

export interface ViewsReader {
  /**
   * Everything that a year's report needs (its own year and the one before; daily cells by day, month and year), in
   * reads whose number does not grow with the cases. A `period` narrows the daily cells.
   */
  figures(of: {
    readonly office: string;
    readonly year: number;
    readonly period?: Period;
  }): Promise<FigureSource>;
  /** The instant of the newest commit applied for the office; null before the first. */
  asOf(office: string): Promise<Instant | null>;
  /** The cases behind a cell in a year, by number. */
  members(
    cell: { readonly office: string; readonly cell: string; readonly year: number },
    page: PageRequest,
  ): Promise<Page<CellMember>>;
  summary(office: string, kind: CaseKind, number: string): Promise<CaseSummary | null>;
  /** Newest first. */
  list(office: string, filter: ListFilter, page: PageRequest): Promise<Page<CaseSummary>>;
  /** Open cases by due date, those without one last. */
  worklist(office: string, page: PageRequest): Promise<Page<CaseSummary>>;
}

export interface Views extends ViewsReader {
  /** How far into the feed everything is applied; 0 where the engine's feed has no positions. */
  position(): Promise<number>;
  /** The views held of these cases; absent where there is none. */
  held(keys: readonly StreamKey[]): Promise<ReadonlyMap<string, CaseView>>;
  /**
   * Replaces the views of cases and moves the figures by the differences. A case held at the same or a later version is
   * left as it is, so a notice may come twice, late or out of order. `units` are those of figures recorded in between;
   * `position` is noted with the same write.
   */
  apply(batch: {
    readonly cases: readonly CaseView[];
    readonly units: Readonly<Record<string, string>>;
    readonly position?: number;
  }): Promise<void>;
  clear(): Promise<void>;
  close(): void;
}

export const keyOf = ({ office, kind, stream }: StreamKey): string => `${office}/${kind}/${stream}`;
