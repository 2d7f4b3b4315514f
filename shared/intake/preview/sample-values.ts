/** What stands in the columns of the rows that were looked at. */
import { type ImportKind, KINDS } from '../kinds.ts';
import type { RawRecord } from '../read-raw-record.ts';
import type { FileColumn } from './file-columns.ts';
import { isDay } from './judge-dates.ts';

type Columns = readonly FileColumn[];

/** What is written in the columns of days. */
export function writtenDays(kind: ImportKind, columns: Columns, records: readonly RawRecord[]): string[] {
  const days = new Set(KINDS[kind].columns.filter(isDay).map(({ key }) => key));
  const headings = columns.filter(({ key }) => days.has(key)).map(({ heading }) => heading);
  return records.flatMap(({ cells }) => headings.map((heading) => cells[heading] ?? ''));
}

/** By column of choices, what is written in it and how often. */
export function countedValues(
  kind: ImportKind,
  columns: Columns,
  records: readonly RawRecord[],
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const counted = new Map<string, Map<string, number>>();
  for (const { key, type } of KINDS[kind].columns) {
    const heading = columns.find((column) => column.key === key)?.heading;
    if (type !== 'choice' || heading === undefined) continue;
    const times = new Map<string, number>();
    for (const { cells } of records) {
      const written = (cells[heading] ?? '').trim();
      if (written !== '') times.set(written, (times.get(written) ?? 0) + 1);
    }
    counted.set(key, times);
  }
  return counted;
}

const MOST_CHARACTERS = 70;

export function formatSample(line: number, fields: readonly string[]): string {
  const filled = fields.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '');
  return `第 ${line} 行：${cut(filled.join('、'), MOST_CHARACTERS)}`;
}

/** At most so many characters, the last a sign that more would follow. */
export function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most).join('')}…` : text;
}
