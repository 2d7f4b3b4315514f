/**
 * Which generation of the read models is in force, and which one is being filled beside it (ADR 41). Numbers only grow,
 * so that what a late writer still puts into an old one is never mistaken for anything.
 */
import { PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { ifUnchanged, itemAt, putIf } from './rows.ts';
import { generationOfKey } from './views-keys.ts';
import { type ViewsTable, type Write, writeAll } from './views-table.ts';

/** `by`: which program fills it from which ledger. What is known of the whole of a generation belongs here. */
type Filling = { readonly generation: number; readonly by: string };
export type Generations = {
  readonly current: number;
  readonly filling: Filling | null;
  /** The highest number given so far. */
  readonly latest: number;
};
type Table = Omit<ViewsTable, 'generation'>;

const NOTES = 'notes';
const KEY = { pk: NOTES, sk: 'generation' };
const FIRST: Generations = { current: 0, filling: null, latest: 0 };
const RACES = 20;

export async function generationsOf({ client, name }: Table): Promise<Generations> {
  return (await itemAt<Generations>(client, name, KEY)) ?? FIRST;
}

/** The one that the same program began and did not finish, or a new one. */
export async function beginFilling(table: Table, by: string): Promise<number> {
  for (let race = 0; race < RACES; race += 1) {
    const known = await generationsOf(table);
    if (known.filling?.by === by) return known.filling.generation;
    const generation = known.latest + 1;
    if (await noted(table, known, { ...known, latest: generation, filling: { generation, by } }))
      return generation;
  }
  throw new Error('others kept beginning to fill the read models anew');
}

/** From here on all readers use it. Safe to call twice. */
export async function putInForce(table: Table, generation: number): Promise<void> {
  const known = await generationsOf(table);
  if (known.current === generation) return;
  const isOurs = known.filling?.generation === generation;
  if (!isOurs || !(await noted(table, known, { ...known, current: generation, filling: null })))
    throw new Error('another program has begun to fill the read models anew: rebuild again');
}

async function noted({ client, name }: Table, before: Generations, after: Generations): Promise<boolean> {
  const { current, latest } = before;
  const unchanged = ifUnchanged(before === FIRST ? null : { current, latest });
  return putIf(client, { TableName: name, Item: { ...KEY, ...after }, ...unchanged });
}

/** How far one part of the ledger has been read into a generation: after which key, or to its end. */
export type FillPlace = Readonly<Record<string, unknown>> | 'end';
const PLACE = 'filling#';
const placeKey = (generation: number, part: number) => ({ pk: NOTES, sk: `${PLACE}${generation}#${part}` });

export async function fillPlaceOf({ client, name, generation }: ViewsTable, part: number) {
  const noted = await itemAt<{ readonly place: FillPlace }>(client, name, placeKey(generation, part));
  return noted?.place ?? null;
}

export async function noteFillPlace(
  { client, name, generation }: ViewsTable,
  part: number,
  place: FillPlace,
): Promise<void> {
  await client.send(new PutCommand({ TableName: name, Item: { ...placeKey(generation, part), place } }));
}

/** Removes whatever stands in generations before this one, and what was noted while it was filled. */
export async function removeBefore({ client, name, generation }: ViewsTable): Promise<void> {
  const query = { TableName: name, ProjectionExpression: 'pk, sk', ConsistentRead: true };
  for await (const { Items = [] } of paginateScan({ client }, query)) {
    const old = Items.filter(({ pk, sk }) => isBefore(generation, String(pk), String(sk)));
    const writes = old.map(({ pk, sk }): Write => ({ DeleteRequest: { Key: { pk, sk } } }));
    await writeAll({ client, name, generation }, writes);
  }
}

function isBefore(generation: number, pk: string, sk: string): boolean {
  if (pk !== NOTES) return generationOfKey(pk) < generation;
  if (sk.startsWith(PLACE)) return Number.parseInt(sk.slice(PLACE.length), 10) <= generation;
  return sk === 'position' && generation > 0;
}
