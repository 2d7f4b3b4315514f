/** What a log consists of, whatever it is a log of: commits by their hashes, in an order that never changes. */

/** `ledger`: every commit of the ledger in recording order. `audit`: every record of who read and changed what. */
export const LOGS = ['ledger', 'audit'] as const;
export type LogName = (typeof LOGS)[number];

/** `hash` in hex is the entry; the rest names it for people. */
export type LogEntry = {
  readonly hash: string;
  readonly office: string;
  readonly kind: string;
  readonly number: string;
  readonly version: number;
  readonly recordedAt: string;
};

export type EntrySource = {
  readonly log: LogName;
  /** Entries from an index on (the first is 0), in pages, up to the newest. */
  entriesFrom(index: number): AsyncIterable<readonly LogEntry[]>;
  /** How many there are beyond the first `size`, and when the first of them was recorded. */
  waiting(size: number): Promise<{ readonly count: number; readonly since: string | null }>;
  /** The index of a commit; null where it has none yet. */
  indexOf(commit: { readonly hash: string; readonly position: number }): Promise<number | null>;
};

/** A line of a file of names. */
export function entryLine({ hash, office, kind, number, version, recordedAt }: LogEntry): string {
  return `${JSON.stringify([hash, office, kind, number, version, recordedAt])}\n`;
}

/** Null where a line of the file is none. */
export function entriesOfNames(text: string): LogEntry[] | null {
  const entries: LogEntry[] = [];
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const entry = entryOf(line);
    if (entry === null) return null;
    entries.push(entry);
  }
  return entries;
}

function entryOf(line: string): LogEntry | null {
  try {
    const cells: unknown = JSON.parse(line);
    if (!Array.isArray(cells) || !/^[0-9a-f]{64}$/.test(String(cells[0]))) return null;
    const [hash, office, kind, number, version, recordedAt] = cells.map(String);
    return {
      ...{ hash: hash ?? '', office: office ?? '', kind: kind ?? '', number: number ?? '' },
      ...{ version: Number(version), recordedAt: recordedAt ?? '' },
    };
  } catch {
    return null;
  }
}
