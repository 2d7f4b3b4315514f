/** What a report prints, as data: its tables and its prose, and nothing else of what the office has recorded. */
import { sortedJson } from '#shared/kernel/parse-json.ts';
import type { Report } from './report.ts';

/** Its name inside a document. */
export const PRINTED_REPORT = 'report.json';

/** In the shape of `PublishedReport`; the same report gives the same text. */
export function printedJson(report: Report): string {
  const { office, year, version, table2, table3, table4, narrative } = report;
  const sections = narrative.sections.map(({ number, text }) => ({ number, text }));
  return sortedJson({ office: office.name, year, version, table2, table3, table4, narrative: { sections } });
}
