/** The log as the independent recount reads an archive, for engines that export none of their own and for closing. */

import type { EventLog } from '../../shared/store/ports.ts';
import { ARCHIVE_HEAD } from '../../shared/store/sqlite/archive.ts';

/** Pass to `recountArchive`. The recount reads stored bytes, so nothing of the product stands between it and the log. */
export async function* recountLines(log: EventLog): AsyncGenerator<string> {
  yield JSON.stringify(ARCHIVE_HEAD);
  for await (const page of log.scan())
    for (const { position, office, kind, stream, version, bytes, hash } of page)
      yield JSON.stringify({ t: 'commits', r: [position, office, kind, stream, version, bytes, hash] });
}
