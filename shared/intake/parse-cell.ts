/** One cell by the type of its column. Text is kept as typed, also when it begins with `= + - @`. */

import { isKeyOf } from '#shared/kernel/keys.ts';
import { isPlainName, LONGEST_NAMES } from '#shared/kernel/name-fields.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import { longestOf } from '#shared/kernel/text-fields.ts';
import { caseNumber, isWritable, labelIn } from '#shared/kernel/written.ts';
import type { ColumnSpec, ColumnType } from './kinds.ts';
import { type Choice, chooseFrom } from './parse-choices.ts';
import { type DateOptions, dateAdvice, parseDateCell, parseInstantCell } from './parse-dates.ts';
import { fenIn, numberAdvice, wholeIn } from './parse-number.ts';
import type { CellNote } from './read-raw-record.ts';

export type CellOptions = DateOptions & {
  /** What the office has added to the closed list of a column. */
  readonly added?: Readonly<Record<string, readonly Choice[]>>;
};

/** `why`: what exactly is wrong, where the code does not say it. */
export type CellFault = { readonly code: RefusalCode; readonly why?: string; readonly advice?: string };
type ParsedCell =
  | { readonly ok: true; readonly value: string | number | undefined }
  | ({ readonly ok: false } & CellFault);

/** As in a command: what is longer could be written in a file and never be typed again. */
export const LABEL_LIMIT = 100;
/** What a spreadsheet makes of a long number: the digits that told two cases apart are gone. */
const SCIENTIFIC = /^\d(?:\.\d+e\+?|e\+)\d+$/i;
/** Half of a character, or none at all: no store keeps such a key as it was written. */
const UNWRITABLE = /[\0\p{Cs}\ufffe\uffff]/u;
/** Error values as a spreadsheet writes them into a text file, and what it shows where a column is too narrow. */
const ERROR_VALUE =
  /^\s*(?:#(?:N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|GETTING_DATA|ERROR!)|Err:\d{3}|#{3,})\s*$/i;
/** `="0012"`, by which a spreadsheet is made to keep zeros; of a number also the apostrophe that it hides. */
const AS_TEXT = /^\s*="((?:[^"]|"")*)"\s*$/;
const APOSTROPHE = /^\s*'(?=[^'])/;

const UNREADABLE: Partial<Record<CellNote['is'], string>> = {
  error: '是公式的错误值，没有内容可读',
  noResult: '是公式，文件里没有存它的结果；请用 Excel 或 WPS 打开，保存后再导入',
  acrossColumns: '与旁边的列合并成一格，看不出属于哪一列；请取消合并',
  notText: '应写成带引号的文字，不能是真假值、数组或对象',
};
const LOST = {
  day: '被表格软件变成了日期，原来的号码已看不出',
  scientific: '被表格软件写成了科学计数法，原来的号码已看不出',
};
/** Of what a cell means, which parts are only its digits. */
const TELLS_APART: readonly ColumnType[] = ['identity', 'code'];

/** A blank cell has no value. */
export function parseCell(
  column: ColumnSpec,
  { text, note }: { readonly text: string; readonly note?: CellNote | undefined },
  options: CellOptions,
): ParsedCell {
  const unread = unreadable(column.type, text, note);
  if (unread !== undefined) return { ok: false, ...unread };
  if (text.trim() === '' || labelIn(text) === '') return { ok: true, value: undefined };
  const plain = written(column.type, text, note);
  // a date cell that shows hours says midnight where it shows none; only another zone makes that another day
  const isMidnight = note?.is === 'minute' && options.zone !== undefined && !plain.includes('T');
  return parsed(column, isMidnight ? `${plain}T00:00:00` : plain, options);
}

