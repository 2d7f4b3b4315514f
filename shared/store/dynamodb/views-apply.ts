/**
 * Cases replaced by their newer views. Views and the row of the tail are one transaction, conditional on the versions
 * that the difference was taken from: whatever comes twice, late or from two projectors at once counts once. Members
 * are written before and removed after it: a row too many is seen through by its reader, a missing one would not be.
 */
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { StoreBusy } from '../faults.ts';
import type { Standing } from '../sqlite/standings.ts';
import { type CaseView, keyOf, type ViewsBatch } from '../views.ts';
import { ifUnchanged, packed, type Stored, unpacked } from './rows.ts';
import { type InBatch, inBatches, putTerms } from './search-rows.ts';
import { enterBatches } from './search-writes.ts';
import { addedUp, type Brought, changeOf } from './views-figures.ts';
import { findingOf } from './views-found.ts';
import { caseItemKey, indexKeysOf, officesKey, shardOf } from './views-keys.ts';
import { comingOf, memberPuts, removeMembers } from './views-member-rows.ts';
import { notePosition } from './views-position.ts';
import { type ConditionalPut, putInTail, type Writing } from './views-record.ts';
import { allItems, chunksOf, pause, sideBySide, type ViewsTable, writeAll } from './views-table.ts';
import { noteWritten } from './views-written.ts';

type Applying = Writing & {
  /** Offices already noted as having figures. */
  readonly offices: Set<string>;
  /** Where this process stands at the gates of the tail: others stand elsewhere. */
  readonly gate: number;
};
const RACES = 20;
/** Cases in one transaction: they share one row of the tail and one look at its gate. */
const TOGETHER = 10;

export async function applyBatch(applying: Applying, batch: ViewsBatch): Promise<void> {
  const { table } = applying;
  const { cases, newest, position, indexed = [], written = [] } = batch;
  const offices = [...Object.keys(newest), ...written.map(({ office }) => office)];
  for (const office of new Set(offices)) await noteOffice(applying, office);
  const views = newestOfEach(cases);
  await noteWritten(table, [...written, ...views.map(({ summary }) => summary)]);
  const stored = await allItems(
    table,
    views.map((view) => caseItemKey(table, view.summary)),
  );
  const entries = new Map(inBatches(indexed).map((one) => [keyOf(one.at), one]));
  const all = views.map((view) => {
    return changed(table, { view, entry: entries.get(keyOf(view.summary)) }, itemOf(table, stored, view));
  });
  const changes = all.filter(({ isNews }) => isNews);
  await writeNames(table, changes);
  await sideBySide(groupsOf(changes), (group, lane) => recordGroup(applying, group, lane));
  for (const [office, recordedAt] of Object.entries(newest)) {
    // a case's own row of the tail says when it was recorded
    const isSaid = views.some(({ summary }) => summary.office === office && summary.recordedAt >= recordedAt);
    if (!isSaid) await noteNewest(applying, office, recordedAt);
  }
  const named = new Set(all.filter(({ isNamed }) => isNamed).map(({ view }) => keyOf(view.summary)));
  await enterBatches(
    table,
    [...entries].map(([key, one]) => ({ ...one, isNamed: named.has(key) })),
  );
  if (position !== undefined) await notePosition(table, position);
}

function newestOfEach(cases: Iterable<CaseView>): CaseView[] {
  const newest = new Map<string, CaseView>();
  for (const view of cases)
    if (isNewer(view, newest.get(nameOf(view)) ?? null)) newest.set(nameOf(view), view);
  return [...newest.values()];
}

const nameOf = ({ summary: { office, kind, number } }: CaseView): string =>
  JSON.stringify([office, kind, number]);

export function heldOf(item: Stored | undefined): CaseView | null {
  return item === undefined ? null : unpacked<CaseView>(item.view);
}

type Items = Awaited<ReturnType<typeof allItems>>;

function itemOf(table: ViewsTable, items: Items, { summary }: CaseView): Stored | undefined {
  const { pk, sk } = caseItemKey(table, summary);
  return items.get(`${pk} ${sk}`);
}

function isNewer({ summary, calendar }: CaseView, held: CaseView | null): boolean {
  if (held === null || summary.version > held.summary.version) return true;
  return summary.version === held.summary.version && calendar > held.calendar;
}

type Change = ReturnType<typeof changed>;
type Coming = { readonly view: CaseView; readonly entry: InBatch | undefined };

