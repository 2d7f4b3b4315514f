/**
 * The rows that name cases as members of cells: put before the views are, removed after them (ADR 79). Cases of one
 * batch whose numbers lie close share a row, which stays when one of them leaves: a name too many is seen through by its
 * reader, who asks each case. What is open and leaves again has a row of its own, or none where the index of open cases
 * names it.
 */
import { createHash } from 'node:crypto';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { mapAndLabel } from '#shared/kernel/contribution.ts';
import { bytewise } from '../list-place.ts';
import { factOf } from '../narrowings.ts';
import type { Standing } from '../sqlite/standings.ts';
import { type CaseSummary, type CaseView, OPEN_YEAR } from '../views.ts';
import type { ItemKey } from './ledger-items.ts';
import { isLostRace } from './refused.ts';
import { standings } from './views-figures.ts';
import { BETWEEN, memberKeyOf, memberSortOf, sharedKeyOf } from './views-keys.ts';
import { allItems, chunksOf, sideBySide, type ViewsTable, type Write } from './views-table.ts';

/** Of one row, so that it stays within a unit. */
const TOGETHER = 40;
/** Numbers of one length that differ in no more than these: a reader who comes into the middle of a row goes back no further. */
const CLOSE = 3;

/** Open ended in a cell of its department, and open: the index of open cases by department names it. */
function isIndexed({ summary }: CaseView, { cells, last }: Standing): boolean {
  const label = mapAndLabel(cells[0] ?? '')?.[1];
  return (
    last === OPEN_YEAR &&
    summary.status === 'open' &&
    label !== undefined &&
    label === factOf(summary, 'department')
  );
}

/** A case and the standings for which rows are missing. */
type Coming = { readonly view: CaseView; readonly come: readonly Standing[] };

/** Of the standings of the new view those that what is held gave no row to. */
export function comingOf(table: ViewsTable, held: CaseView | null, view: CaseView): Standing[] {
  const keyOf = (one: Standing): string => memberKeyOf(table, view.summary.office, one);
  const known = new Set(rowed(held).map(keyOf));
  return rowed(view).filter((one) => !known.has(keyOf(one)));
}

const rowed = (view: CaseView | null): Standing[] =>
  view === null ? [] : standings(view).filter((one) => !isIndexed(view, one));

type Named = { readonly pk: string; readonly summary: CaseSummary; readonly isStock: boolean };

/** A row of one case says which version put it, so that a projector that is late removes nothing a newer one has put. */
export function memberPuts(table: ViewsTable, changes: readonly Coming[]): Write[] {
  const named = changes.flatMap(({ view: { summary }, come }) => {
    const found = come.map((one): Named => {
      return { pk: memberKeyOf(table, summary.office, one), summary, isStock: one.last === OPEN_YEAR };
    });
    return [...new Map(found.map((one) => [one.pk, one])).values()];
  });
  const groups = Map.groupBy(named, ({ pk, isStock, summary: { kind, number } }) =>
    JSON.stringify([pk, kind, isStock ? number : number.slice(0, -CLOSE), number.length]),
  );
  const rows = [...groups.values()].flatMap((some) => chunksOf(some.toSorted(byNumber), TOGETHER));
  return rows.map((some) => ({ PutRequest: { Item: rowOf(table, some) } }));
}

const byNumber = ({ summary: a }: Named, { summary: b }: Named): number => bytewise(a.number, b.number);

function rowOf(table: ViewsTable, some: readonly Named[]): Record<string, unknown> {
  const [first] = some;
  if (first === undefined) throw new Error('a row of nothing');
  const { pk, summary } = first;
  const sort = memberSortOf(summary.number, summary.kind);
  if (some.length === 1) return { pk, sk: sort, version: summary.version };
  const numbers = some.map((one) => one.summary.number);
  const digest = createHash('sha256').update(JSON.stringify(numbers)).digest('hex').slice(0, 12);
  // named by what is in it: nobody puts another row over it
  return { pk: sharedKeyOf(table, pk), sk: [sort, digest].join(BETWEEN), numbers };
}

/** `left`: where the case may have a row of its own; `stands`: its view now. */
type Leaving = {
  readonly summary: CaseSummary;
  readonly left: readonly Standing[];
  readonly stands: CaseView | null;
};

/** Rows of one case in which it does not stand any more. Looking costs less than removing what is not there. */
export async function removeMembers(table: ViewsTable, leaving: readonly Leaving[]): Promise<void> {
  const gone = leaving.flatMap(({ summary, left, stands }) => {
    const keyOf = (one: Standing): string => memberKeyOf(table, summary.office, one);
    const kept = new Set(standings(stands).map(keyOf));
    const keys = new Set(left.map(keyOf).filter((pk) => !kept.has(pk)));
    const sk = memberSortOf(summary.number, summary.kind);
    return [...keys].map((pk) => ({ key: { pk, sk }, own: summary.version }));
  });
  const found = await allItems(
    table,
    gone.map(({ key }) => key),
  );
  const standing = gone.filter(({ key: { pk, sk } }) => found.has(`${pk} ${sk}`));
  await sideBySide(standing, ({ key, own }) => removeRow(table, key, own));
}

async function removeRow({ client, name }: ViewsTable, Key: ItemKey, own: number): Promise<void> {
  const removal = new DeleteCommand({
    TableName: name,
    Key: { ...Key },
    ConditionExpression: 'attribute_not_exists(pk) OR version <= :own',
    ExpressionAttributeValues: { ':own': own },
  });
  await client.send(removal).catch((error: unknown) => {
    if (!isLostRace(error)) throw error;
  });
}
