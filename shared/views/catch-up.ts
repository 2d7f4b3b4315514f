/** The projector of an ordered log: reads what was recorded after the views' position and applies it, batch by batch. */
import { setImmediate } from 'node:timers/promises';
import type { Commit, StreamKey } from '#shared/kernel/event.ts';
import type { EventLog, OrderedLog, StoredCommit } from '#shared/store/ports.ts';
import type { ToldCase } from '#shared/store/search-index.ts';
import {
  allPages,
  type CaseView,
  type DraftingViews,
  type FilledViews,
  keyOf,
  type ViewsBatch,
} from '#shared/store/views.ts';
import { isOfTheOffice } from './project-case.ts';
import type { Told } from './told-cases.ts';
import { readCommit, viewsOf, viewsOfStored } from './views-of.ts';

/** Commits a batch: each is one write of the views. */
const BATCH = 1000;

export type Progress = (done: number, total: number) => void;
type Projecting = {
  readonly log: OrderedLog;
  readonly views: FilledViews;
  readonly progress?: Progress;
  readonly batch?: number;
  /** No more commits than about these. */
  readonly most?: number;
  readonly told?: Told | undefined;
};

/**
 * Returns when everything recorded before the call is applied. Several processes may do it at once, and any may stop
 * anywhere: the position moves with the write of what it stands for, and a case that is held is not applied again.
 */
export async function catchUp({
  log,
  views,
  progress,
  batch = BATCH,
  most = Number.POSITIVE_INFINITY,
  told,
}: Projecting): Promise<void> {
  const start = await views.position();
  const end = Math.min((await log.head())?.position ?? 0, start + most);
  for (let position = start; position < end; position = await views.position()) {
    const commits = await log.storedAfter(position, Math.min(batch, end - position));
    const last = commits.at(-1);
    if (last === undefined) return;
    const recounted = await recountedDates({ log, views }, commits);
    const met: ToldCase[] = [];
    const { cases, read } = await viewsOfStored(log, commits, told && met);
    const held = heldOf(log, [...read, readCommit(last), ...recounted.commits]);
    await views.apply({ cases: chained(cases, recounted.cases), position: last.position, ...held });
    await told?.take({ cases: met, ...erasures(commits), place: placeOf(log, last) });
    progress?.(last.position - start, end - start);
    // whoever is served by the same thread comes in between
    await setImmediate();
  }
}

type Place = Pick<StoredCommit, 'position' | 'hash'>;
const anchorOf = ({ id }: OrderedLog, at: Place): string => `${id} ${at.position} ${at.hash}`;
export const placeOf = (log: OrderedLog, at: Place) => ({
  position: at.position,
  anchor: anchorOf(log, at),
});
const erasures = (commits: readonly StoredCommit[]) => ({
  personal: commits.filter(({ kind }) => kind === 'personal').map(readCommit),
});

/** How new and how far the cases of a batch are: one that was read whole may have gone on beyond the others. */
export function heldOf(
  log: OrderedLog,
  commits: readonly Commit[],
): Pick<ViewsBatch, 'newest' | 'anchor' | 'ahead'> {
  const inOrder = commits.toSorted((a, b) => a.position - b.position);
  const last = inOrder.at(-1);
  // a log never goes back in time: an office's last commit is its newest
  const newest = inOrder.filter(isOfTheOffice).map(({ office, recordedAt }) => [office, recordedAt]);
  const ahead = inOrder.map(({ position }) => position);
  return { newest: Object.fromEntries(newest), ahead, ...(last && { anchor: anchorOf(log, last) }) };
}

/**
 * Whether `views` were filled from another log than this one, or from this one when it said something else there: an
 * older copy was put back, another office's file, a new one.
 */
export async function followsAnother(
  log: OrderedLog,
  views: Pick<DraftingViews, 'position' | 'anchor'>,
): Promise<boolean> {
  const anchor = await views.anchor();
  if (anchor === null) return (await views.position()) > 0;
  const position = Number(anchor.split(' ')[1]);
  const hash = await log.hashAt(position);
  return hash === null || anchor !== anchorOf(log, { position, hash });
}

function* chained(some: Iterable<CaseView>, others: Iterable<CaseView>): Generator<CaseView> {
  yield* some;
  yield* others;
}

const COUNTED_BY_CALENDAR: ReadonlySet<string> = new Set(['application', 'appeal']);

/** Due dates move when an office's calendar changes: its open cases are counted again, with the same write. */
export async function recountedDates(
  { log, views }: { readonly log: EventLog; readonly views: FilledViews },
  commits: readonly Pick<Commit, 'kind' | 'office'>[],
): Promise<{ readonly cases: readonly CaseView[]; readonly commits: readonly Commit[] }> {
  const offices = commits.filter(({ kind }) => kind === 'calendar').map(({ office }) => office);
  if (offices.length === 0) return { cases: [], commits: [] };
  const beside = (await views.beside?.()) ?? null;
  const open = new Map<string, StreamKey>();
  for (const from of beside === null ? [views] : [views, beside])
    for (const office of new Set(offices))
      for (const one of await openCases(from, office)) open.set(keyOf(one), one);
  const found: Commit[] = [];
  for (const one of open.values()) found.push(...(await log.history(one)));
  return { cases: (await viewsOf(log, found)).cases, commits: found };
}

async function openCases(views: FilledViews, office: string): Promise<readonly StreamKey[]> {
  const found: StreamKey[] = [];
  for await (const open of allPages((page) => views.worklist(office, page)))
    found.push(...open.filter(({ kind }) => COUNTED_BY_CALENDAR.has(kind)));
  return found;
}
