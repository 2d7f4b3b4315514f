/** The log as the independent recount reads an archive, for engines that export none of their own and for closing. */

import { headLine } from '#shared/store/archive-form.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { TABLE_KINDS } from './cell-kinds.ts';

/** Pass to `recountArchive`. The recount reads stored bytes, so nothing of the product stands between it and the log. */
export async function* recountLines(log: EventLog, office?: string): AsyncGenerator<string> {
  yield headLine();
  const within = { kinds: TABLE_KINDS, ...(office !== undefined && { offices: new Set([office]) }) };
  for await (const page of log.stored(undefined, within))
    for (const { position, office: owner, kind, stream, version, bytes, hash } of page)
      yield JSON.stringify({ t: 'commits', r: [position, owner, kind, stream, version, bytes, hash] });
}
