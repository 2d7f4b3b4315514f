import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Report } from './report.ts';

/** Where figures come from: the live counters, or a recount of the log. */
export type FigureSource = {
  /** The weight of a yearly cell in a year; 0 where there is none. */
  weight(cell: string, year: number): number;
  /** The weights of `prefix["label"]` in a year, by label. */
  labelled(prefix: string, year: number): Readonly<Record<string, number>>;
  /** The same for daily cells from day to day, both included. */
  weightOfDays(cell: string, from: PlainDate, to: PlainDate): number;
  labelledOfDays(prefix: string, from: PlainDate, to: PlainDate): Readonly<Record<string, number>>;
  /** Units of the narrative's other figures, by name. */
  readonly units: Readonly<Record<string, string>>;
};

export type ReportHead = Pick<Report, 'office' | 'year' | 'status' | 'version' | 'asOf'>;
export type Period = { readonly from: PlainDate; readonly to: PlainDate };
