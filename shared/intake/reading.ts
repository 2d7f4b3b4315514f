/**
 * How a file is to be read, as the page keeps it and as `--map` takes it: which column each heading means, where the
 * table lies, how its dates are written, what its values mean.
 */
import * as z from 'zod';
import type { ReadingOptions } from './import-result.ts';
import { KINDS } from './kinds.ts';
import { isZone } from './parse-dates.ts';
import { columnOf } from './parse-headings.ts';
import { ENCODINGS, SEPARATORS } from './table-layout.ts';

const MOST = 300;
const Texts = z.record(z.string().max(MOST), z.string().max(MOST));

/** `columns`: heading of the file → key or heading of a column, '' leaves it out; `fixed`: what holds for all rows. */
const Reading = z.strictObject({
  columns: Texts,
  sheet: z.string().max(MOST).optional(),
  headings: z.strictObject({ row: z.int().min(1), rows: z.literal([1, 2]).optional() }).optional(),
  separator: z.enum(SEPARATORS).optional(),
  encoding: z.enum(ENCODINGS).optional(),
  dates: z.enum(['ymd', 'mdy', 'dmy']).optional(),
  zone: z.string().max(60).refine(isZone, 'no such time zone').optional(),
  years: z.int().min(1900).max(2000).optional(),
  values: z.record(z.string(), Texts).optional(),
  fixed: Texts.optional(),
});
export type Reading = z.output<typeof Reading>;

/**
 * A JSON value as a reading of that kind; words on what is wrong where it is none. An object of texts alone is the
 * columns.
 */
export function readingIn(value: unknown, kind: string): Reading | string {
  const columns = Texts.safeParse(value);
  const parsed = Reading.safeParse(columns.success ? { columns: columns.data } : value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `--map wants a JSON object: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`;
  }
  return unknownIn(parsed.data, kind) ?? parsed.data;
}

/** Columns that the kind does not have. */
function unknownIn({ columns, values, fixed }: Reading, kind: string): string | undefined {
  const spec = Object.entries(KINDS).find(([name]) => name === kind)?.[1];
  if (spec === undefined) return undefined;
  const named = [...Object.values(columns), ...Object.keys({ ...values, ...fixed })];
  const unknown = named.find((key) => key !== '' && columnOf(spec, key, {}) === undefined);
  if (unknown === undefined) return undefined;
  const keys = spec.columns.map(({ key }) => key).join(', ');
  return `--map names no column of ${kind}: ${unknown} (${keys})`;
}

export function optionsOf({ columns: map, sheet, headings, ...reading }: Reading): ReadingOptions {
  const { separator, encoding, dates, zone, years, values, fixed } = reading;
  return {
    map,
    layout: {
      ...{ sheet, headings: headings?.row, headingRows: headings?.rows, separator, encoding },
      // who says where the headings stand has seen them
      unique: headings !== undefined,
    },
    ...(dates && { dates }),
    ...(zone && { zone }),
    ...(years !== undefined && { years }),
    ...(values && { values }),
    ...(fixed && { fixed }),
  };
}
