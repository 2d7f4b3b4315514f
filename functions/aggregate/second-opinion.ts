/** The independent recount asked for its opinion of a report before it is signed. */
import type { Instant } from '../../shared/kernel/plain-date.ts';
import type { Report } from '../../shared/reporting/report.ts';
import type { EventLog } from '../../shared/store/ports.ts';
import { ARCHIVE_HEAD } from '../../shared/store/sqlite/archive.ts';
import { type Difference, differences } from '../recount/differences.ts';
import { recountArchive } from '../recount/recount-archive.ts';

/** Empty when the second program arrives at the same tables 二, 三 and 四. */
export async function secondOpinion(log: EventLog, report: Report, asOf: Instant): Promise<Difference[]> {
  const { office, year } = report;
  return differences(report, await recountArchive(archivedCommits(log), { office: office.id, year, asOf }));
}

/** The log as the archive writes it, whatever engine keeps it. */
async function* archivedCommits(log: EventLog): AsyncGenerator<string> {
  yield JSON.stringify(ARCHIVE_HEAD);
  for await (const page of log.scan())
    for (const { position, office, kind, stream, version, bytes, hash } of page)
      yield JSON.stringify({ t: 'commits', r: [position, office, kind, stream, version, bytes, hash] });
}
