/** `check FILE`: whether a published report, of any office, ties out. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { checksOf } from '../../shared/reporting/checks.ts';
import type { PartialReport } from '../../shared/reporting/partial-report.ts';
import { PublishedReport } from '../checker/published-report.ts';

export type CheckOutcome = { readonly exit: 0 | 1 | 2; readonly stdout: string; readonly stderr: string };

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
  if (args.file === '') return { exit: 2, stdout: '', stderr: 'taizhang: which file? check FILE\n' };
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
