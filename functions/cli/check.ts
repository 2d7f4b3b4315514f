/** `check FILE`: whether a published report, of any office, ties out. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import {
  DECISION_ROWS,
  DOCUMENT_COLUMNS,
  DOCUMENT_ROWS,
  TABLE3_ROW_KEYS,
  TABLE4_BLOCKS,
} from '../../shared/glossary.ts';
import { checksOf } from '../../shared/reporting/checks.ts';
import type { PartialReport } from '../../shared/reporting/partial-report.ts';

export type CheckOutcome = { readonly exit: 0 | 1 | 2; readonly stdout: string; readonly stderr: string };

/** An object with these keys, each of which may be missing or null; other keys are ignored. */
function eachOf<Key extends string, Schema extends z.ZodType>(keys: readonly Key[], schema: Schema) {
  const shape = Object.fromEntries(keys.map((key) => [key, schema.nullish()]));
  return z.object(shape as Record<Key, z.ZodOptional<z.ZodNullable<Schema>>>);
}

const Numbers = z.array(z.number().nullable());
const Table2 = eachOf(DOCUMENT_ROWS, eachOf(DOCUMENT_COLUMNS, z.number())).extend(
  eachOf([...DECISION_ROWS, 'feesTenThousandYuan'], z.number()).shape,
);
const Table3 = z.object({
  columns: z.array(z.string()).nullish(),
  rows: eachOf(TABLE3_ROW_KEYS, Numbers).nullish(),
});
const Table4 = z.object({
  columns: z.array(z.string()).nullish(),
  rows: eachOf(TABLE4_BLOCKS, Numbers).nullish(),
});
const PublishedReport = z
  .object({
    year: z.number().nullish(),
    table2: Table2.nullish(),
    table3: Table3.nullish(),
    table4: Table4.nullish(),
    narrative: z.object({ sections: z.array(z.object({ text: z.string().nullish() })).nullish() }).nullish(),
  })
  .refine((report) => Object.values(report).some((block) => block !== undefined), {
    error: 'has neither a year nor a table',
  });

class NoReport extends Error {}

function readReport(path: string): PartialReport {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)));
  } catch (fault) {
    throw new NoReport(`${path}: ${fault instanceof Error ? fault.message : String(fault)}`);
  }
  const parsed = PublishedReport.safeParse(json);
  if (!parsed.success) throw new NoReport(`${path} is no report\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function yearWarning(report: PartialReport, previous: PartialReport | undefined): string {
  const [year, before] = [report.year ?? null, previous?.year ?? null];
  if (year === null || before === null || before === year - 1) return '';
  return `warning: the report is of ${year}, the previous one of ${before}, not of ${year - 1}\n`;
}

export function runCheck(args: { file: string; previous?: string | undefined }): CheckOutcome {
  try {
    const report = readReport(args.file);
    const previous = args.previous === undefined ? undefined : readReport(args.previous);
    const failing = checksOf(report, previous).filter((check) => !check.holds);
    return {
      exit: failing.length > 0 ? 1 : 0,
      stdout: `${JSON.stringify(failing, null, 2)}\n`,
      stderr: yearWarning(report, previous),
    };
  } catch (fault) {
    if (fault instanceof NoReport) return { exit: 2, stdout: '', stderr: `${fault.message}\n` };
    throw fault;
  }
}
