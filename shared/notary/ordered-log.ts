/** A log to be sealed, where the engine keeps its commits in one order: position n is entry n-1. */
import { jsonObject } from '#shared/kernel/parse-json.ts';
import type { AuditLog } from '#shared/store/audit-log.ts';
import type { EventLog, OrderedLog, StoredCommit } from '#shared/store/ports.ts';
import type { EntrySource, LogName } from '#shared/transparency/log-entry.ts';
import type { StoredEntry } from './compare-log.ts';

const PAGE = 2000;

type Ordered = Pick<OrderedLog, 'storedAfter'> & {
  head(): Promise<Pick<StoredCommit, 'position'> | null>;
};

export function orderedSource(log: Ordered, name: LogName = 'ledger'): EntrySource {
  return {
    log: name,
    entriesFrom: async function* (index) {
      for (let position = index; ; ) {
        const page = await log.storedAfter(position, PAGE);
        const last = page.at(-1);
        if (last === undefined) return;
        yield page.map(entryOf);
        position = last.position;
      }
    },
    waiting: async (size) => {
      const [first] = await log.storedAfter(size, 1);
      const head = await log.head();
      const count = Math.max(0, (head?.position ?? 0) - size);
      return { count, since: first === undefined ? null : entryOf(first).recordedAt };
    },
    indexOf: async ({ position }) => (position > 0 ? position - 1 : null),
  };
}

/** Every commit as stored, page by page. */
export async function* storedEntries(
  log: Pick<EventLog, 'stored'> | Pick<AuditLog, 'stored'>,
): AsyncGenerator<readonly StoredEntry[]> {
  for await (const page of log.stored()) yield page.map(entryOf);
}

/** How a commit is named in the log. The rest of the bytes is for others to check; what cannot be read is called by its stream. */
export function entryOf({ office, kind, stream, version, position, hash, bytes }: StoredCommit): StoredEntry {
  const { number, recordedAt } = jsonObject(bytes) ?? {};
  return {
    ...{ hash, office, kind, stream, version, position },
    number: typeof number === 'string' ? number : stream,
    recordedAt: typeof recordedAt === 'string' ? recordedAt : '',
  };
}
