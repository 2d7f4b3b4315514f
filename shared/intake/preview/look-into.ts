/** What a file holds and how it may be read: looked at before anything is recorded, and said to the person who sent it. */
import { MOST_TABLE_COLUMNS } from '../column-letters.ts';
import type { ReadingOptions } from '../import-result.ts';
import { isTotals } from '../import-warnings.ts';
import { type ImportKind, KINDS } from '../kinds.ts';
import type { ParseOptions } from '../parse-row.ts';
import type { RawRecord } from '../read-raw-record.ts';
import { type ImportFormat, readRecords } from '../read-records.ts';
import { detectEncoding } from '../read-text.ts';
import type { Reading } from '../reading.ts';
import { optionsOf } from '../reading.ts';
import { type Remembered, shapeOf } from '../remembered.ts';
import type { Encoding, Layout } from '../table-layout.ts';
import { UnreadableFile } from '../unreadable-file.ts';
import { columnsFor, type FileColumn } from './file-columns.ts';
import { guessLayout, headingsAt, type TopRow } from './guess-layout.ts';
import { type DatesJudged, judgeDates } from './judge-dates.ts';
import { countedValues, writtenDays } from './sample-values.ts';
import { type UnknownValues, unknownValues } from './unknown-values.ts';

export type Looking = {
  readonly file: string;
  readonly format: ImportFormat;
  /** What the person has settled so far. */
  readonly kind: ImportKind | undefined;
  readonly reading: Partial<Reading>;
  readonly remembered: Remembered;
  readonly options: Pick<ParseOptions, 'today' | 'added'>;
};

export type LookedAt = {
  readonly kind: ImportKind;
  readonly sheets: readonly string[];
  readonly encoding: Encoding | undefined;
  /** Of a file of objects null: it has neither rows above nor headings in their place. */
  readonly layout: Layout | null;
  readonly top: readonly TopRow[];
  readonly columns: readonly FileColumn[];
  /** As it was settled, or as a table with these headings was read before. */
  readonly reading: Partial<Reading>;
  readonly isRemembered: boolean;
  readonly records: readonly RawRecord[];
  /** Whether more follow than were looked at. */
  readonly isAll: boolean;
  readonly dates: DatesJudged;
  readonly unknown: readonly UnknownValues[];
};

export const MOST_LOOKED = 5000;

/** Throws UnreadableFile. */
export async function lookInto(looking: Looking): Promise<LookedAt> {
  const { file, format, remembered } = looking;
  const isText = format !== 'xlsx';
  const encoding = isText ? (await detectEncoding(file, looking.reading.encoding)).encoding : undefined;
  const sheets = format === 'xlsx' ? await (await import('../read-xlsx.ts')).sheetsOf(file) : [];
  const placed = await placedIn(looking, encoding);
  const { headings, records: all, isAll } = await sampled(looking, placed.layout);
  const known = placed.known ?? looking.reading;
  const values = { ...remembered.values[placed.kind], ...known.values };
  const options = { ...looking.options, values };
  const columns = columnsFor(placed.kind, { headings, records: all, options, said: known.columns });
  const map = Object.fromEntries(columns.map(({ heading, key }) => [heading, key]));
  const reading: ReadingOptions = optionsOf({ ...known, columns: map });
  const parse: ParseOptions = { ...options, ...reading, values };
  const records = all.filter((record) => !isTotals(KINDS[placed.kind], record, parse));
  const dates = judgeDates({
    ...{ kind: placed.kind, records, options: parse },
    written: writtenDays(placed.kind, columns, records),
  });
  const counted = countedValues(placed.kind, columns, records);
  return {
    ...{ kind: placed.kind, sheets, encoding, layout: format === 'ndjson' ? null : placed.layout },
    ...{ top: placed.top, columns, reading: known, isRemembered: placed.known !== undefined },
    ...{ records, isAll, dates },
    // what is said of this file alone may still be changed
    unknown: unknownValues(placed.kind, counted, {
      ...options,
      values: remembered.values[placed.kind] ?? {},
    }),
  };
}

type Placed = {
  readonly kind: ImportKind;
  readonly layout: Layout;
  readonly top: readonly TopRow[];
  /** How a table with these headings was read before. */
  readonly known?: Reading;
};

async function placedIn(looking: Looking, encoding: Encoding | undefined): Promise<Placed> {
  const { format, kind, reading, remembered } = looking;
  const { layout = {} } = optionsOf({ columns: {}, ...reading });
  const guess = await guessLayout({ ...looking, encoding, kind, layout });
  if (format === 'ndjson' || reading.columns !== undefined || reading.headings !== undefined) return guess;
  const kinds = kind === undefined ? Object.keys(remembered.readings) : [kind];
  for (const each of kinds)
    for (const [shape, known] of Object.entries(remembered.readings[each] ?? {})) {
      const own = { ...guess.layout, ...headingsOf(known) };
      if (shapeOf(headingsAt(guess.top, own)) === shape)
        return { ...guess, kind: each as ImportKind, layout: own, known };
    }
  return guess;
}

function headingsOf({ headings, sheet }: Reading): Layout {
  return { headings: headings?.row, headingRows: headings?.rows ?? 1, ...(sheet && { sheet }) };
}

type Sample = {
  readonly headings: readonly string[];
  readonly records: readonly RawRecord[];
  readonly isAll: boolean;
};

async function sampled({ file, format }: Looking, layout: Layout): Promise<Sample> {
  let headings: readonly string[] = [];
  const news = {
    headings: (read: readonly string[]) => {
      headings = read;
    },
  };
  const records: RawRecord[] = [];
  let isAll = true;
  const all = readRecords(file, { format, news, layout: { ...layout, fields: true } });
  for await (const chunk of all) {
    records.push(...chunk);
    isAll = records.length < MOST_LOOKED;
    if (!isAll) break;
  }
  if (format === 'ndjson') headings = [...new Set(records.flatMap(({ cells }) => Object.keys(cells)))];
  if (headings.length > MOST_TABLE_COLUMNS)
    throw new UnreadableFile(`超过 ${MOST_TABLE_COLUMNS} 个栏目，不像记录的表格，没有读取`, {
      code: 'oversizedFile',
    });
  return { headings, records: records.slice(0, MOST_LOOKED), isAll };
}
