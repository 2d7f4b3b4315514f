/**
 * A ledger and its order straight in the emulator's file: hotline cases of two commits each, under the keys of the
 * adapters. What the product writes of one case is made again here and held against its rows (`unlikeTheProduct`).
 */
import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';
import { hotlineKind } from '#shared/hotline/kind.ts';
import type { Commit, StreamKey } from '#shared/kernel/event.ts';
import { type Instant, instantOf } from '#shared/kernel/plain-date.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { commitFrom } from '#shared/store/commit-bytes.ts';
import { commitKeyOf, type ItemKey, numberKeyOf } from '#shared/store/dynamodb/ledger-items.ts';
import { placeKey } from '#shared/store/dynamodb/log-order-read.ts';
import { isNamedByNumber } from '#shared/store/next-number.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { entryLine, type LogEntry } from '#shared/transparency/log-entry.ts';

const OFFICES = ['default', 'north', 'south'] as const;
const ACTOR = { user: 'li', role: 'officer', via: 'feed' } as const;
const FIRST = Date.parse('2025-03-05T08:00:00.000+08:00');
/** Between two cases. */
const APART_MS = 200;
/** Entries of a row of the order. */
const ORDERED_TOGETHER = 90;

/** What the recorder makes of one case, taken as the form of all. */
export async function formOf(log: EventLog): Promise<readonly Commit[]> {
  const call = { number: 'form', receivedAt: '2025-03-02T08:00:00.000+08:00', type: 'complaint' };
  const closed = { ...call, closedAt: '2025-03-04T08:00:00.000+08:00', satisfaction: 'satisfied' };
  for (const row of [call, closed])
    await log.write([rowJob(hotlineKind, { office: 'default', number: 'form', actor: ACTOR }, row)]);
  const stream = (await log.streamOf('default', 'hotline', 'form')) ?? '';
  return log.history({ office: 'default', kind: 'hotline', stream });
}

/** When the case was recorded; its second commit follows half-way to the next case. */
export const recordedOf = (index: number): Instant => instantOf(FIRST + index * APART_MS);

/** Of the first office, up to the case of this index, without the one that was the form. */
export const casesUpTo = (index: number): number => Math.floor(index / OFFICES.length) + 1;

type Item = ItemKey & Readonly<Record<string, string | number>>;
type OneCase = { readonly at: StreamKey; readonly number: string; readonly recorded: readonly Instant[] };

function commitsOf(form: readonly Commit[], { at, number, recorded }: OneCase): Commit[] {
  let prev = '';
  return form.map(({ actor, request, key, events }, step) => {
    const draft = { at, number, version: step + 1, actor, request, key, events };
    const placed = { recordedAt: recorded[step] ?? recordedOf(0), prev, seal: null };
    const commit = commitFrom(draft, placed);
    prev = commit.hash;
    return commit;
  });
}

function ledgerItems(commits: readonly Commit[], { at, number }: OneCase): Item[] {
  const own = commits.map((one) => ({ ...commitKeyOf(at, one.version), body: one.bytes, hash: one.hash }));
  // a call whose stream is named by its number has no row of it
  if (isNamedByNumber({ ...at, number }, at.stream)) return own;
  return [...own, { ...numberKeyOf({ ...at, number }), stream: at.stream }];
}

function orderItems(entries: readonly LogEntry[], head: number): Item[] {
  return [
    { pk: 'ledger#order', sk: placeKey(head), names: entries.map(entryLine).join('') },
    ...entries.map(({ hash }, at) => ({ pk: `ledger#hash#${hash}`, sk: 'hash', index: head + at })),
    { pk: 'ledger#head', sk: 'head', next: head + entries.length },
  ];
}

/** As the emulator keeps an item: its attributes, its size as it is billed, the place of its key in a scan. */
function rowOf({ pk, sk, ...rest }: Item) {
  const all = Object.entries({ pk, sk, ...rest });
  const typed = all.map(([name, value]) => [
    name,
    typeof value === 'number' ? { N: `${value}` } : { S: value },
  ]);
  const size = all.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + sizeOf(value), 0);
  const place = createHash('md5').update(`Outliers${pk}`).digest('hex').slice(0, 6);
  return { pk: `S:${pk}`, sk: `S:${sk}`, item: Object.fromEntries(typed), size, place };
}

