/**
 * A case replaced by its newer view. The view and the row of the tail are one transaction, conditional on the version
 * that the difference was taken from: whatever comes twice, late or from two projectors at once counts once. Members
 * are written before and removed after it: a row too many is seen through by its reader, a missing one would not be.
 */
import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Instant } from '../../kernel/plain-date.ts';
import type { Standing } from '../sqlite/standings.ts';
import type { CaseView, ViewsBatch } from '../views.ts';
import { isLostRace } from './refused.ts';
import { changeOf } from './views-figures.ts';
import {
  caseItemKey,
  deltaKeyOf,
  indexKeysOf,
  memberKeyOf,
  memberSortOf,
  OFFICES,
  shardOf,
  timeSort,
} from './views-keys.ts';
import { allItems, sideBySide, type ViewsTable, type Write, writeAll } from './views-table.ts';
import { packed, unpacked } from './views-tail.ts';

export type Applying = {
  readonly table: ViewsTable;
  readonly milliseconds: () => number;
  /** Offices already noted as having figures. */
  readonly offices: Set<string>;
};
/** Rows of the tail are kept for a week after their writing; by then every reader has long passed them. */
const KEPT_SECONDS = 7 * 86_400;
const RACES = 20;

export async function applyBatch(applying: Applying, { cases, newest }: ViewsBatch): Promise<void> {
  const { table } = applying;
  const stored = await allItems(
    table,
    cases.map((view) => caseItemKey(view.summary)),
  );
  const changes = cases
    .map((view) => ({ view, held: heldOf(stored.get(nameOf(view))) }))
    .filter(({ view, held }) => isNewer(view, held))
    .map(({ view, held }) => ({ view, held, ...changeOf(held, view) }));
  await writeAll(
    table,
    changes.flatMap(({ view, come }) =>
      come.map((one): Write => ({ PutRequest: { Item: memberOf(view, one) } })),
    ),
  );
  await sideBySide(changes, (change) => record(applying, change));
  const gone = changes.flatMap(({ view, gone: some }) =>
    some.map((one): Write => ({ DeleteRequest: { Key: memberOf(view, one) } })),
  );
  await writeAll(table, gone);
  for (const [office, recordedAt] of Object.entries(newest)) await noteNewest(applying, office, recordedAt);
}

const nameOf = ({ summary }: CaseView): string => {
  const { pk, sk } = caseItemKey(summary);
  return `${pk} ${sk}`;
};

export function heldOf(item: Readonly<Record<string, unknown>> | undefined): CaseView | null {
  return item === undefined ? null : (unpacked(item.view) as CaseView);
}

function isNewer({ summary, calendar }: CaseView, held: CaseView | null): boolean {
  if (held === null || summary.version > held.summary.version) return true;
  return summary.version === held.summary.version && calendar > held.calendar;
}

function memberOf({ summary }: CaseView, standing: Standing): Record<string, unknown> {
  const { office, number, kind } = summary;
  return { pk: memberKeyOf(office, standing), sk: memberSortOf(number, kind) };
}

type Change = { readonly view: CaseView; readonly held: CaseView | null } & ReturnType<typeof changeOf>;

/** A projector that lost a race takes its difference from what the other has left, and ends when that is newer. */
async function record(applying: Applying, first: Change): Promise<void> {
  let change = first;
  for (let race = 0; race < RACES; race += 1) {
    if (!isNewer(change.view, change.held) || (await recorded(applying, change))) return;
    const { view } = change;
    const stored = await allItems(applying.table, [caseItemKey(view.summary)]);
    const held = heldOf(stored.get(nameOf(view)));
    change = { view, held, ...changeOf(held, view) };
    await writeAll(
      applying.table,
      change.come.map((one): Write => ({ PutRequest: { Item: memberOf(view, one) } })),
    );
  }
  throw new Error('others kept changing the view of the same case');
}

async function recorded({ table, milliseconds }: Applying, { view, held, moves }: Change): Promise<boolean> {
  const { summary, calendar, unit = null } = view;
  const { office, number, kind, version } = summary;
  const condition =
    held === null
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: 'version = :version AND calendar = :calendar',
          ExpressionAttributeValues: { ':version': held.summary.version, ':calendar': held.calendar },
        };
  const item = {
    ...{ ...caseItemKey(summary), ...indexKeysOf(summary) },
    ...{ version, calendar, view: packed(view) },
  };
  const at = milliseconds();
  const delta = {
    pk: deltaKeyOf(office, shardOf(number)),
    sk: `${timeSort(at)}#${kind}#${number}#${version}#${calendar}`,
    delta: packed({ moves, newest: summary.recordedAt, unit }),
    expires: Math.floor(at / 1000) + KEPT_SECONDS,
  };
  const puts = [
    { TableName: table.name, Item: item, ...condition },
    { TableName: table.name, Item: delta },
  ];
  try {
    await table.client.send(new TransactWriteCommand({ TransactItems: puts.map((Put) => ({ Put })) }));
    return true;
  } catch (error) {
    if (isLostRace(error)) return false;
    throw error;
  }
}

/** Commits that make no case move the moment of the figures all the same. */
async function noteNewest(
  { table, milliseconds, offices }: Applying,
  office: string,
  newest: Instant,
): Promise<void> {
  const at = milliseconds();
  const put = (Item: Record<string, unknown>) =>
    table.client.send(new PutCommand({ TableName: table.name, Item }));
  await put({
    pk: deltaKeyOf(office, 0),
    sk: `${timeSort(at)}#newest#${newest}`,
    delta: packed({ moves: [], newest, unit: null }),
    expires: Math.floor(at / 1000) + KEPT_SECONDS,
  });
  if (offices.has(office)) return;
  await put({ pk: OFFICES, sk: office });
  offices.add(office);
}
