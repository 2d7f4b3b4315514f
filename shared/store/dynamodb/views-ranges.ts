/** Ranges of the indexes of cases: an index names the cases in order, the cases themselves say what they are now. */
import { recordOf } from '#shared/kernel/keys.ts';
import { bytewise } from '../list-place.ts';
import { DUE_INDEXES } from '../narrowings.ts';
import type { CaseSummary } from '../views.ts';
import type { ItemKey } from './ledger-items.ts';
import { heldOf } from './views-apply.ts';
import { inOrder, take } from './views-merge.ts';
import {
  allItems,
  entryCount,
  itemsInSteps,
  MOST_IN_A_STEP,
  type Step,
  type ViewsTable,
} from './views-table.ts';

export const LAST = '\u{10ffff}';
/** Counting and looking through stop here: a thousand entries are some twenty read units, and as many again for each case. */
export const MOST = 1000;
const AT_ONCE = 200;
const [FIRST_OF_SEVERAL, LEAST_IN_A_STEP] = [50, 10];

/** Range of one key of an index; `from` and `to` are included. */
export type Range = {
  readonly index: 'status' | 'number' | 'concluded' | (typeof DUE_INDEXES)[number];
  readonly pk: string;
  readonly from: string;
  readonly to: string;
  readonly forward: boolean;
};
const SORTS: Readonly<Record<Range['index'], string>> = {
  status: 'daySort',
  number: 'numberSort',
  concluded: 'concludedSort',
  ...recordOf(DUE_INDEXES, () => 'dueSort'),
};
type Entry = { readonly key: ItemKey; readonly sort: string };

/** `after`: the sort of the entry that was passed last; `most`: entries that are looked at. */
type Asked = { readonly limit: number; readonly after: string | null; readonly most?: number };
/** `stoppedAt`: the sort up to which was looked, where that was not to the end. */
type Read = { readonly found: readonly CaseSummary[]; readonly stoppedAt: string | null };

/** Reads on until one more than a page is found or nothing is left; entries that moved meanwhile are passed over. */
export async function readRanges(
  table: ViewsTable,
  { ranges, keep }: { readonly ranges: readonly Range[]; readonly keep: (summary: CaseSummary) => boolean },
  { limit, after, most = Number.POSITIVE_INFINITY }: Asked,
): Promise<Read> {
  const found: CaseSummary[] = [];
  const ahead = entriesAhead(table, { ranges, passed: after }, limit + 1);
  let passed = after;
  for (let [looked, count] = [0, limit + 1]; ; count = Math.max(count, Math.min(AT_ONCE, most))) {
    const entries = await take(ahead, count);
    found.push(...(await heldAt(table, entries)).filter(keep));
    passed = entries.at(-1)?.sort ?? passed;
    looked += entries.length;
    const isOver = entries.length < count;
    if (found.length > limit || isOver) return { found: found.slice(0, limit + 1), stoppedAt: null };
    if (looked >= most) return { found, stoppedAt: passed };
  }
}

type Ahead = { readonly ranges: readonly Range[]; readonly passed: string | null };

/** Of all ranges together, in their order. A case on its way from one key of an index to another may stand under both. */
async function* entriesAhead(
  table: ViewsTable,
  { ranges, passed }: Ahead,
  count: number,
): AsyncGenerator<Entry> {
  let given = 0;
  const step = stepFor(ranges.length, () => ({ given, left: given < count ? count - given : AT_ONCE }));
  const sources = ranges.map((range) => entriesOf(table, { range, passed }, step));
  const direction = ranges[0]?.forward ? 1 : -1;
  const order = (a: Entry, b: Entry): number =>
    bytewise(a.sort, b.sort) * direction || bytewise(a.key.pk, b.key.pk);
  let before: Entry | null = null;
  for await (const entry of inOrder(sources, order)) {
    given += 1;
    if (before === null || order(before, entry) !== 0) yield entry;
    before = entry;
  }
}

/**
 * One range is read for all that is asked for. Of several each is asked for a part of the beginning, and then for as much
 * of the rest as it gave of what came before: entries read ahead of a page that ends are read again by the next one.
 */
function stepFor(ranges: number, soFar: () => { readonly given: number; readonly left: number }): Step {
  return (taken) => {
    const { given, left } = soFar();
    if (ranges === 1) return left;
    if (taken === 0) return Math.min(Math.ceil(left / ranges), FIRST_OF_SEVERAL);
    const share = taken / Math.max(given, taken);
    return Math.max(LEAST_IN_A_STEP, Math.min(Math.ceil(left * share), MOST_IN_A_STEP));
  };
}

async function heldAt(table: ViewsTable, entries: readonly Entry[]): Promise<readonly CaseSummary[]> {
  const items = await allItems(
    table,
    entries.map(({ key }) => key),
  );
  return entries.flatMap(({ key }) => heldOf(items.get(`${key.pk} ${key.sk}`))?.summary ?? []);
}

async function* entriesOf(
  table: ViewsTable,
  { range, passed }: { readonly range: Range; readonly passed: string | null },
  step: Step,
): AsyncGenerator<Entry> {
  const { from, to, forward } = range;
  const ahead = passed === null ? range : forward ? { ...range, from: passed } : { ...range, to: passed };
  if (bytewise(ahead.from, ahead.to) > 0 || bytewise(from, to) > 0) return;
  const sort = SORTS[range.index];
  // ends are included: the entry that was passed last comes first again
  const again = passed === null ? 0 : 1;
  const items = itemsInSteps(
    table,
    queryOf(table, ahead),
    (taken) => step(taken) + (taken === 0 ? again : 0),
  );
  for await (const item of items) {
    const entry = { key: { pk: String(item.pk), sk: String(item.sk) }, sort: String(item[sort]) };
    if (entry.sort !== passed) yield entry;
  }
}

function queryOf({ name }: ViewsTable, { index, pk, from, to, forward }: Range) {
  return {
    TableName: name,
    IndexName: index,
    KeyConditionExpression: '#hash = :pk AND #sort BETWEEN :from AND :to',
    ExpressionAttributeNames: { '#hash': `${index}Key`, '#sort': SORTS[index] },
    ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to },
    ScanIndexForward: forward,
  };
}

/** Entries of all ranges, at most one more than `MOST`. */
export async function entriesIn(table: ViewsTable, ranges: readonly Range[]): Promise<number> {
  const some = ranges.filter(({ from, to }) => bytewise(from, to) <= 0);
  const counts = await Promise.all(some.map((range) => entryCount(table, queryOf(table, range), MOST + 1)));
  return counts.reduce((sum, count) => sum + count, 0);
}
