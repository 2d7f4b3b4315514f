/** From a case's whole history to what the read models hold of it: pure, for the projector of either home. */
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import type { Commit } from '#shared/kernel/event.ts';
import { fold } from '#shared/ledger/case-history.ts';
import { FOLDED_KINDS } from '#shared/ledger/folded-kinds.ts';
import { withUnknown } from '#shared/ledger/unknown-events.ts';
import type { CaseView, FigureUnit } from '#shared/store/views.ts';

/** An office's calendar and the version of its stream; 0 for the State's years alone. */
export type CalendarVersion = { readonly calendar: Calendar; readonly version: number };

/**
 * `commits` from version 1 on; null for streams that are no case (calendars, lists, years …). `met` is told what a case
 * was folded to.
 */
export function projectCase(
  commits: readonly Commit[],
  { calendar, version: by }: CalendarVersion,
  met?: (state: unknown) => void,
): CaseView | null {
  const [first] = commits;
  const last = commits.at(-1);
  const kind = first && FOLDED_KINDS.get(first.kind);
  if (first === undefined || last === undefined || kind === undefined) return null;
  const opened = commits.map((commit) => ({ commit }));
  const state = fold(opened, kind.evolve);
  met?.(state);
  const brief = state === null ? undefined : kind.brief?.(state, calendar);
  if (brief === undefined) return null;
  const { office, stream, number } = first;
  const { version, recordedAt } = last;
  const unit = unitOf(commits);
  return {
    summary: { office, kind: first.kind, stream, number, version, recordedAt, ...brief },
    contributions: withUnknown(kind.contributions(state), commits),
    calendar: by,
    ...(unit && { unit }),
  };
}

/** A figure keeps the unit it was recorded with. */
function unitOf(commits: readonly Commit[]): FigureUnit | undefined {
  for (const { events, recordedAt } of commits.toReversed())
    for (const { type, data } of events)
      if (type === 'FigureRecorded') return { name: String(data.name), unit: String(data.unit), recordedAt };
  return undefined;
}

/** Whether a commit may move figures: results of proofs are about the figures themselves. */
export function isOfTheOffice({ kind }: Pick<Commit, 'kind'>): boolean {
  return kind !== 'proof';
}
