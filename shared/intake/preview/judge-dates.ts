/** In which order the dates of a file are written: each is tried on its rows, and what does not come out is counted. */
import { type ColumnSpec, type ImportKind, KINDS } from '../kinds.ts';
import type { DateOrder } from '../parse-dates.ts';
import { type ParseOptions, parseRow } from '../parse-row.ts';
import type { RawRecord } from '../read-raw-record.ts';

export const DATE_ORDERS = ['ymd', 'mdy', 'dmy'] as const satisfies readonly DateOrder[];

export type OrderTried = {
  readonly order: DateOrder;
  /** Rows whose days all come out, none before another that must not be, none still to come. */
  readonly fitting: number;
  readonly not: number;
  /** The first that does not, and why. */
  readonly example: { readonly line: number; readonly message: string } | undefined;
};
export type DatesJudged = {
  readonly tried: readonly OrderTried[];
  /** Undefined where two orders come out alike and the dates do not say which: a person has to. */
  readonly guess: DateOrder | undefined;
  readonly hasShortYears: boolean;
  /** Whether the order matters at all: most ways of writing a day say it themselves. */
  readonly isOpen: boolean;
};

const SHORT = /^\s*\d{1,2}([-/.])\d{1,2}\1\d{1,2}(?!\d)/;
/** The order matters for these only: all others say it themselves. */
const OPEN = /^\s*\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d{2})(?!\d)/;
const TOLD = ['badDate', 'dateOrder', 'future'];
const FIRST_OF_SHORT = 2000;

type Judged = {
  readonly kind: ImportKind;
  readonly records: readonly RawRecord[];
  readonly options: ParseOptions;
  /** What stands in the date columns. */
  readonly written: readonly string[];
};

export function judgeDates({ kind, records, options, written }: Judged): DatesJudged {
  const hasShortYears = written.some((text) => SHORT.test(text));
  const years = options.years ?? (hasShortYears ? FIRST_OF_SHORT : undefined);
  const given = { ...options, ...(years !== undefined && { years }) };
  const tried = DATE_ORDERS.map((order) => tryOrder(kind, records, { ...given, dates: order }));
  const isOpen = written.some((text) => OPEN.test(text));
  return { tried, guess: isOpen ? guessOf(tried) : 'ymd', hasShortYears, isOpen };
}

function tryOrder(kind: ImportKind, records: readonly RawRecord[], options: ParseOptions): OrderTried {
  let fitting = 0;
  let example: OrderTried['example'];
  for (const record of records) {
    const row = parseRow(KINDS[kind], record, options);
    if (row.ok || !TOLD.includes(row.code)) fitting += 1;
    else example ??= { line: row.line, message: row.message };
  }
  return { order: options.dates ?? 'ymd', fitting, not: records.length - fitting, example };
}

function guessOf(tried: readonly OrderTried[]): DateOrder | undefined {
  const [best, second] = [...tried].sort((a, b) => b.fitting - a.fitting);
  return best === undefined || best.fitting === second?.fitting ? undefined : best.order;
}

export function isDay({ type }: ColumnSpec): boolean {
  return type === 'date' || type === 'instant';
}
