/**
 * Batches of a feed: taken in at once under a receipt, recorded later. How far a batch has come is not kept anywhere but
 * read from the ledger and the dead letters, so that no restart can make it wrong.
 */
import { createHash } from 'node:crypto';
import type { Fields } from '#shared/desk/execute.ts';
import { hotlineKind } from '#shared/hotline/kind.ts';
import { isJsonObject, parseJson } from '#shared/kernel/parse-json.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { stateOfCase } from '#shared/ledger/case-history.ts';
import type { BlobStore } from '#shared/store/blobs.ts';
import { type DeadLetter, type DeadLetters, letterIdOf } from '#shared/store/dead-letters.ts';
import type { Queue } from '#shared/store/queue.ts';
import type { Vault } from '#shared/store/vault.ts';
import {
  type FeedRecord,
  feedMessage,
  feedRecordOf,
  feedRow,
  readFeedMessage,
  unreadableIn,
} from './feed-record.ts';
import { type Batch, keepBatch, keptBatch } from './kept-batches.ts';
import { type FeedLedger, feedSettings, type Known } from './record-feed.ts';

export const LARGEST_BATCH = 256 * 1024;
export const MOST_RECORDS = 1000;
/** A message of the cloud's queue, with room for its id: what is larger cannot travel. */
export const LARGEST_MESSAGE = 240_000;

export type BatchDesk = FeedLedger & {
  readonly queue: Queue;
  readonly deadLetters: DeadLetters;
  readonly blobs: BlobStore;
  readonly vault: Vault;
};
type Receipt = { readonly id: string; readonly records: number };
type Failed = { readonly index: number; readonly number: string; readonly reason: string };
type Progress = Receipt & {
  readonly feed: string;
  readonly takenAt: Instant;
  readonly done: number;
  readonly pending: number;
  readonly failed: readonly Failed[];
};

/** `records`, the whole body as an array, or one object a line; null for anything else. */
export function recordsIn(body: string): readonly Fields[] | null {
  const value =
    parsed(body) ??
    body
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map(parsed);
  const list: unknown = isJsonObject(value) ? (value.records ?? [value]) : value;
  return Array.isArray(list) && list.every(isJsonObject) ? list : null;
}

const parsed = (text: string): unknown => parseJson(text, 'asWritten') ?? null;

type Sent = { readonly office: string; readonly feed: string; readonly records: readonly Fields[] };

/** The first record that no message can carry, however it was written; -1 when there is none. */
export function tooLargeAt({ office, feed, records }: Sent): number {
  return records.findIndex((record) => {
    try {
      const { body } = feedMessage({ office, feed, record: feedRecordOf(record) });
      return Buffer.byteLength(body) > LARGEST_MESSAGE;
    } catch (error) {
      // a cell nested deeper than can be written down again
      if (error instanceof RangeError) return true;
      throw error;
    }
  });
}

/** Durable when it returns. The same batch again has the same receipt. */
export async function takeBatch(desk: BatchDesk, { office, feed, records }: Sent): Promise<Receipt> {
  const kept = records.map(feedRecordOf);
  const id = createHash('sha256')
    .update(JSON.stringify([office, feed, kept]))
    .digest('hex')
    .slice(0, 24);
  const batch: Batch = { office, feed, takenAt: desk.clock.now(), records: kept };
  if ((await keptBatch(desk, id)) === null) await keepBatch(desk, id, batch);
  await desk.queue.send(
    'feed',
    kept.map((record, index) =>
      feedMessage({ office, feed, record, unreadable: unreadableIn(records[index] ?? {}) }),
    ),
  );
  return { id, records: kept.length };
}

/** Null for a receipt this office never gave. */
export async function progressOf(desk: BatchDesk, office: string, id: string): Promise<Progress | null> {
  const batch = /^[0-9a-f]{24}$/.test(id) ? await keptBatch(desk, id) : null;
  if (batch === null || batch.office !== office) return null;
  const { feed, takenAt, records } = batch;
  const known = await feedSettings(desk, office);
  const failed: Failed[] = [];
  let done = 0;
  for (let first = 0; first < records.length; first += AT_ONCE) {
    const some = records.slice(first, first + AT_ONCE);
    const ends = await Promise.all(some.map((record) => endOf(desk, { office, feed, record, known })));
    for (const [at, end] of ends.entries())
      if (end === 'done') done += 1;
      else if (end !== 'pending')
        failed.push({ index: first + at, number: some[at]?.number ?? '', reason: end.failed });
  }
  const pending = records.length - done - failed.length;
  return { id, records: records.length, feed, takenAt, done, pending, failed };
}

/** Records looked up side by side: each costs the store two or three reads. */
const AT_ONCE = 25;
type Asked = {
  readonly office: string;
  readonly feed: string;
  readonly record: FeedRecord;
  readonly known: Known;
};

async function endOf(desk: BatchDesk, asked: Asked): Promise<'done' | 'pending' | { failed: string }> {
  if (await isDone(desk, asked)) return 'done';
  const { office, feed, record } = asked;
  const { id: message } = feedMessage({ office, feed, record });
  const letter = await desk.deadLetters.get(letterIdOf({ topic: 'feed', message }));
  if (letter?.state === 'sent') return (await isMended(desk, asked, letter)) ? 'done' : 'pending';
  return letter === null ? 'pending' : { failed: letter.reason };
}

/** What a person made of the record is recorded. */
async function isMended(desk: BatchDesk, { known }: Asked, letter: DeadLetter): Promise<boolean> {
  const mended = readFeedMessage(letter.body);
  return mended !== null && isDone(desk, { ...mended, known });
}

/** Everything the record says is recorded: carrying it out once more would add nothing. */
export async function isDone({ log }: FeedLedger, { office, record, known }: Asked): Promise<boolean> {
  const parsedRow = feedRow({ record }, known.options);
  if (!parsedRow.ok) return false;
  const { row } = parsedRow;
  const state = await stateOfCase(log, hotlineKind, { office, number: String(row.number) });
  if (state === null) return false;
  const migrated = hotlineKind.migrate(state, row, known.context);
  return migrated.ok && migrated.events.length === 0;
}
