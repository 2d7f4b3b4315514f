/** What a change of the calendar does to one open case, decided by its kind from its own history. */
import type { CalendarState } from '#shared/calendar/state.ts';
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import type { Commit, DomainEvent } from '#shared/kernel/event.ts';
import { isJsonObject } from '#shared/kernel/parse-json.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { RecountReason } from '#shared/kernel/recounting.ts';
import { fold } from '#shared/ledger/case-history.ts';
import { FOLDED_KINDS } from '#shared/ledger/folded-kinds.ts';
import type { CalendarStages } from '#shared/ledger/office-calendar.ts';
import type { House } from '#shared/store/house.ts';
import { allPages, type CaseSummary, type ViewsReader } from '#shared/store/views.ts';

/** As the event keeps it. */
export type Moved = {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly provisional: boolean;
  readonly reason: RecountReason;
  readonly calendar: string;
};
export type OpenCases = { readonly views: Pick<ViewsReader, 'worklist'> };
export type Counting = { readonly stages: CalendarStages; readonly today: PlainDate };

/** The open cases whose dates are counted by the office's calendar. */
export async function openCases(
  { views, catchUp }: Pick<House, 'catchUp'> & OpenCases,
  office: string,
): Promise<readonly CaseSummary[]> {
  await catchUp();
  const found: CaseSummary[] = [];
  for await (const page of allPages((request) => views.worklist(office, request)))
    found.push(...page.filter(({ kind }) => FOLDED_KINDS.get(kind)?.redate !== undefined));
  return found;
}

/** The event that redates the case; null when its date stays. */
export function redatingOf(commits: readonly Commit[], { stages, today }: Counting): DomainEvent | null {
  const { state, calendars } = stages;
  const after = calendars.at(-1);
  const datedBy = stageOf(commits, stages);
  const before = calendars[datedBy];
  const kind = FOLDED_KINDS.get(commits[0]?.kind ?? '');
  if (after === undefined || before === undefined || before === after || kind === undefined) return null;
  const opened = commits.map((commit) => ({ commit }));
  const reason = reasonOf(state, datedBy);
  const standing = fold(opened, kind.evolve);
  return standing === null ? null : (kind.redate?.(standing, { before, after, reason, today }) ?? null);
}

/** Which stage a case was last dated by: all had reached it, or it was registered then, or its own history says so. */
function stageOf(commits: readonly Commit[], { state, calendars }: CalendarStages): number {
  const registeredAt = commits[0]?.recordedAt ?? '';
  const known = state.changes.filter(({ recordedAt }) => recordedAt < registeredAt).length;
  const version = commits.flatMap(({ events }) => events.map(movedBy)).findLast((moved) => moved)?.calendar;
  const said = calendars.findLastIndex((one: Calendar) => one.version === version);
  return Math.max(state.applied, known, said);
}

function reasonOf({ changes }: CalendarState, datedBy: number): RecountReason {
  return changes.slice(datedBy).some(({ what }) => what === 'year') ? 'calendarYear' : 'extraDay';
}

const MOVING = ['TimeLimitSet', 'ReplyRedated', 'AppealRedated', 'PublicationRedated'];
const isMoved = (data: unknown): data is Moved => isJsonObject(data) && 'from' in data && 'calendar' in data;

/** The dates an event moved, when it is one that redates a case. */
export function movedBy({ type, data }: Pick<DomainEvent, 'type' | 'data'>): Moved | null {
  const moved = type === 'TimeLimitSet' ? data.redated : data;
  return MOVING.includes(type) && isMoved(moved) ? moved : null;
}
