/** The log as the independent recount reads an archive, for engines that export none of their own and for closing. */

import type { EventLog } from '../../shared/store/ports.ts';
import { ARCHIVE_HEAD } from '../../shared/store/sqlite/archive.ts';

/** By the hundred thousand, and in none of the tables 二, 三 and 四 that are counted a second time. */
const NOT_IN_THE_TABLES: ReadonlySet<string> = new Set(['hotline', 'publication', 'figure']);

/** Pass to `recountArchive`. The recount reads stored bytes, so nothing of the product stands between it and the log. */
export async function* recountLines(log: EventLog): AsyncGenerator<string> {
  yield JSON.stringify(ARCHIVE_HEAD);
  for await (const page of log.scan())
    for (const { position, office, kind, stream, version, bytes, hash } of page)
      if (!NOT_IN_THE_TABLES.has(kind))
        yield JSON.stringify({ t: 'commits', r: [position, office, kind, stream, version, bytes, hash] });
}
