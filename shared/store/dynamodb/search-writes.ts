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
import { type InBatch, inBatches, putTerms, removeTerms, sortOf, type TermRow } from './search-rows.ts';
import { generationStart, type InGeneration } from './views-keys.ts';
import { allItems, pause, sideBySide, type ViewsTable } from './views-table.ts';

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
  readonly batch: string;
  readonly terms: readonly string[];
};
const RACES = 20;

/** `isNamed`: its view says that all of its terms stand. */
type Entered = InBatch & { readonly isNamed: boolean };

/** Of which no view says anything. */
export const enterCases = (table: ViewsTable, cases: readonly IndexedCase[]): Promise<void> =>
  enterBatches(
    table,
    inBatches(cases).map((one) => ({ ...one, isNamed: false })),
  );

/** Step by step for all of them, so that their rows share calls; who loses a race to another is entered alone. */
export async function enterBatches(table: ViewsTable, cases: readonly Entered[]): Promise<void> {
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
  const { sort, batch } = held ?? { sort: sortOf(one), batch: one.batch };
  const pending = { version: one.version, pending: true, sort, batch, terms: all };
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
  await putTerms(table, begun.flatMap(missing));
  await sideBySide(begun, async ({ terms, pending }) => {
    const gone = pending.terms.filter((term) => !terms.includes(term));
    await removeTerms(table, gone, pending);
  });
  await sideBySide(begun, async ({ one, terms, pending: before }) => {
    const after = { ...before, pending: false, terms: [...new Set(terms)] };
    if (!(await noted(table, { at: one.at, before, after }))) lost.push({ one, begun: terms });
  });
  return lost;
}

/** What names somebody is in a row of its own: only what stands in the clear elsewhere shares one, and only at first. */
function missing({ one, terms, held, pending: { sort, batch }, isSure }: Entering): TermRow[] {
  const [stands, open] = [new Set(isSure ? held?.terms : []), new Set(one.open?.flat())];
  const fresh = [...new Set(terms)].filter((term) => !stands.has(term));
  return fresh.map((term) => ({ term, sort, batch, shares: held === null && open.has(term) }));
}

export async function forgetCase(table: ViewsTable, at: StreamKey): Promise<void> {
  const held = await heldOf(table, at);
  if (held === null) return;
  await removeTerms(table, held.terms, held);
  await table.client.send(new DeleteCommand({ TableName: table.name, Key: { ...termsKey(table, at) } }));
}

async function heldOf(table: ViewsTable, at: StreamKey): Promise<Held | null> {
  return heldIn(await itemAt(table.client, table.name, termsKey(table, at)));
}

/** A program of before lists no batch. */
type Listed = Pick<Held, 'version' | 'pending' | 'sort'> & {
  readonly batch?: string;
  readonly terms: string;
};

function heldIn(item: Stored | null | undefined): Held | null {
  if (!item) return null;
  const { version, pending, sort, batch = '', terms } = item as Listed;
  return { version, pending, sort, batch, terms: terms === '' ? [] : terms.split(' ') };
}

type Noting = { readonly at: StreamKey; readonly before: Held | null; readonly after: Held };

function noted(table: ViewsTable, { at, before, after }: Noting): Promise<boolean> {
  const was = before && { version: before.version, pending: before.pending };
  const Item = { ...termsKey(table, at), ...after, terms: after.terms.join(' ') };
  return putIf(table.client, { TableName: table.name, Item, ...ifUnchanged(was) });
}
