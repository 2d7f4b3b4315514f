/** How a case begins and how it is sorted: source with its group, type, topic, and the time limit they bring. */
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import { accept, type Decision, refuse, type Warning } from '#shared/kernel/decision.ts';
import type { DomainEvent, TextField } from '#shared/kernel/event.ts';
import type { ListEntryName } from '#shared/kernel/kind.ts';
import { dateOfInstant, endOfDate, type Instant } from '#shared/kernel/plain-date.ts';
import { endOfHours, hours, lastDayOfLimit, workingDays } from '#shared/kernel/time-limit.ts';
import type { HotlineCommandOf } from './commands.ts';
import type { HotlineEvent, TimeLimitSet } from './events.ts';
import type { Step } from './life.ts';
import { entryOf, groupOf, type HotlineLists, versionOn } from './lists.ts';
import type { HotlineContext, HotlineSettings } from './settings.ts';
import type { HotlineState } from './state.ts';

type Decided = Decision<HotlineEvent>;

export function register(
  command: HotlineCommandOf<'RegisterHotlineCase'>,
  { settings: { lists } }: HotlineContext,
): Decided {
  const { at, source, topic = null, subdistrict = null } = command;
  const { caller, contact, description, address } = command;
  const type = entryOf(lists, 'types', command.type);
  if (type === undefined) return refuse('badChoice', '', { field: 'type' });
  const on = dateOfInstant(at);
  const data = {
    number: command.case ?? '',
    at,
    source,
    group: groupOf(lists, source, on),
    type: type.key,
    topic,
    subdistrict,
    migrated: false,
    ...(address !== undefined && { located: true as const }),
  };
  const event: HotlineEvent = { type: 'HotlineCaseRegistered', v: 2, on, data };
  const warnings = [
    ...unlisted(lists, 'sources', source),
    ...unlisted(lists, 'topics', topic),
    ...unlisted(lists, 'subdistricts', subdistrict),
  ];
  return accept([{ ...event, ...textsSaid({ caller, contact, description, address }) }], warnings);
}

/** The sealed texts of an event; none where nothing was said. */
export function textsSaid(
  said: { readonly [Field in TextField]?: string | undefined },
): Pick<DomainEvent, 'texts'> {
  const texts = Object.entries(said).filter((one): one is [TextField, string] => one[1] !== undefined);
  return texts.length === 0 ? {} : { texts: Object.fromEntries(texts) };
}

/** An unknown source, topic, sub-district or department is taken and added to its list. */
export function unlisted(lists: HotlineLists, list: ListEntryName[0], label: string | null): Warning[] {
  return label === null || lists.entries[list].has(label)
    ? []
    : [{ code: 'addedToList', facts: { list, label } }];
}

/** Another type, topic or sub-district: the limit of the case stays as it was set. */
export function classify(
  state: HotlineState,
  command: HotlineCommandOf<'ClassifyHotlineCase'>,
  { settings: { lists } }: HotlineContext,
): Decided {
  const { on } = command;
  const entry = command.type === undefined ? null : entryOf(lists, 'types', command.type);
  if (entry === undefined) return refuse('badChoice', '', { field: 'type' });
  const type = entry === null || entry.key === state.type ? null : entry.key;
  const changed = (field: 'topic' | 'subdistrict'): string | null =>
    command[field] === state[field] ? null : (command[field] ?? null);
  const topic = changed('topic');
  const subdistrict = changed('subdistrict');
  if (type === null && topic === null && subdistrict === null) return refuse('unchanged');
  const data = { type, topic, subdistrict, migrated: false };
  const warnings = [...unlisted(lists, 'topics', topic), ...unlisted(lists, 'subdistricts', subdistrict)];
  return accept([{ type: 'HotlineCaseClassified', v: 2, on, data }], warnings);
}

/** The limit of the case's type, counted from `at`; none where none is set. */
function timeLimit(state: HotlineState, at: Instant, { lists, calendar }: HotlineSettings): TimeLimitSet[] {
  const entry = state.type === null ? undefined : entryOf(lists, 'types', state.type);
  return entry === undefined ? [] : limitOf(at, versionOn(entry, dateOfInstant(at)), calendar);
}

type Limit = { readonly workingDays?: number | null; readonly hours?: number | null };

/** Up to the end of its last working day, or to its last hour; none where neither is said. */
export function limitOf(
  at: Instant,
  { workingDays: days = null, hours: count = null }: Limit,
  calendar: Calendar,
): TimeLimitSet[] {
  const on = dateOfInstant(at);
  if (count !== null) {
    const dueAt = endOfHours(at, hours(count));
    const data = { at, dueAt, provisional: false, hours: count, migrated: false };
    return [{ type: 'TimeLimitSet', v: 1, on, data }];
  }
  if (days === null) return [];
  const { date, provisional } = lastDayOfLimit(calendar, on, workingDays(days));
  const data = { at, dueAt: endOfDate(date), provisional, workingDays: days, migrated: false };
  return [{ type: 'TimeLimitSet', v: 1, on, data }];
}

/** Policy hotlineLimitFrom. A limit that came with the case stands. */
export function limitOnAcceptance(
  state: HotlineState,
  at: Instant,
  settings: HotlineSettings,
): TimeLimitSet[] {
  const { limitFrom = 'acceptance' } = settings;
  if (state.dueAt !== null || limitFrom === 'dispatch') return [];
  return timeLimit(state, limitFrom === 'receipt' ? state.receivedAt : at, settings);
}

/** Each department has its own whole limit; what was named, by an extension or with the case, stands. */
export function limitOnDispatch(state: HotlineState, at: Instant, settings: HotlineSettings): TimeLimitSet[] {
  if (settings.limitFrom !== 'dispatch') return [];
  const counted = state.steps.some(isCounted);
  return state.dueAt === null || (counted && !state.extended) ? timeLimit(state, at, settings) : [];
}

/** A limit of so many days or hours; one that somebody named has only its end. */
export function isCounted({ event: { data } }: Step): boolean {
  return 'workingDays' in data || 'hours' in data;
}
