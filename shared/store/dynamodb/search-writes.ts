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
  await sideBySide(lost, (one) => enterAgain(table, one));
}

/**
 * What a loser had begun to write may have come behind the writes of who was quicker: once those have ended it brings
 * the rows to what stands, its own or another's.
 */
async function enterAgain(table: ViewsTable, { one, begun }: Lost): Promise<void> {
  let strays = begun ? one.terms : undefined;
  for (let race = 1; race < RACES; race += 1) {
    await pause(0);
    const held = await heldOf(table, one.at);
    const known = held !== null && isKnown(held, one) ? held : null;
    if (known !== null && strays === undefined) return;
    if (known?.pending) continue;
    const wanted = { ...one, ...(known && { version: known.version, terms: known.terms }) };
    const [lost] = await entered(table, [enteringOf(wanted, held, strays)]);
    if (lost === undefined) return;
    if (lost.begun) strays = [...(strays ?? []), ...wanted.terms];
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

/** `isSure`: the rows of `held` stand as it says. */
type Entering = {
  readonly one: IndexedCase;
  readonly held: Held | null;
  readonly pending: Held;
  readonly isSure: boolean;
};

/** `strays`: terms of which rows may stand besides; then none of what is held is sure, either. */
function enteringOf(one: IndexedCase, held: Held | null, strays?: readonly string[]): Entering {
  const terms = [...new Set([...(held?.terms ?? []), ...(strays ?? []), ...one.terms])];
  const pending = { version: one.version, pending: true, sort: held?.sort ?? sortOf(one), terms };
  return { one, held, pending, isSure: strays === undefined && held?.pending === false };
}

/** With whom somebody was quicker; `begun`: when rows of it were written already. */
type Lost = Pick<Entering, 'one'> & { readonly begun: boolean };

async function entered(table: ViewsTable, all: readonly Entering[]): Promise<readonly Lost[]> {
  const lost: Lost[] = [];
  const begun: Entering[] = [];
  await sideBySide(all, async (entering) => {
    const { one, held: before, pending: after } = entering;
    if (await noted(table, { at: one.at, before, after })) begun.push(entering);
    else lost.push({ one, begun: false });
  });
  await writeAll(
    table,
    begun.flatMap((entering) => termWrites(table, entering)),
  );
  await sideBySide(begun, async ({ one, pending: before }) => {
    const after = { ...before, pending: false, terms: [...new Set(one.terms)] };
    if (!(await noted(table, { at: one.at, before, after }))) lost.push({ one, begun: true });
  });
  return lost;
}

function termWrites(table: ViewsTable, { one, held, pending, isSure }: Entering): Write[] {
  const [stands, is] = [new Set(isSure ? held?.terms : []), new Set(one.terms)];
  return [
    ...[...is].filter((term) => !stands.has(term)).map((term) => putOf(table, term, pending.sort)),
    ...pending.terms.filter((term) => !is.has(term)).map((term) => removalOf(table, term, pending.sort)),
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
