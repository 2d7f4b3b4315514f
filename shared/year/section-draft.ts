/** A section in the making: its text with the insertions open, and what the figures of now put into them. */

import { type Insertions, insertionsOf } from '#shared/reporting/narrative-insertions.ts';
import type { BesideTables } from '#shared/reporting/narrative-sentences.ts';
import { type SectionNumber, type Wording, wordingOf } from '#shared/reporting/narrative-template.ts';
import { type Report, reportIn } from '#shared/reporting/report.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { templateOf, type YearAddress, yearStateOf } from './year-history.ts';

export type SectionDraft = {
  readonly text: string;
  /** Where the text comes from. */
  readonly source: 'year' | 'template' | 'default';
  readonly insertions: Insertions;
  /** The version of the stream it is kept in, for finding out whether somebody else wrote meanwhile. */
  readonly version: number;
  /** The same section as it was a year ago; '' when there was none. */
  readonly lastYear: string;
};

type Asked = YearAddress & {
  readonly section: SectionNumber;
  readonly report: Report;
  readonly beside: BesideTables;
};

export async function sectionDraft(log: EventLog, asked: Asked): Promise<SectionDraft> {
  const { office, year, scope, section, report, beside } = asked;
  const own = await yearStateOf(log, asked);
  const template = await templateOf(log, office);
  const stream = scope === 'tree' ? `${year}-tree` : String(year);
  const commits = await log.history({ office, kind: 'year', stream });
  const { narrative, checks: _, ...tables } = report;
  return {
    text: wordingOf(own.wording, template)[section],
    source: sourceOf(section, own.wording, template),
    insertions: insertionsOf({ ...tables, figures: narrative.figures, ...beside }),
    version: commits.length,
    lastYear: await lastYearsText(log, asked),
  };
}

function sourceOf(section: SectionNumber, own: Wording, template: Wording): SectionDraft['source'] {
  if (own[section] !== undefined) return 'year';
  return template[section] === undefined ? 'default' : 'template';
}

async function lastYearsText(log: EventLog, { office, year, scope, section }: Asked): Promise<string> {
  const before = await yearStateOf(log, { office, year: year - 1, ...(scope && { scope }) });
  const signed = before.versions.at(-1);
  if (signed === undefined) return before.wording[section] ?? '';
  const report = reportIn(signed.report);
  return report.narrative.sections.find(({ number }) => number === section)?.text ?? '';
}