/** `come`: where it needs a row and may have none. */
function changed(table: ViewsTable, { view, entry }: Coming, item: Stored | undefined) {
  const held = heldOf(item);
  const come = comingOf(table, held, view);
  const isNews = isNewer(view, held);
  return { view, held, isNews, come, ...findingOf(item, entry, isNews), ...changeOf(held, view) };
}

/** What names the cases, in cells and under terms, stands before their views do. */
async function writeNames(table: ViewsTable, changes: readonly Change[]): Promise<void> {
  await writeAll(table, memberPuts(table, changes));
  await putTerms(
    table,
    changes.flatMap(({ rows }) => rows),
  );
}

/** By office, a few at a time; a case that brings a unit is alone, since a row carries one. */
function groupsOf(changes: readonly Change[]): (readonly Change[])[] {
  const offices = Map.groupBy(changes, ({ view }) => (view.unit === undefined ? view.summary.office : view));
  return [...offices.values()].flatMap((some) => chunksOf(some, TOGETHER));
}

/** Together; where somebody was quicker with one of them, one by one. */
async function recordGroup(applying: Applying, group: readonly Change[], lane: number): Promise<void> {
  if (group.length > 1 && (await recorded(applying, group, lane))) {
    const left = group.map(({ view, gone }) => ({ summary: view.summary, left: gone, stands: view }));
    await removeMembers(applying.table, left);
    return;
  }
  for (const change of group) await record(applying, change, lane);
}

/** A projector that lost a race takes its difference from what the other has left, and ends when that is newer. */
async function record(applying: Applying, first: Change, lane: number): Promise<void> {
  const { table } = applying;
  const left: Standing[] = [];
  let change = first;
  for (let race = 0; race < RACES; race += 1) {
    left.push(...change.come, ...change.gone);
    const lost = !change.isNews;
    if (lost || (await recorded(applying, [change], lane + race))) {
      const stands = lost ? change.held : change.view;
      await removeMembers(table, [{ summary: change.view.summary, left, stands }]);
      return;
    }
    if (race > 0) await pause(0);
    const stored = await allItems(table, [caseItemKey(table, change.view.summary)]);
    change = changed(table, change, itemOf(table, stored, change.view));
    await writeNames(table, [change]);
  }
  throw new StoreBusy('others kept changing the view of the same case');
}

/** All of one office. */
function recorded(applying: Applying, group: readonly Change[], lane: number): Promise<boolean> {
  const { table, gate } = applying;
  const [first] = group;
  if (first === undefined) return Promise.resolve(true);
  const { summary, calendar, unit = null } = first.view;
  const { office, kind, number, version } = summary;
  const newest = group.reduce<Instant>(
    (last, { view }) => (view.summary.recordedAt > last ? view.summary.recordedAt : last),
    summary.recordedAt,
  );
  const row = {
    ...{ office, shard: shardOf(number), name: `${kind}#${number}#${version}#${calendar}` },
    delta: { of: group.map(broughtBy), moves: addedUp(group.flatMap(({ moves }) => moves)), newest, unit },
    views: group.map((change) => viewPut(table, change)),
  };
  return putInTail(applying, row, gate + lane);
}

const broughtBy = ({ view: { summary } }: Change): Brought => [summary.kind, summary.number, summary.version];

function viewPut(table: ViewsTable, { view, held, found }: Change): ConditionalPut {
  const { summary, calendar } = view;
  const condition = ifUnchanged(held && { version: held.summary.version, calendar: held.calendar });
  const keys = { ...caseItemKey(table, summary), ...indexKeysOf(table, summary) };
  const said = { version: summary.version, calendar, view: packed(view), ...(found && { found }) };
  return { Item: { ...keys, ...said }, ...condition };
}

/** Commits that make no case move the moment of the figures all the same. */
async function noteNewest(applying: Applying, office: string, newest: Instant): Promise<void> {
  const delta = { of: [], moves: [], newest, unit: null };
  const row = { office, shard: 0, name: `newest#${newest}`, delta, views: [] };
  for (let race = 0; race < RACES; race += 1) {
    if (await putInTail(applying, row, applying.gate + race)) return;
    await pause(0);
  }
  throw new StoreBusy('others kept writing to the tail of the figures');
}

/** Written first: folding finds the office by this. */
async function noteOffice({ table, offices }: Applying, office: string): Promise<void> {
  if (offices.has(office)) return;
  await table.client.send(
    new PutCommand({ TableName: table.name, Item: { pk: officesKey(table), sk: office } }),
  );
  offices.add(office);
}
