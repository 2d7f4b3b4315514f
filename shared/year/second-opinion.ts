/** The independent recount is asked for its opinion of a report before it is signed. */

import type { Instant } from '#shared/kernel/plain-date.ts';
import { type Difference, differences } from '#shared/recount/differences.ts';
import { recountArchive } from '#shared/recount/recount-archive.ts';
import type { Report } from '#shared/reporting/report.ts';
import { headLine } from '#shared/store/archive-form.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { TABLE_KINDS } from './cell-kinds.ts';

/** Empty when the second program arrives at the same tables 二, 三 and 四. */
export async function secondOpinion(log: EventLog, report: Report, asOf: Instant): Promise<Difference[]> {
  const { office, year } = report;
  const lines = recountLines(log, office.id);
  return differences(report, await recountArchive(lines, { office: office.id, year, asOf }));
}

/**
 * The log as the independent recount reads an archive, for engines that export none of their own and for closing: pass
 * it to `recountArchive`. The recount reads stored bytes, so nothing of the product stands between it and
 * the log.
 */
export async function* recountLines(log: EventLog, office?: string): AsyncGenerator<string> {
  yield headLine();
  const within = { kinds: TABLE_KINDS, ...(office !== undefined && { offices: new Set([office]) }) };
  for await (const page of log.stored(undefined, within))
    for (const { position, office: owner, kind, stream, version, bytes, hash } of page)
      yield JSON.stringify({ t: 'commits', r: [position, owner, kind, stream, version, bytes, hash] });
}
