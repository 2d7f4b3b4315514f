/** The names of members in order, from wherever they stand: rows of one, rows of several, the index of open cases. */
import { paginateQuery, paginateScan } from '@aws-sdk/lib-dynamodb';
import { bytewise } from '../list-place.ts';
import { factIndexOf } from '../narrowings.ts';
import type { Stored } from './rows.ts';
import {
  BETWEEN,
  dueFactKeyOf,
  memberKeyOfShared,
  memberSortOf,
  sharedKeyOf,
  sharedStart,
} from './views-keys.ts';
import { inOrder } from './views-merge.ts';
import type { ViewsTable } from './views-table.ts';

/** `keys` of members; `department`: whose open cases are members, too. */
export type Members = {
  readonly office: string;
  readonly keys: readonly string[];
  readonly department: string | null;
};
/** `passed`: the name that was given out last, '' before the first; `from`: no row that begins before it names what follows. */
export type Place = { readonly passed: string; readonly from: string };
type Names = {
  /** Each once, as `memberSortOf`. */
  readonly names: AsyncGenerator<string>;
  /** Where to go on behind a name that was given out. */
  placeAfter(passed: string): Place;
};
type Reading = Place & { readonly limit: number };
/** The first and the last name of a row that was read. */
type Passed = { readonly first: string; readonly last: string };

export function namesOf(table: ViewsTable, members: Members, reading: Reading): Names {
  const rows: Passed[] = [];
  const sources = members.keys.flatMap((pk) => [
    namesOfOne(table, pk, reading),
    namesShared(table, sharedKeyOf(table, pk), { ...reading, rows }),
  ]);
  if (members.department !== null) sources.push(namesOpen(table, members, reading));
  return {
    names: once(inOrder(sources, bytewise)),
    placeAfter: (passed) => {
      const open = rows.filter(({ last }) => bytewise(last, passed) > 0).map(({ first }) => first);
      return { passed, from: [passed, ...open].sort(bytewise)[0] ?? '' };
    },
  };
}

async function* once(names: AsyncGenerator<string>): AsyncGenerator<string> {
  let before: string | null = null;
  for await (const name of names) {
    if (name !== before) yield name;
    before = name;
  }
}

async function* rowsUnder(
  { client, name }: ViewsTable,
  { pk, behind, limit }: { readonly pk: string; readonly behind: string; readonly limit: number },
): AsyncGenerator<Stored> {
  const query = {
    TableName: name,
    ConsistentRead: true,
    KeyConditionExpression: behind === '' ? 'pk = :pk' : 'pk = :pk AND sk > :behind',
    ExpressionAttributeValues: { ':pk': pk, ...(behind !== '' && { ':behind': behind }) },
  };
  for await (const { Items = [] } of paginateQuery({ client, pageSize: limit }, query)) yield* Items;
}

async function* namesOfOne(
  table: ViewsTable,
  pk: string,
  { passed, limit }: Reading,
): AsyncGenerator<string> {
  for await (const { sk } of rowsUnder(table, { pk, behind: passed, limit })) yield String(sk);
}

/** Rows are in the order of their first names and reach into each other: a name is given out when no later row can begin before it. */
async function* namesShared(
  table: ViewsTable,
  pk: string,
  { passed, from, limit, rows }: Reading & { readonly rows: Passed[] },
): AsyncGenerator<string> {
  let waiting: string[] = [];
  for await (const row of rowsUnder(table, { pk, behind: from, limit })) {
    const [number = '', kind = ''] = String(row.sk).split(BETWEEN);
    const first = memberSortOf(number, kind);
    yield* waiting.filter((name) => bytewise(name, first) < 0);
    const names = (row.numbers as readonly string[]).map((one) => memberSortOf(one, kind));
    rows.push({ first, last: names.at(-1) ?? '' });
    waiting = [...waiting.filter((name) => bytewise(name, first) >= 0), ...names]
      .filter((name) => bytewise(name, passed) > 0)
      .sort(bytewise);
  }
  yield* waiting;
}

/** No more than what one department has open: read whole, since that index is in another order. */
async function* namesOpen(
  { client, name, ...of }: ViewsTable,
  { office, department }: Members,
  { passed }: Reading,
): AsyncGenerator<string> {
  const index = factIndexOf('department');
  const query = {
    TableName: name,
    IndexName: index,
    KeyConditionExpression: '#hash = :pk',
    ExpressionAttributeNames: { '#hash': `${index}Key` },
    ExpressionAttributeValues: { ':pk': dueFactKeyOf(of, { office, value: department ?? '' }) },
  };
  const names: string[] = [];
  for await (const { Items = [] } of paginateQuery({ client }, query))
    for (const { dueSort } of Items) {
      const [, number = '', kind = ''] = String(dueSort).split(BETWEEN);
      names.push(memberSortOf(number, kind));
    }
  yield* names.filter((one) => bytewise(one, passed) > 0).sort(bytewise);
}

/** All that rows of several cases name, as `pk sk` of rows of their own. Whoever left stays there: that is no drift. */
export async function sharedNames(table: ViewsTable): Promise<ReadonlySet<string>> {
  const query = {
    TableName: table.name,
    FilterExpression: 'begins_with(pk, :shared)',
    ExpressionAttributeValues: { ':shared': sharedStart(table) },
    ConsistentRead: true,
  };
  const names = new Set<string>();
  for await (const { Items = [] } of paginateScan({ client: table.client }, query))
    for (const { pk, sk, numbers } of Items) {
      const [, kind = ''] = String(sk).split(BETWEEN);
      for (const number of numbers as readonly string[])
        names.add(`${memberKeyOfShared(table, String(pk))} ${memberSortOf(number, kind)}`);
    }
  return names;
}
