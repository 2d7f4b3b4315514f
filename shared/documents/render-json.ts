/** The report as its canonical JSON. */
import { canonicalJson, type Report } from '#shared/reporting/report.ts';

export function renderJson(report: Report): string {
  return canonicalJson(report);
}
