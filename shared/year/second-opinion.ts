/** The independent recount asked for its opinion of a report before it is signed. */
import type { Instant } from '#shared/kernel/plain-date.ts';
import { type Difference, differences } from '#shared/recount/differences.ts';
import { recountArchive } from '#shared/recount/recount-archive.ts';
import type { Report } from '#shared/reporting/report.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { recountLines } from './recount-lines.ts';

/** Empty when the second program arrives at the same tables 二, 三 and 四. */
export async function secondOpinion(log: EventLog, report: Report, asOf: Instant): Promise<Difference[]> {
  const { office, year } = report;
  const lines = recountLines(log, office.id);
  return differences(report, await recountArchive(lines, { office: office.id, year, asOf }));
}
