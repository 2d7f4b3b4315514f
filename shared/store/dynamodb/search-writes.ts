/**
 * A case in the index on DynamoDB: named under each of its terms (`search-rows.ts`), and a row that lists them. The list is
 * put first with everything that may stand, so that whatever breaks off is found by it: entered again, or forgotten. What
 * the view of a case says to stand is in no list.
 */
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import type { StreamKey } from '#shared/kernel/event.ts';
import { StoreBusy } from '../faults.ts';
import type { IndexedCase } from '../search-index.ts';
import type { ItemKey } from './ledger-items.ts';
import { ifUnchanged, itemAt, putIf, type Stored } from './rows.ts';
import { alonePut, aloneRemoval, sortOf } from './search-rows.ts';
import { generationStart, type InGeneration } from './views-keys.ts';
import { allItems, pause, sideBySide, type ViewsTable, type Write, writeAll } from './views-table.ts';

const part = encodeURIComponent;
const termsKey = (of: InGeneration, { office, kind, stream }: StreamKey): ItemKey => ({
  pk: `${generationStart(of)}found#${part(office)}#${kind}#${part(stream)}`,
  sk: 'terms',
});

/** `pending`: not all of its rows are known to stand. */
type Held = {
  readonly version: number;
  readonly pending: boolean;
  readonly sort: string;
  readonly terms: readonly string[];
};
const RACES = 20;

/** `isNamed`: its view says that all of its terms stand. */
type Entered = IndexedCase & { readonly isNamed?: boolean };

/** Step by step for all of them, so that their rows share calls; who loses a race to another is entered alone. */
export async function enterCases(table: ViewsTable, cases: readonly Entered[]): Promise<void> {
  const keys = cases.map(({ at }) => termsKey(table, at));
  const items = await allItems(table, keys);
  const fresh = cases.flatMap((one, at) => {
    const { pk, sk } = keys[at] ?? termsKey(table, one.at);
    const held = heldIn(items.get(`${pk} ${sk}`));
    const terms = termsToList(one, held);
    return terms === null || (held !== null && isKnown(held, one, terms))
      ? []
      : [enteringOf(one, { held, terms })];
  });
  const lost = await entered(table, fresh);
  await sideBySide(lost, (one) => enterAgain(table, one));
}

/** None where none is needed; a list that stands keeps what it holds of them. */
function termsToList({ isNamed, terms }: Entered, held: Held | null): readonly string[] | null {
  if (!isNamed) return terms;
  return held === null ? null : terms.filter((term) => held.terms.includes(term));
}

/**
 * What a loser had begun to write may have come behind the writes of who was quicker: once those have ended it brings
 * the rows to what stands, its own or another's.
 */
async function enterAgain(table: ViewsTable, { one, begun }: Lost): Promise<void> {
  let strays = begun.length > 0 ? begun : undefined;
  for (let race = 1; race < RACES; race += 1) {
    await pause(0);
    const held = await heldOf(table, one.at);
    const terms = termsToList(one, held);
    if (terms === null) return;
    const known = held !== null && isKnown(held, one, terms) ? held : null;
    if (known !== null && strays === undefined) return;
    if (known?.pending) continue;
    const wanted = { ...one, ...(known && { version: known.version }) };
    const entering = enteringOf(wanted, { held, terms: known?.terms ?? terms, strays });
    const [lost] = await entered(table, [entering]);
    if (lost === undefined) return;
    if (lost.begun.length > 0) strays = [...(strays ?? []), ...lost.begun];
  }
  throw new StoreBusy('others kept entering the same case into the index');
}

/** A step that changes nothing of what is known of the case costs no write. */
function isKnown({ version, pending, terms: held }: Held, one: Entered, terms: readonly string[]): boolean {
  if (version > one.version) return true;
  return !pending && (version === one.version || same(held, terms));
}

function same(some: readonly string[], others: readonly string[]): boolean {
  const all = new Set([...some, ...others]);
  return all.size === new Set(some).size && all.size === new Set(others).size;
}

/** `isSure`: the rows of `held` stand as it says. */
type Entering = {
  readonly one: Entered;
  readonly terms: readonly string[];
  readonly held: Held | null;
  readonly pending: Held;
  readonly isSure: boolean;
};
type Before = Pick<Entering, 'held' | 'terms'> & { readonly strays?: readonly string[] | undefined };

/** `strays`: terms of which rows may stand besides; then none of what is held is sure, either. */
function enteringOf(one: Entered, { held, terms, strays }: Before): Entering {
  const all = [...new Set([...(held?.terms ?? []), ...(strays ?? []), ...terms])];
  const pending = { version: one.version, pending: true, sort: held?.sort ?? sortOf(one), terms: all };
  return { one, terms, held, pending, isSure: strays === undefined && held?.pending === false };
}

/** With whom somebody was quicker; `begun`: terms of which rows were written already. */
type Lost = Pick<Entering, 'one'> & { readonly begun: readonly string[] };

async function entered(table: ViewsTable, all: readonly Entering[]): Promise<readonly Lost[]> {
  const lost: Lost[] = [];
  const begun: Entering[] = [];
  await sideBySide(all, async (entering) => {
    const { one, held: before, pending: after } = entering;
    if (await noted(table, { at: one.at, before, after })) begun.push(entering);
    else lost.push({ one, begun: [] });
  });
  await writeAll(
    table,
    begun.flatMap((entering) => termWrites(table, entering)),
  );
  await sideBySide(begun, async ({ one, terms, pending: before }) => {
    const after = { ...before, pending: false, terms: [...new Set(terms)] };
    if (!(await noted(table, { at: one.at, before, after }))) lost.push({ one, begun: terms });
  });
  return lost;
}

/** Each in a row of its own, so that a case that is forgotten is in none of others. */
function termWrites(table: ViewsTable, { terms, held, pending, isSure }: Entering): Write[] {
  const [stands, is] = [new Set(isSure ? held?.terms : []), new Set(terms)];
  return [
    ...[...is]
      .filter((term) => !stands.has(term))
      .map((term) => alonePut(table, { term, sort: pending.sort })),
    ...pending.terms.filter((term) => !is.has(term)).map((term) => aloneRemoval(table, term, pending.sort)),
  ];
}

/** Above every version of a case: whoever has read it before it was erased, and writes behind that, is an older one. */
const FORGOTTEN = Number.MAX_SAFE_INTEGER;

/** In a generation that another fills meanwhile. Broken off, it is found by its list as long as a row may stand. */
export async function forgetForGood(table: ViewsTable, at: StreamKey): Promise<void> {
  for (let race = 1; race < RACES; race += 1) {
    const held = await heldOf(table, at);
    if (held?.version === FORGOTTEN && !held.pending) return;
    const { sort, terms } = held ?? { sort: '', terms: [] };
    const going = { version: FORGOTTEN, pending: true, sort, terms };
    if (await noted(table, { at, before: held, after: going })) {
      await writeAll(
        table,
        terms.map((term) => aloneRemoval(table, term, sort)),
      );
      const after = { ...going, pending: false, terms: [] };
      if (await noted(table, { at, before: going, after })) return;
    }
    await pause(0);
  }
  throw new StoreBusy('others kept entering a case that is to be forgotten');
}

export async function forgetCase(table: ViewsTable, at: StreamKey): Promise<void> {
  const held = await heldOf(table, at);
  if (held === null) return;
  await writeAll(
    table,
    held.terms.map((term) => aloneRemoval(table, term, held.sort)),
  );
  await table.client.send(new DeleteCommand({ TableName: table.name, Key: { ...termsKey(table, at) } }));
}

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
