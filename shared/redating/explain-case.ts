/** The explanation of a case's date, by the calendar its office counts it with. */
import { type AppealClock, explainAppeal } from '#shared/appeal/explanation.ts';
import type { AppealState } from '#shared/appeal/state.ts';
import type { Application } from '#shared/disclosure/application.ts';
import { type Explanation, explain } from '#shared/disclosure/explanation.ts';
import { explainHotline, type HotlineCaseClock } from '#shared/hotline/explanation.ts';
import type { HotlineState } from '#shared/hotline/state.ts';
import type { CaseClock } from '#shared/kernel/case-clock.ts';
import type { Commit } from '#shared/kernel/event.ts';
import type { Instant, PlainDate } from '#shared/kernel/plain-date.ts';
import { eventsOf, fold } from '#shared/ledger/case-history.ts';
import { eventsBy } from '#shared/ledger/case-then.ts';
import { calendarOfCase, officeCalendar } from '#shared/ledger/office-calendar.ts';
import type { Room } from '#shared/ledger/room.ts';
import { ROOMS } from '#shared/ledger/rooms.ts';
import type { LogReader } from '#shared/store/ports.ts';

/** As the case stood on `on`. Null for kinds that no time limit governs. Texts stay sealed: no date hangs on them. */
export async function explainCase(
  log: LogReader,
  commits: readonly Commit[],
  on: PlainDate,
): Promise<CaseClock | null> {
  const [first] = commits;
  const room = ROOMS.get(first?.kind ?? '');
  if (first === undefined || room === undefined) return null;
  const opened = commits.map((commit) => ({ commit }));
  const state = fold(opened, room.evolve);
  if (state === null) return null;
  switch (first.kind) {
    case 'application': // finds the steps of the day itself
      return explainApplication(log, { office: first.office, state: state as Application, on });
    case 'appeal':
      return explainAppealCase(log, { commits, state: stateThen(room, commits, on) as AppealState, on });
    case 'hotline':
      return explainHotlineCase(log, { commits, state: stateThen(room, commits, on) as HotlineState, on });
    default:
      return null;
  }
}

/** Before it was received it is as it was received; a mistaken entry was one on every day. */
function stateThen(room: Room, commits: readonly Commit[], on: PlainDate): object {
  const all = commits.flatMap((commit) => eventsOf(commit));
  const then = new Set(eventsBy(commits, on).map(({ id }) => id));
  const kept = all.filter(({ id, type }, index) => index === 0 || then.has(id) || type.endsWith('Voided'));
  return kept.reduce<unknown>(room.evolve, null) as object;
}

type Of<State> = { readonly commits: readonly Commit[]; readonly state: State; readonly on: PlainDate };

export async function explainApplication(
  log: LogReader,
  { office, state, on }: { readonly office: string; readonly state: Application; readonly on: PlainDate },
): Promise<Explanation> {
  return explain(state, await calendarOfCase(log, office, state), on);
}

export async function explainAppealCase(
  log: LogReader,
  { commits, state, on }: Of<AppealState>,
): Promise<AppealClock> {
  const asOf = state.outcome === null ? null : recordedAtOf(commits, 'AppealConcluded');
  return explainAppeal(state, await officeCalendar(log, commits[0]?.office ?? '', asOf), on);
}

export async function explainHotlineCase(
  log: LogReader,
  { commits, state, on }: Of<HotlineState>,
): Promise<HotlineCaseClock> {
  const asOf = state.closedAt === null ? null : recordedAtOf(commits, 'HotlineCaseClosed');
  return explainHotline(state, await officeCalendar(log, commits[0]?.office ?? '', asOf), on);
}

/** When the case was last concluded: what came to be known later did not count. */
function recordedAtOf(commits: readonly Commit[], type: string): Instant | null {
  return commits.findLast(({ events }) => events.some((event) => event.type === type))?.recordedAt ?? null;
}
