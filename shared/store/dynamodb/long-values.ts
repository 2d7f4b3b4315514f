/**
 * An item holds 400 KB, a transaction 4 MB. What would not fit lies in the bucket, whichever table it is of and whoever
 * writes it (ADR 70): the longest values of the item are laid aside under the digest of their bytes before the item is
 * put, a note of where stands in their place, and whoever reads the item is given the values. It is done where every
 * command of a client passes, so that no writer and no reader knows of it.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { bytesOfItem, type Item, longestIn } from './item-size.ts';
import { isLaidAside, readAs, type Shelf } from './long-shelf.ts';

/** With room for what an index and the engine itself add. */
export const LONGEST_ITEM = 380_000;
/** No key is as long: the engine takes none above 2,048 bytes. */
const LONGER_THAN_KEYS = 4096;
const LONGEST_TRANSACTION = 3_500_000;
/** A value that another has replaced meanwhile is gone with it: the item is read once more, so many times. */
const READINGS = 4;

type Put = { readonly TableName: string; readonly Item: Item };
type Writes = Readonly<Record<string, readonly { readonly PutRequest?: { readonly Item: Item } }[]>>;
type Input = {
  readonly TableName?: string;
  readonly Item?: Item;
  readonly TransactItems?: readonly { readonly Put?: Put }[];
  readonly RequestItems?: Writes;
};
type Output = {
  readonly Item?: Item;
  readonly Items?: readonly Item[];
  readonly Attributes?: Item;
  readonly Responses?: Readonly<Record<string, readonly Item[]>>;
};

/** The same client. `longest`: from which size on an item is divided. */
export function withLongValues(
  client: DynamoDBDocumentClient,
  shelf: Shelf,
  longest = LONGEST_ITEM,
): DynamoDBDocumentClient {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const input = await fitted({ shelf, longest }, args.input as Input);
        const replaces = /^(Put|Delete)(Item)?Command$/.test(commandName) && shelf.forgets(input.TableName);
        const asked = replaces ? { ReturnValues: 'ALL_OLD', ...input } : input;
        const send = () => next({ ...args, input: asked as typeof args.input });
        const result = await send();
        if (replaces) await dropReplaced(shelf, input, result.output as Output);
        return replaces ? result : await whole(shelf, result, send);
      },
    { step: 'initialize', name: 'longValues', priority: 'low', override: true },
  );
  return client;
}

type Answer = { readonly output: object };

/** With the values of every item in it. */
async function whole<Result extends Answer>(
  shelf: Shelf,
  first: Result,
  again: () => Promise<Result>,
): Promise<Result> {
  let result = first;
  for (let reading = 1; ; reading += 1) {
    const output = await filled(shelf, result.output, reading === READINGS);
    if (output !== null) return { ...result, output };
    await pause(20 * reading);
    result = await again();
  }
}

/** Null where a value is gone and it is not the last reading; then it is empty, as a damaged one would be. */
async function filled(shelf: Shelf, output: Output, isLast: boolean): Promise<Output | null> {
  const noted = itemsIn(output).flatMap((item) => Object.values(item).filter(isLaidAside));
  if (noted.length === 0) return output;
  const names = [...new Set(noted.map(({ laidAside }) => laidAside))];
  const values = await Promise.all(names.map((name) => shelf.take(name)));
  if (!isLast && values.includes(null)) return null;
  const standing = new Map(names.map((name, at) => [name, values[at] ?? new Uint8Array()]));
  const fill = (item: Item): Item =>
    Object.fromEntries(
      Object.entries(item).map(([name, value]) => [
        name,
        isLaidAside(value) ? readAs(value.as, standing.get(value.laidAside)) : value,
      ]),
    );
  const { Item, Items, Responses } = output;
  return {
    ...output,
    ...(Item && { Item: fill(Item) }),
    ...(Items && { Items: Items.map(fill) }),
    ...(Responses && {
      Responses: Object.fromEntries(
        Object.entries(Responses).map(([table, items]) => [table, items.map(fill)]),
      ),
    }),
  };
}

function itemsIn({ Item, Items = [], Responses = {} }: Output): readonly Item[] {
  return [...(Item ? [Item] : []), ...Items, ...Object.values(Responses).flat()];
}

type Measure = { readonly shelf: Shelf; readonly longest: number };

async function fitted(measure: Measure, input: Input): Promise<Input> {
  const { TableName = '', Item, TransactItems, RequestItems } = input;
  if (Item !== undefined) return { ...input, Item: await divided(measure, TableName, Item) };
  if (TransactItems !== undefined) return { ...input, TransactItems: await together(measure, TransactItems) };
  if (RequestItems === undefined || !Object.values(RequestItems).every(Array.isArray)) return input;
  const tables = Object.entries(RequestItems).map(async ([table, writes]) => [
    table,
    await Promise.all(
      writes.map(async (write) =>
        write.PutRequest === undefined
          ? write
          : { PutRequest: { Item: await divided(measure, table, write.PutRequest.Item) } },
      ),
    ),
  ]);
  return { ...input, RequestItems: Object.fromEntries(await Promise.all(tables)) };
}

type Transaction = NonNullable<Input['TransactItems']>;

/** Where all together are too much for one transaction, each is given its share of it. */
async function together({ shelf, longest }: Measure, parts: Transaction): Promise<Transaction> {
  const sizes = parts.map(({ Put }) => (Put === undefined ? 0 : bytesOfItem(Put.Item)));
  const isTooMuch = sizes.reduce((sum, one) => sum + one, 0) > LONGEST_TRANSACTION;
  const share = isTooMuch ? Math.min(longest, LONGEST_TRANSACTION / parts.length) : longest;
  return Promise.all(
    parts.map(async (part) => {
      const { Put } = part;
      if (Put === undefined) return part;
      return {
        ...part,
        Put: { ...Put, Item: await divided({ shelf, longest: share }, Put.TableName, Put.Item) },
      };
    }),
  );
}

/** What has no long value is left as it is, and the engine says what it thinks of it. */
async function divided({ shelf, longest }: Measure, table: string, item: Item): Promise<Item> {
  let left = item;
  while (shelf.holds(table) && bytesOfItem(left) > longest) {
    const name = longestIn(left, Math.min(LONGER_THAN_KEYS, longest / 4));
    if (name === null) return left;
    left = { ...left, [name]: await shelf.lay(table, { value: left[name], passes: 'expires' in item }) };
  }
  return left;
}

async function dropReplaced(shelf: Shelf, { Item = {} }: Input, { Attributes = {} }: Output): Promise<void> {
  const standing = new Set(
    Object.values(Item).flatMap((value) => (isLaidAside(value) ? [value.laidAside] : [])),
  );
  for (const value of Object.values(Attributes))
    if (isLaidAside(value) && !standing.has(value.laidAside)) await shelf.drop(value.laidAside);
}
