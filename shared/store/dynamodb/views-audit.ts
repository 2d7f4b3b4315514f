/**
 * Everything held against everything that follows from the log. DynamoDB has no moment of the whole: what is recorded
 * during an audit may show as a difference, and whoever is alarmed by one reads that case again first.
 */

import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { askedOnce } from '#shared/kernel/asked-once.ts';
import { labelledCell } from '#shared/kernel/contribution.ts';
import { sortedJson } from '#shared/kernel/parse-json.ts';
import type { Standing } from '../sqlite/standings.ts';
import type { CaseView, Drift, FigureUnit, ViewsAudit, ViewsBatch } from '../views.ts';
import type { ItemKey } from './ledger-items.ts';
import { heldOf } from './views-apply.ts';
import {
  addMove,
  cellsOfKey,
  type Figures,
  movesOf,
  newerUnit,
  spanOfKey,
  standings,
} from './views-figures.ts';
import {
  bundleKeyOf,
  caseItemKey,
  caseStart,
  counterKeyOf,
  memberKeyOf,
  memberSortOf,
  memberStart,
} from './views-keys.ts';
import { comingOf } from './views-member-rows.ts';
import { sharedNames } from './views-names.ts';
import { allItems, type ViewsTable } from './views-table.ts';
import { counterOf, readTail, type Tail, withTail } from './views-tail.ts';

type Office = {
  readonly figures: Map<string, Figures>;
  readonly units: Record<string, FigureUnit>;
};
type Expected = { readonly offices: Map<string, Office>; readonly rows: Set<string> };

export function auditOf(table: ViewsTable, isInForce: () => Promise<boolean>): ViewsAudit {
  const expected: Expected = { offices: new Map(), rows: new Set() };
  const shared = askedOnce(() => sharedNames(table));
  return {
    holds: () => true,
    compare: async (views) => {
      const keys = views.flatMap((view) => keysOf(table, view));
      const [items, names] = [await allItems(table, keys), await shared()];
      return views.flatMap((view) => compared(table, view, { items, names, expected }));
    },
    end: async (newest) => {
      const drifts = [...(await strays(table, expected)), ...(await officeDrifts(table, expected, newest))];
      if (!(await isInForce()))
        throw new Error('the read models were filled anew while they were compared: verify once more');
      return drifts;
    },
  };
}

const flat = ({ pk, sk }: ItemKey): string => `${pk} ${sk}`;

/** Of each of these standings where its row is put, and where a generation of before has it. */
function memberKeysOf(table: ViewsTable, { summary }: CaseView, some: readonly Standing[]): ItemKey[][] {
  const { office, number, kind } = summary;
  const sk = memberSortOf(number, kind);
  return some.map((one) =>
    [memberKeyOf, bundleKeyOf].map((keyOf) => ({ pk: keyOf(table, office, one), sk })),
  );
}

const keysOf = (table: ViewsTable, view: CaseView): ItemKey[] => [
  caseItemKey(table, view.summary),
  ...memberKeysOf(table, view, standings(view)).flat(),
];

type Items = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** `calendar` only orders two counts of one version: a closed case is not counted again, and keeps its own. */
const NOT_COMPARED = { contributions: null, calendar: null };

/** `names`: members that stand in rows of several cases, as keys of rows of their own. */
type Against = { readonly items: Items; readonly names: ReadonlySet<string>; readonly expected: Expected };

function compared(table: ViewsTable, view: CaseView, { items, names, expected }: Against): Drift[] {
  const { offices, rows } = expected;
  const { office, kind, number } = view.summary;
  const named = { office, kind, case: number };
  const own = offices.get(office) ?? { figures: new Map<string, Figures>(), units: {} };
  offices.set(office, own);
  for (const move of standings(view).flatMap((one) => movesOf(one, 1))) {
    const figures = own.figures.get(move[0]) ?? new Map();
    own.figures.set(move[0], figures);
    addMove(figures, move);
  }
  if (view.unit !== undefined) own.units[view.unit.name] = newerUnit(own.units[view.unit.name], view.unit);
  for (const key of keysOf(table, view)) rows.add(flat(key));
  const held = heldOf(items.get(flat(caseItemKey(table, view.summary))));
  if (held === null) return [{ what: 'missing', ...named }];
  const drifts: Drift[] = [];
  if (sortedJson({ ...held, ...NOT_COMPARED }) !== sortedJson({ ...view, ...NOT_COMPARED }))
    drifts.push({ what: 'summary', ...named });
  if (sortedJson(held.contributions) !== sortedJson(view.contributions))
    drifts.push({ what: 'cells', ...named });
  const isNamed = (key: ItemKey): boolean => items.has(flat(key)) || names.has(flat(key));
  const missing = memberKeysOf(table, view, comingOf(table, null, view)).filter(
    (keys) => !keys.some(isNamed),
  );
  const cells = new Set(missing.flatMap(([own]) => own?.pk ?? []));
  return [...drifts, ...[...cells].map((cell): Drift => ({ what: 'member', ...named, cell }))];
}

