/** The explanation of an application's reply date, by the calendar its office counts it with. */
import type { Application } from '../../shared/disclosure/application.ts';
import { type Explanation, explain } from '../../shared/disclosure/explanation.ts';
import type { Commit } from '../../shared/kernel/event.ts';
import type { PlainDate } from '../../shared/kernel/plain-date.ts';
import type { LogReader } from '../../shared/store/ports.ts';
import { fold } from '../record/case-history.ts';
import { disclosureRoom } from '../record/room-disclosure.ts';
import { calendarOfCase } from './office-calendar.ts';

/** Null when the commits are not those of an application. Texts stay sealed: no date hangs on them. */
export async function explainCase(
  log: LogReader,
  commits: readonly Commit[],
  on: PlainDate,
): Promise<Explanation | null> {
  const [first] = commits;
  if (first?.kind !== 'application') return null;
  const opened = commits.map((commit) => ({ commit }));
  const state = fold<Application>(
    opened,
    (before, event) => disclosureRoom.evolve(before, event) as Application | null,
  );
  if (state === null) return null;
  return explain(state, await calendarOfCase(log, first.office, state), on);
}