/** What a cell cannot be, whatever its text: none of these is ever a value, a blank or a default. */
function unreadable(type: ColumnType, text: string, note: CellNote | undefined): CellFault | undefined {
  const why = note && UNREADABLE[note.is];
  if (why !== undefined) return { code: 'unreadable', why };
  if (ERROR_VALUE.test(text)) return { code: 'unreadable', why: UNREADABLE.error ?? '' };
  const isDate = note?.is === 'day' || note?.is === 'minute';
  if (isDate && TELLS_APART.includes(type)) return { code: 'badNumber', why: LOST.day };
  if (isDate && type === 'label') return { code: 'unreadable', why: LOST.day };
  return undefined;
}

/** The text as a person sees it; but an amount is its value, whatever its format rounds it to. */
function written(type: ColumnType, text: string, note: CellNote | undefined): string {
  const isCounted = type === 'integer' || type === 'yuan';
  const shown = isCounted ? text : (note?.shown ?? text);
  if (type === 'text') return shown;
  const plain = AS_TEXT.exec(shown)?.[1]?.replaceAll('""', '"') ?? shown;
  return type === 'label' || type === 'choice' ? plain : plain.replace(APOSTROPHE, '');
}

function parsed(column: ColumnSpec, text: string, options: CellOptions): ParsedCell {
  switch (column.type) {
    case 'text':
      return kept(column.key, text);
    case 'code':
      return SCIENTIFIC.test(caseNumber(text)) ? scientific() : kept(column.key, text);
    case 'identity':
      return identity(caseNumber(text));
    case 'label':
      return atMost(LABEL_LIMIT, labelIn(text));
    default:
      return counted(column, text, options);
  }
}

function counted(column: ColumnSpec, text: string, options: CellOptions): ParsedCell {
  switch (column.type) {
    case 'date':
      return orFault(parseDateCell(text, options), 'badDate', () => dateAdvice(text, options));
    case 'instant':
      return orFault(parseInstantCell(text, options, column.endOfDay), 'badDate', () =>
        dateAdvice(text, options),
      );
    case 'integer':
      return orFault(wholeIn(text), 'badNumber', () => numberAdvice(text));
    case 'yuan':
      return orFault(fenIn(text), 'badNumber', () => numberAdvice(text));
    default:
      return orFault(chosen(column, text, options), 'badChoice', () => '');
  }
}

function identity(number: string): ParsedCell {
  if (number === '') return { ok: true, value: undefined };
  return SCIENTIFIC.test(number) ? scientific() : atMost(LABEL_LIMIT, number);
}

function scientific(): ParsedCell {
  return { ok: false, code: 'badNumber', why: LOST.scientific };
}

/**
 * As it was typed, unless no document could hold it, or it is no name that a form would take. Where a call came from is
 * described by the platform that sends it: nobody here could mend it.
 */
function kept(key: string, text: string): ParsedCell {
  if (isKeyOf(LONGEST_NAMES, key) && key !== 'address') return named(LONGEST_NAMES[key], text);
  if (text.length > longestOf(key)) return tooLong(longestOf(key));
  return isWritable(text) ? { ok: true, value: text } : { ok: false, code: 'badCharacter' };
}

const tooLong = (longest: number): ParsedCell => ({
  ok: false,
  code: 'tooLong',
  why: `超过 ${longest} 个字`,
});

function named(longest: number, text: string): ParsedCell {
  if (text.length > longest) return tooLong(longest);
  return isPlainName(text) ? { ok: true, value: text } : { ok: false, code: 'badCharacter' };
}

function atMost(limit: number, text: string): ParsedCell {
  if (UNWRITABLE.test(text)) return { ok: false, code: 'encoding' };
  if (!isWritable(text)) return { ok: false, code: 'badCharacter' };
  return text.length > limit ? { ok: false, code: 'tooLong' } : { ok: true, value: text };
}

function orFault(
  value: string | number | null | undefined,
  code: RefusalCode,
  advice: () => string,
): ParsedCell {
  return value === null || value === undefined ? { ok: false, code, advice: advice() } : { ok: true, value };
}

function chosen(column: ColumnSpec, text: string, { added }: CellOptions): string | undefined {
  const more = added?.[column.key];
  return chooseFrom(column.choices ?? [], text) ?? (more && chooseFrom(more, text));
}
