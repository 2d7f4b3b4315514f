/**
 * Which cases of an office were written to since an instant (ADR 68): rows by office and kind in the order of recording,
 * put before the views they belong to, so that nothing is in the figures that is not in here. A row names the cases of
 * one batch. What comes twice, late or in another batch only adds rows.
 */
import { hash } from 'node:crypto';
import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { CASE_KINDS, type StreamKey } from '#shared/kernel/event.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { Within } from '../ports.ts';
import { keyOf, type Written } from '../views.ts';
import { itemAt, packed, unpacked } from './rows.ts';
import { officesOf } from './views-compact.ts';
import { type InGeneration, writtenKeyOf, writtenNote } from './views-keys.ts';
import { chunksOf, sideBySide, type ViewsTable, type Write, writeAll } from './views-table.ts';

/** Cases named by one row: some kilobytes. */
const IN_A_ROW = 100;

type Named = readonly [stream: string, recordedAt: Instant];

export async function noteWritten(table: ViewsTable, written: readonly Written[]): Promise<void> {
  const groups = Map.groupBy(newestOfEach(written), ({ office, kind }) =>
    writtenKeyOf(table, { office, kind }),
  );
  const rows = [...groups].flatMap(([pk, some]) =>
    chunksOf(some.sort(byInstant), IN_A_ROW).map((chunk) => rowOf(pk, chunk)),
  );
  await writeAll(
    table,
    rows.map((Item): Write => ({ PutRequest: { Item } })),
  );
}

function newestOfEach(written: readonly Written[]): Written[] {
  const newest = new Map<string, Written>();
  for (const one of written)
    if (one.recordedAt > (newest.get(keyOf(one))?.recordedAt ?? '')) newest.set(keyOf(one), one);
  return [...newest.values()];
}

const byInstant = (a: Written, b: Written): number =>
  a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : a.stream < b.stream ? -1 : 1;

/** Called by the newest of its instants, and by what it names: the same batch told again is the same row. */
function rowOf(pk: string, cases: readonly Written[]) {
  const named = cases.map(({ stream, recordedAt }): Named => [stream, recordedAt]);
  const digest = hash('sha256', JSON.stringify(named)).slice(0, 16);
  return { pk, sk: `${cases.at(-1)?.recordedAt ?? ''}#${digest}`, cases: packed(named) };
}

/** From now on the rows of this generation name every case: what was recorded before has been noted, too. */
export async function noteWhole(table: ViewsTable): Promise<void> {
  await writeAll(table, [{ PutRequest: { Item: writtenNote(table) } }]);
}

async function isWhole({ client, name, ...of }: ViewsTable): Promise<boolean> {
  return (await itemAt(client, name, writtenNote(of))) !== null;
}

export async function writtenOffices(table: ViewsTable): Promise<readonly string[] | null> {
  return (await isWhole(table)) ? [...(await officesOf(table))].sort() : null;
}

/** Of these offices and kinds, with a commit after the instant; null where the rows are not known to be whole. */
export async function writtenWithin(table: ViewsTable, within: Within): Promise<readonly Written[] | null> {
  if (!(await isWhole(table))) return null;
  const found = new Map<string, Written>();
  const parts = [...(within.offices ?? (await officesOf(table)))].flatMap((office) =>
    [...(within.kinds ?? CASE_KINDS)].map((kind) => ({ office, kind })),
  );
  await sideBySide(parts, async (part) => {
    for await (const [stream, recordedAt] of streamsOf(table, part, within.changedAfter ?? '')) {
      const one = { ...part, stream, recordedAt };
      if (recordedAt > (found.get(keyOf(one))?.recordedAt ?? '')) found.set(keyOf(one), one);
    }
  });
  return [...found.values()];
}

type Part = Pick<StreamKey, 'office' | 'kind'>;

async function* streamsOf(
  { client, name, ...of }: ViewsTable & InGeneration,
  part: Part,
  after: Instant | '',
): AsyncGenerator<Named> {
  const query = {
    TableName: name,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND sk > :after',
    // behind every row of the instant itself
    ExpressionAttributeValues: { ':pk': writtenKeyOf(of, part), ':after': after === '' ? '0' : `${after}~` },
  };
  for await (const { Items = [] } of paginateQuery({ client }, query))
    for (const { cases } of Items)
      yield* unpacked<readonly Named[]>(cases).filter(([, recordedAt]) => recordedAt > after);
}
