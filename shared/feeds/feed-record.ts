/**
 * A record of a feed on its way through the queue. Only the columns of the contract travel: whatever else a platform
 * sends, such as a caller's name, is neither queued nor kept.
 */

import { KINDS } from '#shared/intake/kinds.ts';
import { columnOf } from '#shared/intake/parse-headings.ts';
import { type ParsedRow, type ParseOptions, parseRow } from '#shared/intake/parse-row.ts';
import type { Row } from '#shared/kernel/kind.ts';
import { isJsonObject, jsonObject } from '#shared/kernel/parse-json.ts';
import { contentKey, type Fields } from '#shared/ledger/execution.ts';
import type { Message } from '#shared/store/queue.ts';

export type FeedRecord = Readonly<Record<string, string>>;
export type FeedMessage = {
  readonly office: string;
  readonly feed: string;
  readonly record: FeedRecord;
  /** Columns that held a list, an object or a truth: what is meant by one nobody can say. */
  readonly unreadable?: readonly string[];
};

const HEADINGS = {};
/** What of the columns of an import travels: an address is sealed in the ledger, and a queue stands in the clear. */
export const FEED_COLUMNS = KINDS.hotline.columns.filter(({ key }) => key !== 'address');

/** The column of the contract that a key means; undefined for what does not travel. */
function columnOfFeed(heading: string): string | undefined {
  const column = columnOf(KINDS.hotline, heading, HEADINGS);
  return FEED_COLUMNS.some(({ key }) => key === column) ? column : undefined;
}

export function unreadableIn(fields: Fields): string[] {
  const odd = Object.entries(fields).filter(
    ([, value]) => value !== null && ['object', 'boolean'].includes(typeof value),
  );
  return odd.flatMap(([heading]) => columnOfFeed(heading) ?? []);
}

/** The cells under the keys of the contract, as text. */
export function feedRecordOf(fields: Fields): FeedRecord {
  const record: Record<string, string> = {};
  for (const [heading, value] of Object.entries(fields)) {
    const key = columnOfFeed(heading);
    const text =
      value === null || value === undefined
        ? ''
        : typeof value === 'object'
          ? JSON.stringify(value)
          : String(value);
    if (key !== undefined && (record[key] ?? '').trim() === '') record[key] = text;
  }
  return record;
}

/** The id is made of the office and what is said: the same record sent again, by whichever feed, is the same work. */
export function feedMessage(message: FeedMessage): Message {
  const { office, record } = message;
  // two characters that may stand in JSON but in no message of the cloud's queue
  const { unreadable = [], ...rest } = message;
  const body = JSON.stringify(unreadable.length === 0 ? rest : message).replace(/[\ufffe\uffff]/g, (one) =>
    one === '\ufffe' ? '\\ufffe' : '\\uffff',
  );
  return { id: contentKey({ office, record }), body };
}

/** Null for a body that somebody mended into something else. */
export function readFeedMessage(body: string): FeedMessage | null {
  const { office, feed, record, unreadable } = jsonObject(body) ?? {};
  if (typeof office !== 'string' || typeof feed !== 'string' || !isJsonObject(record)) return null;
  const odd = Array.isArray(unreadable) ? unreadable.map(String) : [];
  return { office, feed, record: feedRecordOf(record), unreadable: odd };
}

type FeedRow = { readonly ok: true; readonly row: Row } | Extract<ParsedRow, { readonly ok: false }>;

/** The row as an import would read it: the same checks, and no default stands in for a blank cell. */
export function feedRow(
  { record, unreadable = [] }: Pick<FeedMessage, 'record' | 'unreadable'>,
  options: ParseOptions,
): FeedRow {
  const notes = Object.fromEntries(unreadable.map((key) => [key, { is: 'notText' }] as const));
  const parsed = parseRow(KINDS.hotline, { line: 1, cells: record, notes }, options);
  if (!parsed.ok) return parsed;
  const cells = Object.entries(parsed.row).filter(([key]) => !parsed.defaulted.includes(key));
  return { ok: true, row: Object.fromEntries(cells) };
}
