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

export async function enterCases(table: ViewsTable, cases: readonly IndexedCase[]): Promise<void> {
  const keys = cases.map(({ at }) => termsKey(table, at));
  const items = await allItems(table, keys);
  await sideBySide([...cases.entries()], ([at, one]) => {
    const { pk, sk } = keys[at] ?? termsKey(table, one.at);
    return enterCase(table, one, heldIn(items.get(`${pk} ${sk}`)));
  });
}

async function enterCase(table: ViewsTable, one: IndexedCase, first: Held | null): Promise<void> {
  for (let race = 0; race < RACES; race += 1) {
    const held = race === 0 ? first : await heldOf(table, one.at);
    if (held !== null && isKnown(held, one)) return;
    if (await entered(table, one, held)) return;
    await pause(0);
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

/** False where somebody was quicker. */
async function entered(table: ViewsTable, one: IndexedCase, held: Held | null): Promise<boolean> {
  const [was, is] = [new Set(held?.terms), new Set(one.terms)];
  const sort = held?.sort ?? sortOf(one);
  const pending = { version: one.version, pending: true, sort, terms: [...new Set([...was, ...is])] };
  if (!(await noted(table, { at: one.at, before: held, after: pending }))) return false;
  const stands = (term: string): boolean => held?.pending === false && was.has(term);
  await writeAll(table, [
    ...[...is].filter((term) => !stands(term)).map((term) => putOf(table, term, sort)),
    ...[...was].filter((term) => !is.has(term)).map((term) => removalOf(table, term, sort)),
  ]);
  return noted(table, { at: one.at, before: pending, after: { ...pending, pending: false, terms: [...is] } });
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
