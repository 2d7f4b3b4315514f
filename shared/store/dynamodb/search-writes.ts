/**
 * A case in the index on DynamoDB: one row under each of its terms, and one that lists them. The list is put first with
 * everything that may stand, so that whatever breaks off is found by it: entered again, or forgotten.
 */
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import type { StreamKey } from '#shared/kernel/event.ts';
import { StoreBusy } from '../faults.ts';
import type { IndexedCase } from '../search-index.ts';
import type { ItemKey } from './ledger-items.ts';
import { ifUnchanged, itemAt, putIf, type Stored } from './rows.ts';
import { BETWEEN, generationStart, type InGeneration } from './views-keys.ts';
import { allItems, pause, sideBySide, type ViewsTable, type Write, writeAll } from './views-table.ts';

const part = encodeURIComponent;
export const termKeyOf = (of: InGeneration, term: string): string => `${generationStart(of)}t#${term}`;
const termsKey = (of: InGeneration, { office, kind, stream }: StreamKey): ItemKey => ({
  pk: `${generationStart(of)}found#${part(office)}#${kind}#${part(stream)}`,
  sk: 'terms',
});
/** Later days come first when read backwards. */
const sortOf = ({ at, day }: Pick<IndexedCase, 'at' | 'day'>): string => [day, at.stream].join(BETWEEN);

/** `pending`: not all of its rows are known to stand. */
type Held = {
  readonly version: number;
  readonly pending: boolean;
  readonly sort: string;
  readonly terms: readonly string[];
};
const RACES = 20;

/** Step by step for all of them, so that their rows share calls; who loses a race to another is entered alone. */
export async function enterCases(table: ViewsTable, cases: readonly IndexedCase[]): Promise<void> {
  const keys = cases.map(({ at }) => termsKey(table, at));
  const items = await allItems(table, keys);
  const fresh = cases.flatMap((one, at) => {
    const { pk, sk } = keys[at] ?? termsKey(table, one.at);
    const held = heldIn(items.get(`${pk} ${sk}`));
    return held !== null && isKnown(held, one) ? [] : [enteringOf(one, held)];
  });
  const lost = await entered(table, fresh);
  await sideBySide(lost, ({ one }) => enterAgain(table, one));
}

async function enterAgain(table: ViewsTable, one: IndexedCase): Promise<void> {
  for (let race = 1; race < RACES; race += 1) {
    await pause(0);
    const held = await heldOf(table, one.at);
    if (held !== null && isKnown(held, one)) return;
    if ((await entered(table, [enteringOf(one, held)])).length === 0) return;
  }
  throw new StoreBusy('others kept entering the same case into the index');
}

/** A step that changes nothing of what is known of the case costs no write. */
function isKnown({ version, pending, terms }: Held, one: IndexedCase): boolean {
  if (version > one.version) return true;
  return !pending && (version === one.version || same(terms, one.terms));
}

function same(some: readonly string[], others: readonly string[]): boolean {
  const all = new Set([...some, ...others]);
  return all.size === new Set(some).size && all.size === new Set(others).size;
}

type Entering = { readonly one: IndexedCase; readonly held: Held | null; readonly pending: Held };

function enteringOf(one: IndexedCase, held: Held | null): Entering {
  const terms = [...new Set([...(held?.terms ?? []), ...one.terms])];
  return {
    one,
    held,
    pending: { version: one.version, pending: true, sort: held?.sort ?? sortOf(one), terms },
  };
}

/** Gives back those with whom somebody was quicker. */
async function entered(table: ViewsTable, all: readonly Entering[]): Promise<readonly Entering[]> {
  const lost: Entering[] = [];
  const begun: Entering[] = [];
  await sideBySide(all, async (entering) => {
    const { one, held: before, pending: after } = entering;
    ((await noted(table, { at: one.at, before, after })) ? begun : lost).push(entering);
  });
  await writeAll(
    table,
    begun.flatMap((entering) => termWrites(table, entering)),
  );
  await sideBySide(begun, async (entering) => {
    const { one, pending: before } = entering;
    const after = { ...before, pending: false, terms: [...new Set(one.terms)] };
    if (!(await noted(table, { at: one.at, before, after }))) lost.push(entering);
  });
  return lost;
}

function termWrites(table: ViewsTable, { one, held, pending: { sort } }: Entering): Write[] {
  const [was, is] = [new Set(held?.terms), new Set(one.terms)];
  const stands = (term: string): boolean => held?.pending === false && was.has(term);
  return [
    ...[...is].filter((term) => !stands(term)).map((term) => putOf(table, term, sort)),
    ...[...was].filter((term) => !is.has(term)).map((term) => removalOf(table, term, sort)),
  ];
}

export async function forgetCase(table: ViewsTable, at: StreamKey): Promise<void> {
  const held = await heldOf(table, at);
  if (held === null) return;
  await writeAll(
    table,
    held.terms.map((term) => removalOf(table, term, held.sort)),
  );
  await table.client.send(new DeleteCommand({ TableName: table.name, Key: { ...termsKey(table, at) } }));
}

const putOf = (table: ViewsTable, term: string, sk: string): Write => ({
  PutRequest: { Item: { pk: termKeyOf(table, term), sk } },
});
const removalOf = (table: ViewsTable, term: string, sk: string): Write => ({
  DeleteRequest: { Key: { pk: termKeyOf(table, term), sk } },
});

async function heldOf(table: ViewsTable, at: StreamKey): Promise<Held | null> {
  return heldIn(await itemAt(table.client, table.name, termsKey(table, at)));
}

function heldIn(item: Stored | null | undefined): Held | null {
  if (!item) return null;
  const { version, pending, sort, terms } = item as Omit<Held, 'terms'> & { readonly terms: string };
  return { version, pending, sort, terms: terms === '' ? [] : terms.split(' ') };
}

type Noting = { readonly at: StreamKey; readonly before: Held | null; readonly after: Held };

function noted(table: ViewsTable, { at, before, after }: Noting): Promise<boolean> {
  const was = before && { version: before.version, pending: before.pending };
  const Item = { ...termsKey(table, at), ...after, terms: after.terms.join(' ') };
  return putIf(table.client, { TableName: table.name, Item, ...ifUnchanged(was) });
}
