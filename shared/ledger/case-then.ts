/** What had happened to a case by the end of a day: by the dates that are known now, not by those first entered. */
import type { Commit, Recorded } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { eventsOf } from './case-history.ts';

/** A correction of a date bears the new date itself, and goes wherever the event goes whose date it was. */
export function eventsBy(commits: readonly Commit[], on: PlainDate): readonly Recorded[] {
  const events = commits.flatMap((commit) => eventsOf(commit));
  const corrected = new Map(
    events.flatMap((event) => {
      const target = redatedBy(event);
      return target === null ? [] : [[target, event.on] as const];
    }),
  );
  const dayOf = (event: Recorded): PlainDate => corrected.get(redatedBy(event) ?? event.id) ?? event.on;
  return events.filter((event) => dayOf(event) <= on);
}

/** Of every kind of case: DateCorrected, HotlineDateCorrected, AppealDateCorrected, EntryDateCorrected. */
function redatedBy({ type, data }: Recorded): string | null {
  return type.endsWith('DateCorrected') ? String(data.event) : null;
}