/** Cases and members that nothing in the log stands for. */
async function strays(table: ViewsTable, { rows }: Expected): Promise<Drift[]> {
  const query = {
    TableName: table.name,
    FilterExpression: 'begins_with(pk, :case) OR begins_with(pk, :member)',
    ExpressionAttributeValues: { ':case': caseStart(table), ':member': memberStart(table) },
    ProjectionExpression: 'pk, sk',
    ConsistentRead: true,
  };
  const found: Drift[] = [];
  for await (const { Items = [] } of paginateScan({ client: table.client }, query))
    for (const item of Items) {
      const key = { pk: String(item.pk), sk: String(item.sk) };
      if (!rows.has(flat(key))) found.push({ what: 'stray', office: '', case: flat(key) });
    }
  return found;
}

async function officeDrifts(
  table: ViewsTable,
  { offices }: Expected,
  newest: ViewsBatch['newest'],
): Promise<Drift[]> {
  const drifts: Drift[] = [];
  for (const office of new Set([...offices.keys(), ...Object.keys(newest)])) {
    const tail = await readTail(table, office, Number.POSITIVE_INFINITY);
    const own = offices.get(office) ?? { figures: new Map<string, Figures>(), units: {} };
    drifts.push(...(await counterDrifts(table, office, { own, tail })));
    for (const [name, unit] of Object.entries(own.units))
      if (sortedJson(tail.units[name]) !== sortedJson(unit))
        drifts.push({ what: 'unit', office, cell: labelledCell('narrative.figures', name) });
    if (newest[office] !== undefined && tail.newest !== newest[office]) drifts.push({ what: 'asOf', office });
  }
  return drifts;
}

async function counterDrifts(
  table: ViewsTable,
  office: string,
  { own, tail }: { readonly own: Office; readonly tail: Tail },
): Promise<Drift[]> {
  const items = new Map([...own.figures.keys()].map((sk) => [sk, counterOf(undefined)]));
  const query = {
    TableName: table.name,
    FilterExpression: 'pk = :pk AND attribute_exists(figures)',
    ExpressionAttributeValues: { ':pk': counterKeyOf(table, office) },
    ConsistentRead: true,
  };
  for await (const { Items = [] } of paginateScan({ client: table.client }, query))
    for (const item of Items) items.set(String(item.sk), counterOf(item));
  for (const { moves } of tail.deltas)
    for (const [sk] of moves) if (!items.has(sk)) items.set(sk, counterOf(undefined));
  const held = withTail(items, tail.deltas);
  return [...held].flatMap(([sk, figures]) =>
    differences(figures, own.figures.get(sk) ?? new Map()).flatMap(([key, expected, stands]) => {
      const { at, cells } = sk.startsWith('span#')
        ? { at: String(spanOfKey(key).first), cells: spanOfKey(key).cells }
        : { at: sk.slice('day#0#'.length), cells: cellsOfKey(key) };
      return cells.map((cell): Drift => ({ what: 'counter', office, cell, at, expected, held: stands }));
    }),
  );
}

function differences(
  held: Figures,
  expected: Figures,
): (readonly [key: string, expected: number, held: number])[] {
  return [...new Set([...held.keys(), ...expected.keys()])]
    .filter((key) => String(held.get(key) ?? '') !== String(expected.get(key) ?? ''))
    .map((key) => [key, expected.get(key)?.[0] ?? 0, held.get(key)?.[0] ?? 0] as const);
}
