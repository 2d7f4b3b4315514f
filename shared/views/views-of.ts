/** What the read models hold of the cases that some commits touch, whole whatever of them is among those. */
import type { Commit } from '#shared/kernel/event.ts';
import { calendarStream } from '#shared/ledger/office-calendar.ts';
import { calendarBy } from '#shared/ledger/office-settings.ts';
import { commitOf } from '#shared/store/commit-bytes.ts';
import type { EventLog, LogReader, StoredCommit } from '#shared/store/ports.ts';
import type { ToldCase } from '#shared/store/search-index.ts';
import { type CaseView, keyOf, type ViewsBatch, type Written } from '#shared/store/views.ts';
import { type CalendarVersion, isOfTheOffice, projectCase } from './project-case.ts';
import { toldCase } from './told-cases.ts';

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

/**
 * The same as `viewsOf`, from commits in the order of recording: a case is parsed, folded and counted when it is asked
 * for and may be forgotten at once, so that a thousand cases are never in memory together. What is known of them is put
 * into `met`.
 */
export async function viewsOfStored(
  log: EventLog,
  stored: readonly StoredCommit[],
  met?: ToldCase[],
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
      const history = broken.get(key) ?? some.map(readCommit);
      const meet = (state: unknown): void => {
        const one = toldCase(history, { state, begins: !broken.has(key) });
        if (one !== null) met?.push(one);
      };
      const view = calendar && projectCase(history, calendar, met && meet);
      if (view) yield view;
    }
  };
  const read = [...[...last.values()].map(readCommit), ...[...broken.values()].flat()];
  return { cases: { [Symbol.iterator]: project }, read };
}

export function readCommit({ position, bytes, hash }: StoredCommit): Commit {
  return commitOf(position, bytes, hash);
}

/** Versions 1, 2, 3 … without a gap: a notice may have been delivered without the one before it. */
function isWhole(commits: readonly Pick<Commit, 'version'>[]): boolean {
  return commits.every(({ version }, index) => version === index + 1);
}
