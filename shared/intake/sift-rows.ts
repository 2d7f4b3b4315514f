/** The rows of a file that can be read, as they are recorded; what cannot be is refused by its field. */
import { sameNumber } from '#shared/kernel/written.ts';
import type { Rejected } from './import-result.ts';
import { type ImportKind, KINDS } from './kinds.ts';
import { columnOf } from './parse-headings.ts';
import { type ParseOptions, parseRow, type Row } from './parse-row.ts';
import type { RawRecord } from './read-raw-record.ts';

/** `written`: the number as it stands in the file, which is what a case of long ago may stand under. */
export type Good = { readonly record: RawRecord; readonly row: Row; readonly written: string };

export type Refuse = (record: RawRecord, rejected: Rejected) => void;
type Sifting = { readonly options: ParseOptions; readonly refuse: Refuse };

export function sift(kind: ImportKind, chunk: readonly RawRecord[], { options, refuse }: Sifting): Good[] {
  const good: Good[] = [];
  for (const record of chunk) {
    const parsed = parseRow(KINDS[kind], record, options);
    if (parsed.ok) {
      const written = numberIn(record, (heading) => columnOf(KINDS[kind], heading, options));
      const row = withoutDefaults(parsed.row, parsed.defaulted);
      good.push({ record, row, written: sameNumber(written, row.number) });
    } else {
      const { line, field, code, message } = parsed;
      refuse(record, { line, field, code, message });
    }
  }
  return good;
}

function numberIn({ cells }: RawRecord, keyOf: (heading: string) => string | undefined): string {
  for (const heading in cells) {
    const text = cells[heading] ?? '';
    if (keyOf(heading) === 'number' && text.trim() !== '') return text;
  }
  return '';
}

/** A blank cell never contradicts: the kind itself knows what a missing value means. */
function withoutDefaults(row: Row, defaulted: readonly string[]): Row {
  return defaulted.length === 0
    ? row
    : Object.fromEntries(Object.entries(row).filter(([key]) => !defaulted.includes(key)));
}
