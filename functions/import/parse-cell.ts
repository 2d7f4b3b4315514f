/** One cell by the type of its column. Text is kept as typed, also when it begins with `= + - @`. */
import { isWritable } from '../../shared/kernel/characters.ts';
import type { RefusalCode } from '../../shared/kernel/refusal-code.ts';
import { caseNumber, labelIn } from '../../shared/kernel/written.ts';
import type { ColumnSpec } from './kinds.ts';
import { type Choice, chooseFrom } from './parse-choices.ts';
import { type DateOptions, parseDateCell, parseInstantCell } from './parse-dates.ts';
import { fenIn, wholeIn } from './parse-number.ts';

export type CellOptions = DateOptions & {
  /** What the office has added to the closed list of a column. */
  readonly added?: Readonly<Record<string, readonly Choice[]>>;
};

export type ParsedCell =
  | { readonly ok: true; readonly value: string | number | undefined }
  | { readonly ok: false; readonly code: RefusalCode };

/** As in a command: what is longer could be written in a file and never be typed again. */
export const LABEL_LIMIT = 100;
/** What a spreadsheet makes of a long number: the digits that told two cases apart are gone. */
const SCIENTIFIC = /^\d(?:\.\d+)?e\+\d+$/i;
/** Half of a character, or none at all: no store keeps such a key as it was written. */
const UNWRITABLE = /[\0\p{Cs}\ufffe\uffff]/u;

/** A blank cell has no value. */
export function parseCell(column: ColumnSpec, text: string, options: CellOptions): ParsedCell {
  if (text.trim() === '') return { ok: true, value: undefined };
  switch (column.type) {
    case 'text':
      return isWritable(text) ? { ok: true, value: text } : { ok: false, code: 'badCharacter' };
    case 'identity':
      return identity(caseNumber(text));
    case 'label':
      return atMost(LABEL_LIMIT, labelIn(text));
    case 'date':
      return orFault(parseDateCell(text, options), 'badDate');
    case 'instant':
      return orFault(parseInstantCell(text, options, column.endOfDay), 'badDate');
    case 'choice':
      return orFault(chosen(column, text, options), 'badChoice');
    case 'integer':
      return orFault(wholeIn(text), 'badNumber');
    case 'yuan':
      return orFault(fenIn(text), 'badNumber');
  }
}

function identity(number: string): ParsedCell {
  return SCIENTIFIC.test(number) ? { ok: false, code: 'badNumber' } : atMost(LABEL_LIMIT, number);
}

function atMost(limit: number, text: string): ParsedCell {
  if (UNWRITABLE.test(text)) return { ok: false, code: 'encoding' };
  if (!isWritable(text)) return { ok: false, code: 'badCharacter' };
  return text.length > limit ? { ok: false, code: 'tooLong' } : { ok: true, value: text };
}

function orFault(value: string | number | null | undefined, code: RefusalCode): ParsedCell {
  return value === null || value === undefined ? { ok: false, code } : { ok: true, value };
}

function chosen(column: ColumnSpec, text: string, { added }: CellOptions): string | undefined {
  const more = added?.[column.key];
  return chooseFrom(column.choices ?? [], text) ?? (more && chooseFrom(more, text));
}
