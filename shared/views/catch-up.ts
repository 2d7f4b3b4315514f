/** The projector of an ordered log: reads what was recorded after the views' position and applies it, batch by batch. */
import { setImmediate } from 'node:timers/promises';
import type { Commit, StreamKey } from '#shared/kernel/event.ts';
import { calendarStream } from '#shared/ledger/office-calendar.ts';
import { calendarBy } from '#shared/ledger/office-settings.ts';
import { commitOf } from '#shared/store/commit-bytes.ts';
import type { EventLog, LogReader, OrderedLog, StoredCommit } from '#shared/store/ports.ts';
import {
  allPages,
  type CaseView,
  type DraftingViews,
  type FilledViews,
  keyOf,
  type ViewsBatch,
  type Written,
} from '#shared/store/views.ts';
import { type CalendarVersion, isOfTheOffice, projectCase } from './project-case.ts';

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
}: Projecting): Promise<void> {
  const start = await views.position();
  const end = Math.min((await log.head())?.position ?? 0, start + most);
  for (let position = start; position < end; position = await views.position()) {
    const commits = await log.storedAfter(position, Math.min(batch, end - position));
    const last = commits.at(-1);
    if (last === undefined) return;
    const recounted = await recountedDates({ log, views }, commits);
    const { cases, read } = await viewsOfStored(log, commits);
    const held = heldOf(log, [...read, readCommit(last), ...recounted.commits]);
    await views.apply({ cases: chained(cases, recounted.cases), position: last.position, ...held });
    progress?.(last.position - start, end - start);
    // whoever is served by the same thread comes in between
    await setImmediate();
  }
}

type Place = Pick<StoredCommit, 'position' | 'hash'>;
export const anchorOf = ({ id }: OrderedLog, at: Place): string => `${id} ${at.position} ${at.hash}`;

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

/**
 * The same as `viewsOf`, from commits in the order of recording: a case is parsed, folded and counted when it is asked
 * for and may be forgotten at once, so that a thousand cases are never in memory together.
 */
async function viewsOfStored(
  log: EventLog,
  stored: readonly StoredCommit[],
): Promise<Pick<ViewsBatch, 'cases'> & { readonly read: readonly Commit[] }> {
  const touched = Map.groupBy(stored, keyOf);
  const last = new Map(stored.filter(isOfTheOffice).map((commit) => [commit.office, commit]));
  const broken = new Map<string, readonly Commit[]>();
  for (const [key, some] of touched)
    if (some[0] !== undefined && !isWhole(some)) broken.set(key, await log.history(some[0]));
  const calendars = new Map<string, CalendarVersion>();
  const calendarOf = calendarsOf(log);
  for (const { office } of last.values()) calendars.set(office, await calendarOf(office));
  const project = function* (): Generator<CaseView> {
    for (const [key, some] of touched) {
      const calendar = calendars.get(some[0]?.office ?? '');
      const view = calendar && projectCase(broken.get(key) ?? some.map(readCommit), calendar);
      if (view) yield view;
    }
  };
  const read = [...[...last.values()].map(readCommit), ...[...broken.values()].flat()];
  return { cases: { [Symbol.iterator]: project }, read };
}

function readCommit({ position, bytes, hash }: StoredCommit): Commit {
  return commitOf(position, bytes, hash);
}

/** `histories`: of every case, whole, by `keyOf`. */
type Projected = ViewsBatch & {
  readonly cases: readonly CaseView[];
  readonly histories: ReadonlyMap<string, readonly Commit[]>;
};

/** The views of all cases that `commits` touch; a case whose beginning is not among them is read from the log. */
export async function viewsOf(log: EventLog, commits: readonly Commit[]): Promise<Projected> {
  const touched = Map.groupBy(commits, keyOf);
  const newest: Record<string, Commit['recordedAt']> = {};
  for (const commit of commits) {
    const last = newest[commit.office];
    if (isOfTheOffice(commit) && (last === undefined || commit.recordedAt > last))
      newest[commit.office] = commit.recordedAt;
  }
  const calendars = calendarsOf(log);
  const cases: CaseView[] = [];
  const written: Written[] = [];
  const histories = new Map<string, readonly Commit[]>();
  for (const [key, some] of touched) {
    const [first] = some;
    if (first === undefined) continue;
    const history = isWhole(some) ? some : await log.history(first);
    const view = projectCase(history, await calendars(first.office));
    if (view !== null) cases.push(view);
    const { office, kind, stream, recordedAt } = history.at(-1) ?? first;
    written.push({ office, kind, stream, recordedAt });
    histories.set(key, history);
  }
  return { cases, newest, written, histories };
}

/** Each office's calendar, read once. */
export function calendarsOf(log: LogReader): (office: string) => Promise<CalendarVersion> {
  const known = new Map<string, CalendarVersion>();
  return async (office) => {
    const before = known.get(office);
    if (before !== undefined) return before;
    const commits = await log.history(calendarStream(office));
    const now = { calendar: calendarBy(commits), version: commits.length };
    known.set(office, now);
    return now;
  };
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

/** Versions 1, 2, 3 … without a gap: a notice may have been delivered without the one before it. */
function isWhole(commits: readonly Pick<Commit, 'version'>[]): boolean {
  return commits.every(({ version }, index) => version === index + 1);
}
