/** Where a table begins in its file, what separates its cells, and which kind of rows it holds: from its first rows. */
import { IMPORT_KINDS, type ImportKind } from '../kinds.ts';
import type { RawRecord } from '../read-raw-record.ts';
import { type ImportFormat, readRecords } from '../read-records.ts';
import { type Encoding, HeadingRows, type Layout, SEPARATORS } from '../table-layout.ts';
import { scoreOf } from './guess-columns.ts';

export type TopRow = { readonly line: number; readonly fields: readonly string[] };
type GuessedLayout = {
  readonly kind: ImportKind;
  readonly layout: Layout;
  readonly top: readonly TopRow[];
};

/** Headings that begin lower are asked for. */
const MOST_TOP = 30;
const MOST_CELLS = 200;

type Asked = {
  readonly file: string;
  readonly format: ImportFormat;
  readonly encoding?: Encoding | undefined;
  /** What is settled already. */
  readonly kind?: ImportKind | undefined;
  readonly layout: Layout;
};

/** Throws UnreadableFile. */
export async function guessLayout(asked: Asked): Promise<GuessedLayout> {
  const { format, encoding, layout } = asked;
  const separators =
    format === 'csv' ? (layout.separator === undefined ? SEPARATORS : [layout.separator]) : [undefined];
  const found: (GuessedLayout & { score: number; width: number })[] = [];
  for (const separator of separators) {
    const given = { ...layout, separator, encoding, unique: true };
    const top = await topRows(asked, given);
    const guess = bestOf(asked, given, top);
    found.push({ ...guess, top, width: Math.max(0, ...top.map(({ fields }) => fields.length)) });
  }
  const [best] = found.sort((a, b) => b.score - a.score || b.width - a.width);
  if (best === undefined) throw new Error('no separator');
  const { kind, layout: guessed, top } = best;
  return { kind, layout: guessed, top };
}

async function topRows({ file, format }: Asked, layout: Layout): Promise<TopRow[]> {
  const rows: TopRow[] = [];
  const raw = { ...layout, headings: undefined, headingRows: 0 as const, fields: true };
  for await (const records of readRecords(file, { format, layout: raw })) {
    rows.push(...records.slice(0, MOST_TOP - rows.length).map(topRow));
    if (rows.length >= MOST_TOP) break;
  }
  return rows;
}

function topRow({ line, fields = [] }: RawRecord): TopRow {
  return { line, fields: fields.slice(0, MOST_CELLS) };
}

type Best = { readonly kind: ImportKind; readonly layout: Layout; readonly score: number };

/** The first rows stand for themselves: the first that is best known, and two rows only where one alone says less. */
function bestOf({ kind, layout }: Asked, given: Layout, top: readonly TopRow[]): Best {
  const kinds = kind === undefined ? IMPORT_KINDS : [kind];
  const lines = layout.headings === undefined ? top : top.filter(({ line }) => line === layout.headings);
  const rows = layout.headingRows === undefined ? ([1, 2] as const) : [layout.headingRows];
  let best: Best = {
    kind: kinds[0] ?? 'applications',
    layout: { ...given, headings: layout.headings ?? top[0]?.line ?? 1, headingRows: rows[0] ?? 1 },
    score: 0,
  };
  const places = rows.flatMap((headingRows) => lines.map(({ line }) => ({ headings: line, headingRows })));
  for (const each of kinds)
    for (const place of places) {
      const score = scoreOf(each, headingsAt(top, { ...given, ...place }));
      if (score > best.score) best = { kind: each, layout: { ...given, ...place }, score };
    }
  return best;
}

/** The headings that a layout gives. */
export function headingsAt(top: readonly TopRow[], layout: Layout): readonly string[] {
  const heading = new HeadingRows(layout);
  for (const { line, fields } of top) {
    if (heading.headings !== undefined) break;
    heading.take(line, fields);
  }
  return heading.headings ?? [];
}
