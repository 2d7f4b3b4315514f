/** Whether the headings of a table can be read at all: of another table nothing is taken, and nothing is guessed. */
import type { Warning } from '#shared/kernel/decision.ts';
import { lettersOf } from './column-letters.ts';
import type { ColumnSpec, KindSpec } from './kinds.ts';
import { nearestColumn } from './near-heading.ts';
import { columnsOf, tidy, unknownHeadings } from './parse-headings.ts';
import { UNDECODABLE } from './read-raw-record.ts';
import { UnreadableFile } from './unreadable-file.ts';

type Options = Parameters<typeof columnsOf>[2];

const MOST_SAID = 60;
const MOST_NAMED = 400;
const HAN = /\p{Script=Han}/u;

/**
 * What a person should know of the headings. Throws UnreadableFile where none is known, two mean one column (one that
 * means none may stand as often as it likes), or a column is missing without which no row can be right.
 */
export function judgeHeadings(spec: KindSpec, headings: readonly string[], options: Options): Warning[] {
  const first = new Map<string, number>();
  columnsOf(spec, headings, options).forEach((key, at) => {
    if (key === undefined) return;
    const before = first.get(key);
    if (before !== undefined) throw repeated(spec, key, [column(headings, before), column(headings, at)]);
    first.set(key, at);
  });
  if (first.size === 0) throw unknown(spec, headings);
  const absent = spec.columns.filter(({ key }) => !first.has(key) && !options.fixed?.[key]);
  const strange = unknownHeadings(spec, options).filter((heading) => headings.includes(heading));
  const near = new Map(strange.map((heading) => [heading, nearestColumn(heading, absent)] as const));
  // a default would stand in every row, though the column may be there under another name
  const hidden = [...near].flatMap(([heading, meant]) =>
    HAN.test(heading) && meant?.default !== undefined ? [meant] : [],
  );
  const missing = absent.filter((one) => one.required || hidden.includes(one));
  if (missing.length > 0) throw notFound(missing, headings, near);
  return [...strangers(headings, near), ...notInFile(headings, options)];
}

type Near = ReadonlyMap<string, ColumnSpec | undefined>;

/** Headings that no column knows, each with the column that it may mean. */
function strangers(headings: readonly string[], near: Near): Warning[] {
  return [...near].map(([heading, meant]) =>
    unknownHeading(heading, { meant, column: lettersOf(headings.indexOf(heading) + 1) }),
  );
}

/** `column`: the letters of a sheet; a file of objects has none. */
export function unknownHeading(
  heading: string,
  { meant, column: at }: { readonly meant: ColumnSpec | undefined; readonly column?: string },
): Warning {
  const written = heading.replace(/\s+/g, ' ').trim().slice(0, MOST_SAID);
  const facts = { heading: written, ...(at && { column: at }), ...(meant && { near: nameOf(meant) }) };
  return { code: 'unknownHeading', facts };
}

/** Headings that `map` speaks of and the file does not have: its rows are read without them. */
function notInFile(headings: readonly string[], { map }: Options): Warning[] {
  const there = new Set(headings.map(tidy));
  return Object.entries(map ?? {})
    .filter(([heading, key]) => key !== '' && !there.has(tidy(heading)))
    .map(([heading, key]) => ({ code: 'mappedHeadingMissing', facts: { heading, key } }));
}

function notFound(missing: readonly ColumnSpec[], headings: readonly string[], near: Near): UnreadableFile {
  const sought = missing.map((one) => {
    const [like] = [...near].find(([, meant]) => meant === one) ?? [];
    return `${nameOf(one)}（${one.key}）${like === undefined ? '' : `，是不是“${like.trim()}”`}`;
  });
  const read = headings.filter((heading) => heading.trim() !== '').join('、');
  return new UnreadableFile(
    `没有找到这些列：${sought.join('、')}。文件的列名是：${read.slice(0, MOST_NAMED)}。请改列名后再导入（命令行也可用 --map 说明）`,
    { code: 'missingColumn' },
  );
}

/** A title above the table, another separator, another encoding: then there are no good rows and no bad ones. */
function unknown(spec: KindSpec, headings: readonly string[]): UnreadableFile {
  const read = headings.filter((heading) => heading.trim() !== '').join('、');
  const encoding = read.includes(UNDECODABLE) ? '，编码可能不是 UTF-8 或 GB18030' : '';
  const known = spec.columns.map(nameOf).join('、');
  const message = `第一行没有认识的列名（读到：${read.slice(0, MOST_SAID)}${encoding}）；认识的有：${known}`;
  return new UnreadableFile(message, { code: 'noHeadings' });
}

function repeated(spec: KindSpec, key: string, [one, other]: readonly [string, string]): UnreadableFile {
  const meant = spec.columns.find((each) => each.key === key);
  const message = `${one}与${other}都是“${meant === undefined ? key : nameOf(meant)}”，无法判断以哪一列为准；请删去其中一列，或者改名后再导入`;
  return new UnreadableFile(message, { code: 'repeatedHeading' });
}

function nameOf({ headings, key }: ColumnSpec): string {
  return headings[1] ?? key;
}

/** By its number and by the letters a spreadsheet gives it: 第 28 列（AB）“受理时间”. */
function column(headings: readonly string[], at: number): string {
  return `第 ${at + 1} 列（${lettersOf(at + 1)}）“${(headings[at] ?? '').trim()}”`;
}
