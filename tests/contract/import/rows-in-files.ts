/** Rows as a caller of the import sees them: a file of bytes in, fields and faults out. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ImportKind, KINDS } from '#shared/intake/kinds.ts';
import { type ParsedRow, type ParseOptions, parseRow } from '#shared/intake/parse-row.ts';
import type { RawRecord } from '#shared/intake/read-raw-record.ts';
import { readRecords } from '#shared/intake/read-records.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';

const TODAY = { today: dateOf('2026-06-30') };

/** The texts alone, without what is known of the cells beside them. */
export function textsOf({ line, cells, fault }: RawRecord): RawRecord {
  return fault === undefined ? { line, cells } : { line, cells, fault };
}

export async function recordsIn(name: string, content: string | Uint8Array): Promise<RawRecord[]> {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-import-'));
  try {
    const file = join(folder, name);
    writeFileSync(file, content);
    return await allOf(readRecords(file));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export async function allOf(chunks: AsyncIterable<RawRecord[]>): Promise<RawRecord[]> {
  const records: RawRecord[] = [];
  for await (const chunk of chunks) records.push(...chunk);
  return records;
}

export function parsed(
  kind: ImportKind,
  cells: Record<string, string>,
  more: Partial<ParseOptions> = {},
): ParsedRow {
  return parseRow(KINDS[kind], { line: 2, cells }, { ...TODAY, ...more });
}

/** `line field code` of a refused row, `ok` of another. */
export function verdict(row: ParsedRow): string {
  return row.ok ? 'ok' : `${row.line} ${row.field} ${row.code}`;
}

export async function verdictsOf(kind: ImportKind, content: string | Uint8Array): Promise<string[]> {
  const records = await recordsIn('rows.csv', content);
  return records.map((record) => verdict(parseRow(KINDS[kind], record, TODAY)));
}
