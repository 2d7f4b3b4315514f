/** A report as somebody published it, and how to read and compare what it does hold. */
import {
  DOCUMENT_ROWS,
  type DocumentRow,
  FORMS,
  type Form,
  formOf,
  hasRow,
  type Outcome,
  TABLE3_COLUMNS,
  TABLE4_COLUMNS,
  type Table3Column,
  type Table3Row,
  type Table4Block,
  type Table4Column,
} from '#shared/glossary.ts';
import type { Check, CheckId } from './report.ts';

export type Maybe<Value> = Value | null | undefined;
type PartialRows<Row extends string> = Partial<Record<Row, Maybe<readonly Maybe<number>[]>>>;
/** （六）其他处理 in one line, as the form of 2019 and some offices print it, instead of its three leaves. */
type PublishedRow = Table3Row | 'other';
type PartialTable<Row extends string> = {
  readonly columns?: Maybe<readonly string[]>;
  readonly rows?: Maybe<PartialRows<Row>>;
};
type PartialDocuments = {
  readonly issued?: Maybe<number>;
  readonly repealed?: Maybe<number>;
  readonly inForce?: Maybe<number>;
};
type PartialTable2 = {
  readonly regulations?: Maybe<PartialDocuments>;
  readonly normativeDocuments?: Maybe<PartialDocuments>;
  readonly licences?: Maybe<number>;
  readonly penalties?: Maybe<number>;
  readonly coercions?: Maybe<number>;
  readonly feesTenThousandYuan?: Maybe<number>;
};
export const HOTLINE_COUNTS = [
  'received',
  'accepted',
  'closed',
  'closedOnTime',
  'rated',
  'satisfied',
] as const;
type PartialHotline = { readonly [Count in (typeof HOTLINE_COUNTS)[number]]?: Maybe<number> } & {
  readonly yearOnYear?: Maybe<number>;
  readonly closureRate?: Maybe<number>;
  readonly satisfactionRate?: Maybe<number>;
  readonly dailyAverage?: Maybe<number>;
};
/** A report as somebody published it: any block, row or number may be missing. A `Report` is one, too. */
export type PartialReport = {
  readonly office?: Maybe<{ readonly id?: Maybe<string>; readonly name?: Maybe<string> }>;
  readonly year?: Maybe<number>;
  readonly table2?: Maybe<PartialTable2>;
  readonly table3?: Maybe<PartialTable<PublishedRow>>;
  readonly table4?: Maybe<PartialTable<Table4Block>>;
  readonly hotline?: Maybe<PartialHotline>;
  readonly events?: Maybe<PartialHotline>;
  readonly publications?: Maybe<{
    readonly total?: Maybe<number>;
    readonly byColumn?: Maybe<Readonly<Record<string, number>>>;
    readonly byMedium?: Maybe<Readonly<Record<string, number>>>;
  }>;
  readonly narrative?: Maybe<{
    readonly figures?: Maybe<
      Readonly<Record<string, Maybe<{ readonly count?: Maybe<number>; readonly unit?: Maybe<string> }>>>
    >;
    readonly sections?: Maybe<
      readonly {
        readonly number?: Maybe<number>;
        readonly text?: Maybe<string>;
        readonly inserted?: readonly (readonly [number, number])[];
      }[]
    >;
  }>;
};

/** The columns a report names count, wherever they stand; without names the form's order holds. */
function cellOf<Row extends string, Column extends string>(
  table: Maybe<PartialTable<Row>>,
  form: readonly Column[],
): (row: Row, column: Column) => number | null {
  const columns: readonly string[] = table?.columns ?? form;
  return (row, column) => table?.rows?.[row]?.[columns.indexOf(column)] ?? null;
}

/** Null as soon as one addend is not published. */
export function sum(addends: readonly (number | null)[]): number | null {
  return addends.reduce<number | null>((so, one) => (so === null || one === null ? null : so + one), 0);
}

export function table3Cell(
  report: Maybe<PartialReport>,
): (row: PublishedRow, column: Table3Column) => number | null {
  return cellOf(report?.table3, TABLE3_COLUMNS);
}

/** The form of the report's year; of a report that names none the newest whose rows it has. */
export function formOfReport(report: Maybe<PartialReport>): Form {
  const rows = report?.table3?.rows ?? {};
  return typeof report?.year === 'number'
    ? formOf(report.year)
    : formWithRows((row) => rows[row] !== undefined);
}

/** Told by what sets a form apart from the one before it: rows that it added, rows that it dropped. */
export function formWithRows(has: (row: Outcome) => boolean): Form {
  const found = FORMS.find((form, at) => {
    const before = FORMS[at + 1] ?? form;
    const added = form.outcomes.filter(({ key }) => !hasRow(before.from, key));
    const dropped = before.outcomes.filter(({ key }) => !hasRow(form.from, key));
    return added.every(({ key }) => has(key)) && !dropped.some(({ key }) => has(key));
  });
  return found ?? formOf(0);
}

/** The results of table 三 as the report prints them. */
export function printedOutcomes(report: Maybe<PartialReport>): readonly (Outcome | 'other')[] {
  const outcomes = formOfReport(report).outcomes.map(({ key }) => key);
  const isInOne = report?.table3?.rows?.other !== undefined && report.table3.rows.other !== null;
  return isInOne ? [...outcomes.filter((outcome) => !outcome.startsWith('other.')), 'other'] : outcomes;
}

export function printedRows(report: Maybe<PartialReport>): readonly PublishedRow[] {
  return ['newlyReceived', 'carriedOver', ...printedOutcomes(report), 'concluded', 'carriedForward'];
}

export function table4Cell(
  report: Maybe<PartialReport>,
): (block: Table4Block, column: Table4Column) => number | null {
  return cellOf(report?.table4, TABLE4_COLUMNS);
}

type Sides = { readonly left: number | null; readonly right: number | null };

/** No entry where a side is not published. */
export function compare(id: CheckId, scope: string, { left, right }: Sides): Check[] {
  return left === null || right === null ? [] : [{ id, scope, holds: left === right, left, right }];
}

type DocumentNumbers = {
  readonly row: DocumentRow;
  readonly issued: number | null;
  readonly repealed: number | null;
  readonly inForce: number | null;
};

export function documentsOf(report: PartialReport): DocumentNumbers[] {
  return DOCUMENT_ROWS.map((row) => {
    const published = report.table2?.[row];
    return {
      row,
      issued: published?.issued ?? null,
      repealed: published?.repealed ?? null,
      inForce: published?.inForce ?? null,
    };
  });
}
