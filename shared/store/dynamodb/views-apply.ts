/**
 * A case replaced by its newer view. The view and the row of the tail are one transaction, conditional on the version
 * that the difference was taken from: whatever comes twice, late or from two projectors at once counts once. Members
 * are written before and removed after it: a row too many is seen through by its reader, a missing one would not be.
 */
import { DeleteCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Instant } from '../../kernel/plain-date.ts';
import type { Standing } from '../sqlite/standings.ts';
import type { CaseView, ViewsBatch } from '../views.ts';
import type { ItemKey } from './ledger-items.ts';
import { isLostRace } from './refused.ts';
import { changeOf, standings } from './views-figures.ts';
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
import { notePosition } from './views-position.ts';
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

export async function applyBatch(applying: Applying, { cases, newest, position }: ViewsBatch): Promise<void> {
  const { table } = applying;
  const views = newestOfEach(cases);
  const stored = await allItems(
    table,
    views.map((view) => caseItemKey(view.summary)),
  );
  const changes = views
    .map((view) => changed(view, heldOf(stored.get(nameOf(view)))))
    .filter(({ view, held }) => isNewer(view, held));
  await writeAll(table, changes.flatMap(memberPuts));
  await sideBySide(changes, (change) => record(applying, change));
  for (const [office, recordedAt] of Object.entries(newest)) await noteNewest(applying, office, recordedAt);
  if (position !== undefined) await notePosition(table, position);
}

function newestOfEach(cases: Iterable<CaseView>): CaseView[] {
  const newest = new Map<string, CaseView>();
  for (const view of cases)
    if (isNewer(view, newest.get(nameOf(view)) ?? null)) newest.set(nameOf(view), view);
  return [...newest.values()];
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

type Change = { readonly view: CaseView; readonly held: CaseView | null } & ReturnType<typeof changeOf>;

const changed = (view: CaseView, held: CaseView | null): Change => ({ view, held, ...changeOf(held, view) });

function memberOf({ office, number, kind }: CaseView['summary'], standing: Standing): ItemKey {
  return { pk: memberKeyOf(office, standing), sk: memberSortOf(number, kind) };
}

/** A row says which version put it, so that a projector that is late removes nothing a newer one has put. */
function memberPuts({ view: { summary }, come }: Change): Write[] {
  const { version } = summary;
  const rows = new Map(come.map((one) => memberOf(summary, one)).map((key) => [key.pk, key]));
  return [...rows.values()].map((key) => ({ PutRequest: { Item: { ...key, version } } }));
}

/** A projector that lost a race takes its difference from what the other has left, and ends when that is newer. */
async function record(applying: Applying, first: Change): Promise<void> {
  const { table } = applying;
  const left: Standing[] = [];
  let change = first;
  for (let race = 0; race < RACES; race += 1) {
    left.push(...change.come, ...change.gone);
    const lost = !isNewer(change.view, change.held);
    if (lost || (await recorded(applying, change))) {
      const stands = lost ? change.held : change.view;
      await removeMembers(table, change.view.summary, { left, stands });
      return;
    }
    const stored = await allItems(table, [caseItemKey(change.view.summary)]);
    change = changed(change.view, heldOf(stored.get(nameOf(change.view))));
    await writeAll(table, memberPuts(change));
  }
  throw new Error('others kept changing the view of the same case');
}

type Leaving = { readonly left: readonly Standing[]; readonly stands: CaseView | null };

async function removeMembers(
  { client, name }: ViewsTable,
  summary: CaseView['summary'],
  { left, stands }: Leaving,
): Promise<void> {
  const kept = new Set(standings(stands).map((one) => memberOf(summary, one).pk));
  const keys = left.map((one) => memberOf(summary, one)).filter(({ pk }) => !kept.has(pk));
  for (const Key of keys)
    await client
      .send(
        new DeleteCommand({
          TableName: name,
          Key,
          ConditionExpression: 'attribute_not_exists(pk) OR version <= :own',
          ExpressionAttributeValues: { ':own': summary.version },
        }),
      )
      .catch((error: unknown) => {
        if (!isLostRace(error)) throw error;
      });
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
