/** What a file has told of itself, and what was said of it: that holds for the next one. */
import { MOST_TABLE_COLUMNS } from '#shared/intake/column-letters.ts';
import type { RawRecord } from '#shared/intake/read-raw-record.ts';
import type { ImportFormat } from '#shared/intake/read-records.ts';
import { rememberedBy, rememberReading, rememberValues, shapeOf } from '#shared/intake/remembered.ts';
import type { SentKind } from '#shared/intake/sent-file.ts';
import type { Actor } from '#shared/kernel/event.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import type { House } from '#shared/store/house.ts';
import type { Settled } from './import-files.ts';

type Known = {
  readonly office: string;
  readonly actor: Actor;
  readonly format: ImportFormat;
  readonly settled: Settled & { readonly kind: SentKind };
};

/** Of a line of objects by name: its fields are the headings that the file has so far. */
export function fieldsOf(
  { fields, cells }: RawRecord,
  told: { headings: readonly string[] },
): readonly string[] {
  if (fields !== undefined) return fields;
  const known = new Set(told.headings);
  const more = Object.keys(cells).filter((heading) => !known.has(heading));
  if (more.length > 0) told.headings = [...told.headings, ...more].slice(0, MOST_TABLE_COLUMNS);
  return told.headings.map((heading) => cells[heading] ?? '');
}

/** What was said of the file holds for the next one. */
export async function remember(
  { log, clock }: Pick<House, 'log' | 'clock'>,
  { office, actor, settled, format }: Known,
  headings: readonly string[],
): Promise<void> {
  const { kind, reading } = settled;
  const by = { office, actor, on: dateOfInstant(clock.now()) };
  const before = (await rememberedBy(log, office)).values[kind];
  for (const [column, said] of Object.entries(reading.values ?? {}))
    await rememberValues(log, by, { of: kind, column, kept: { ...before?.[column], ...said } });
  if (format === 'ndjson' || headings.length === 0) return;
  const { values: _, ...shaped } = { columns: {}, ...reading };
  await rememberReading(log, by, { of: kind, shape: shapeOf(headings), reading: shaped });
}
