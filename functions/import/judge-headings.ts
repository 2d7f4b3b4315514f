/** Whether the headings of a table can be read at all: of another table nothing is taken, and nothing is guessed. */
import type { KindSpec } from './kinds.ts';
import { columnOf } from './parse-headings.ts';
import { UNDECODABLE } from './read-raw-record.ts';
import { UnreadableFile } from './unreadable-file.ts';

type Options = Parameters<typeof columnOf>[2];

const LETTERS = 26;
const LETTER_A = 65;
const MOST_SAID = 60;

/** Throws UnreadableFile where no heading is known, or two mean one column. One that means none may stand as often as it likes. */
export function judgeHeadings(spec: KindSpec, headings: readonly string[], options: Options): void {
  const first = new Map<string, number>();
  headings.forEach((heading, at) => {
    const key = columnOf(spec, heading, options);
    if (key === undefined) return;
    const before = first.get(key);
    if (before !== undefined) throw repeated(spec, key, [column(headings, before), column(headings, at)]);
    first.set(key, at);
  });
  if (first.size === 0) throw unknown(spec, headings);
}

/** A title above the table, another separator, another encoding: then there are no good rows and no bad ones. */
function unknown(spec: KindSpec, headings: readonly string[]): UnreadableFile {
  const read = headings.filter((heading) => heading.trim() !== '').join('、');
  const encoding = read.includes(UNDECODABLE) ? '，编码可能不是 UTF-8 或 GB18030' : '';
  const known = spec.columns.map((each) => each.headings[1]).join('、');
  const message = `第一行没有认识的列名（读到：${read.slice(0, MOST_SAID)}${encoding}）；认识的有：${known}`;
  return new UnreadableFile(message, { code: 'noHeadings' });
}

function repeated(spec: KindSpec, key: string, [one, other]: readonly [string, string]): UnreadableFile {
  const meant = spec.columns.find((each) => each.key === key)?.headings[1] ?? key;
  const message = `${one}与${other}都是“${meant}”，无法判断以哪一列为准；请删去其中一列，或者改名后再导入`;
  return new UnreadableFile(message, { code: 'repeatedHeading' });
}

/** By its number and by the letters a spreadsheet gives it: 第 28 列（AB）“受理时间”. */
function column(headings: readonly string[], at: number): string {
  return `第 ${at + 1} 列（${lettersOf(at + 1)}）“${(headings[at] ?? '').trim()}”`;
}

function lettersOf(number: number): string {
  const [rest, last] = [Math.floor((number - 1) / LETTERS), (number - 1) % LETTERS];
  return `${rest > 0 ? lettersOf(rest) : ''}${String.fromCharCode(LETTER_A + last)}`;
}
