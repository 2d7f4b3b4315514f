/** A report as any office published it: the product's own shape, of which any part may be missing. */
import * as z from 'zod';
import {
  DECISION_ROWS,
  DOCUMENT_COLUMNS,
  DOCUMENT_ROWS,
  TABLE3_ROW_KEYS,
  TABLE4_BLOCKS,
} from '#shared/glossary.ts';
import { recordOf } from '#shared/kernel/keys.ts';
import { sortedJson } from '#shared/kernel/parse-json.ts';
import { HOTLINE_COUNTS } from './partial-report.ts';
import type { Report } from './report.ts';

/** An object with these keys, each of which may be missing or null; other keys are ignored. */
function eachOf<Key extends string, Schema extends z.ZodType>(keys: readonly Key[], schema: Schema) {
  return z.object(recordOf(keys, () => schema.nullish()));
}

const Numbers = z.array(z.number().nullable());
const Table2 = eachOf(DOCUMENT_ROWS, eachOf(DOCUMENT_COLUMNS, z.number())).extend(
  eachOf([...DECISION_ROWS, 'feesTenThousandYuan'], z.number()).shape,
);
const Table3 = z.object({
  columns: z.array(z.string()).nullish(),
  rows: eachOf([...TABLE3_ROW_KEYS, 'other'] as const, Numbers).nullish(),
});
const Table4 = z.object({
  columns: z.array(z.string()).nullish(),
  rows: eachOf(TABLE4_BLOCKS, Numbers).nullish(),
});
const Counts = eachOf(HOTLINE_COUNTS, z.number().nullish().catch(null));
/** Unknown keys are ignored; missing blocks and null mean "not published". */
export const PublishedReport = z
  .object({
    year: z.number().nullish(),
    table2: Table2.nullish(),
    table3: Table3.nullish(),
    table4: Table4.nullish(),
    // not tied out by any check: whatever else stands there ("约32万") is as good as not published
    hotline: Counts.nullish().catch(null),
    events: Counts.nullish().catch(null),
    publications: z.object({ total: z.number().nullish() }).nullish().catch(null),
    narrative: z
      .object({
        sections: z
          .array(z.object({ number: z.number().nullish().catch(null), text: z.string().nullish() }))
          .nullish(),
      })
      .nullish(),
  })
  .refine((report) => Object.values(report).some((block) => block !== undefined), {
    error: 'has neither a year nor a table',
  });

/** Its name inside a document. */
export const PRINTED_REPORT = 'report.json';

/** In the shape of `PublishedReport`; the same report gives the same text. */
export function printedJson(report: Report): string {
  const { office, year, version, table2, table3, table4, narrative } = report;
  const sections = narrative.sections.map(({ number, text }) => ({ number, text }));
  return sortedJson({ office: office.name, year, version, table2, table3, table4, narrative: { sections } });
}
