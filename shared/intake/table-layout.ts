/** How a table lies in its file, where that is not as usual; and its headings, which may stand below a title, in two rows. */
import { lettersOf, MOST_TABLE_COLUMNS } from './column-letters.ts';
import { UnreadableFile } from './unreadable-file.ts';

export const SEPARATORS = [',', ';', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];
export const ENCODINGS = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export type Layout = {
  /** Of a workbook; the first that is not hidden where absent. */
  readonly sheet?: string | undefined;
  /** The line of the first row of headings; the first filled row where absent. */
  readonly headings?: number | undefined;
  /** 2: a row of groups above the headings. 0: there are none, every row is a record. */
  readonly headingRows?: 0 | 1 | 2 | undefined;
  readonly separator?: Separator | undefined;
  /** Of a text; found out where absent. */
  readonly encoding?: Encoding | undefined;
  /** Whether columns of one name, or of none, are told apart: `日期`, `日期#2`, `#C`. */
  readonly unique?: boolean | undefined;
  /** Whether a record also tells its cells in the order of the columns. */
  readonly fields?: boolean | undefined;
};

/** Between the two parts of a heading that stands in two rows; it makes no other heading (parse-headings.ts). */
export const JOINT = '·';

/** Takes the first rows of a table until its headings are known. */
export class HeadingRows {
  readonly #from: number;
  readonly #rows: number;
  readonly #isUnique: boolean;
  readonly #taken: (readonly string[])[] = [];

  constructor({ headings = 0, headingRows = 1, unique = false }: Layout) {
    this.#from = headings;
    this.#rows = headingRows;
    this.#isUnique = unique;
  }

  /** Undefined while they are not whole. */
  get headings(): readonly string[] | undefined {
    if (this.#taken.length < this.#rows) return undefined;
    const headings = joined(this.#taken);
    return this.#isUnique ? toldApart(headings) : headings;
  }

  /** A row above the table says nothing. Throws UnreadableFile. */
  take(line: number, fields: readonly string[]): void {
    if ((fields[MOST_TABLE_COLUMNS] ?? '').trim() !== '')
      throw new UnreadableFile(`第 ${line} 行超过 ${MOST_TABLE_COLUMNS} 列，不像记录的表格，没有读取`, {
        code: 'oversizedFile',
      });
    if (line >= this.#from || this.#taken.length > 0) this.#taken.push(fields);
  }
}

/** A group stands over its first column alone, and reaches to the next group that is filled. */
function joined([first = [], second]: readonly (readonly string[])[]): readonly string[] {
  if (second === undefined) return first;
  let group = '';
  return Array.from({ length: Math.max(first.length, second.length) }, (_, at) => {
    group = first[at]?.trim() || group;
    const own = second[at]?.trim() ?? '';
    if (own === '') return first[at] ?? '';
    return group === '' || group === own ? own : `${group}${JOINT}${own}`;
  });
}

/** Columns behind the last that has a name stay without one: a row need not reach so far. */
function toldApart(headings: readonly string[]): readonly string[] {
  const last = headings.findLastIndex((heading) => heading.trim() !== '');
  const met = new Map<string, number>();
  return headings.map((heading, at) => {
    const name = heading.trim();
    if (name === '') return at > last ? heading : `#${lettersOf(at + 1)}`;
    const times = (met.get(name) ?? 0) + 1;
    met.set(name, times);
    return times === 1 ? heading : `${name}#${times}`;
  });
}