const sizeOf = (value: string | number): number =>
  typeof value === 'string'
    ? Buffer.byteLength(value)
    : value === 0
      ? 1
      : Math.ceil(`${value}`.length / 2) + 1;

export type Tables = Readonly<Record<'file' | 'ledger' | 'order' | 'views', string>>;

function writer(db: DatabaseSync, table: string): (item: Item) => void {
  const columns = 'pk, sk, item_json, item_size, hash_prefix';
  const put = db.prepare(`INSERT OR REPLACE INTO "${table}" (${columns}) VALUES (?, ?, ?, ?, ?)`);
  return (one) => {
    const { pk, sk, item, size, place } = rowOf(one);
    put.run(pk, sk, JSON.stringify(item), size, place);
  };
}

/** Names the first row that the product has written otherwise; null where all are the same. */
export function unlikeTheProduct(
  tables: Tables,
  form: readonly Commit[],
  ordered: readonly LogEntry[],
): unknown {
  const db = new DatabaseSync(tables.file);
  const stands = (table: string) =>
    db.prepare(`SELECT item_json, item_size, hash_prefix FROM "${table}" WHERE pk = ? AND sk = ?`);
  const [first] = form;
  if (first === undefined) return 'nothing was recorded';
  const { office, kind, stream, number } = first;
  const at = { office, kind, stream };
  const own = { at, number, recorded: form.map(({ recordedAt }) => recordedAt) };
  const wanted = [
    ...ledgerItems(commitsOf(form, own), own).map((item) => [tables.ledger, rowOf(item)] as const),
    ...orderItems(ordered, 0).map((item) => [tables.order, rowOf(item)] as const),
  ];
  const unlike = wanted.find(([table, row]) => {
    const found = stands(table).get(row.pk, row.sk);
    const same = { item_size: row.size, hash_prefix: row.place, item_json: row.item };
    return !isDeepStrictEqual({ ...found, item_json: JSON.parse(String(found?.item_json ?? 'null')) }, same);
  });
  const found = unlike && stands(unlike[0]).get(unlike[1].pk, unlike[1].sk);
  db.close();
  return unlike === undefined ? null : { product: { ...found }, here: unlike[1] };
}

type Filling = {
  readonly form: readonly Commit[];
  readonly commits: number;
  /** Where the order goes on. */
  readonly head: number;
  /** What a case has of its own. */
  readonly own?: (events: Commit['events'], index: number) => Commit['events'];
};
const BETWEEN_COMMITS = 50_000;

export function fill(tables: Tables, { form, commits, head, own = (events) => events }: Filling): void {
  const db = new DatabaseSync(tables.file);
  db.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; BEGIN');
  const [toLedger, toOrder] = [writer(db, tables.ledger), writer(db, tables.order)];
  let [waiting, taken]: [LogEntry[], number] = [[], head];
  const take = (): void => {
    if (waiting.length > 0) for (const item of orderItems(waiting, taken)) toOrder(item);
    taken += waiting.length;
    waiting = [];
  };
  for (let index = 0; index * form.length < commits; index += 1) {
    const office = OFFICES[index % OFFICES.length] ?? 'default';
    const at = { office, kind: 'hotline', stream: `s${index}` } as const;
    const recorded = form.map((_, step) => instantOf(FIRST + (index + step / form.length) * APART_MS));
    const one = { at, number: `N${String(index).padStart(8, '0')}`, recorded };
    const alike = form.map((commit) => ({ ...commit, events: own(commit.events, index) }));
    const made = commitsOf(alike, one);
    for (const item of ledgerItems(made, one)) toLedger(item);
    for (const entry of made) {
      waiting.push(entry);
      if (waiting.length === ORDERED_TOGETHER) take();
    }
    if (index % BETWEEN_COMMITS === BETWEEN_COMMITS - 1) db.exec('COMMIT; BEGIN');
  }
  take();
  db.exec('COMMIT');
  // version 1.2.1 sorts what is left of a table for each page of a scan
  for (const name of [tables.ledger, tables.views])
    db.exec(`CREATE INDEX IF NOT EXISTS "${name}_scanned" ON "${name}" (hash_prefix, pk, sk)`);
  db.close();
}
