/**
 * What an office's hotline is sorted by: sources with their group, types with their time limit, topics, sub-districts, departments.
 * Dated data, not code: an entry is as last settled on or before the day asked for.
 */

import type { DomainEvent, Recorded } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { labelIn } from '#shared/kernel/written.ts';
import { type AnswerEvent, type AnswerTemplates, NO_ANSWERS, withAnswer } from './answer-templates.ts';
import type { SourceGroup } from './events.ts';
import { FIRST_ENTRIES } from './first-lists.ts';

export const LIST_NAMES = ['sources', 'types', 'topics', 'subdistricts', 'departments'] as const;
export type ListName = (typeof LIST_NAMES)[number];

/** The one set of lists an office has; its stream and its number. */
export const HOTLINE_LISTS = 'hotline';

/** From `from` on (null: always) until the next one. `offered`: shown in forms; a case may keep an entry that no longer is. */
export type EntryVersion = {
  readonly from: PlainDate | null;
  readonly offered: boolean;
  /** Of a source. */
  readonly group: SourceGroup;
  /** The limit of a type, in working days or in hours that run through nights and days off; at most one of the two. */
  readonly workingDays: number | null;
  readonly hours: number | null;
};
/** What one edit says; null where it leaves a thing as it is on that day. */
type Settled = {
  readonly from: PlainDate | null;
  readonly offered: boolean;
  readonly group: SourceGroup | null;
  readonly limit: Pick<EntryVersion, 'workingDays' | 'hours'> | null;
};
/** `key` is what events hold: the label itself but for the fixed types. `versions` follow from what was settled. */
export type Entry = {
  readonly key: string;
  readonly label: string;
  readonly settled: readonly Settled[];
  readonly versions: readonly EntryVersion[];
};
export type HotlineLists = {
  readonly entries: Readonly<Record<ListName, ReadonlyMap<string, Entry>>>;
  /** Policy: a caller who is not satisfied has the case done over at once. */
  readonly redoWhenDissatisfied: boolean;
  readonly answers: AnswerTemplates;
};

type ListEntrySet = DomainEvent<
  'ListEntrySet',
  {
    readonly list: ListName;
    readonly label: string;
    readonly group: SourceGroup | null;
    readonly workingDays: number | null;
    readonly hours?: number;
    /** Met in a case or a file, not entered by a person. */
    readonly found: boolean;
  }
>;
type ListEntryEnded = DomainEvent<'ListEntryEnded', { readonly list: ListName; readonly label: string }>;
type HotlinePolicySet = DomainEvent<
  'HotlinePolicySet',
  { readonly policy: 'redoWhenDissatisfied'; readonly value: boolean }
>;
export type ListsEvent = ListEntrySet | ListEntryEnded | HotlinePolicySet | AnswerEvent;

const NONE: EntryVersion = { from: null, offered: false, group: 'other', workingDays: null, hours: null };

export const FIRST_LISTS: HotlineLists = {
  entries: {
    sources: mapOf('sources'),
    types: mapOf('types'),
    topics: new Map(),
    subdistricts: new Map(),
    departments: new Map(),
  },
  redoWhenDissatisfied: false,
  answers: NO_ANSWERS,
};

function mapOf(list: 'sources' | 'types'): ReadonlyMap<string, Entry> {
  return new Map(
    FIRST_ENTRIES[list].map(({ key, label, group, workingDays }) => {
      const first = { from: null, offered: true, group, limit: { workingDays, hours: null } };
      return [label, entryAs(key, label, [first])];
    }),
  );
}

/** Folds the office's settings; an office that has settled nothing has the first lists. */
export function evolveLists(state: HotlineLists | null, recorded: Recorded<DomainEvent>): HotlineLists {
  const lists = state ?? FIRST_LISTS;
  const event = recorded as Recorded<ListsEvent>;
  switch (event.type) {
    case 'ListEntrySet':
      return withEntry(lists, event.data.list, entrySet(lists, event));
    case 'ListEntryEnded':
      return withEntry(lists, event.data.list, entryEnded(lists, event));
    case 'HotlinePolicySet':
      return { ...lists, [event.data.policy]: event.data.value };
    case 'AnswerTemplateSet':
    case 'AnswerTemplateEnded':
      return { ...lists, answers: withAnswer(lists.answers, event) };
    default:
      return lists;
  }
}

function withEntry(lists: HotlineLists, list: ListName, entry: Entry | null): HotlineLists {
  if (entry === null) return lists;
  const map = new Map(lists.entries[list]).set(entry.label, entry);
  return { ...lists, entries: { ...lists.entries, [list]: map } };
}

function entrySet(lists: HotlineLists, { on, data }: Recorded<ListEntrySet>): Entry {
  const { list, label, group, found } = data;
  const { key, settled } = lists.entries[list].get(label) ?? { key: label, settled: [] };
  const one = { from: found ? null : on, offered: true, group, limit: limitOf(data) };
  return entryAs(key, label, dated(settled, one));
}

/** A limit that is settled takes the place of the one before, in whichever unit that was. */
function limitOf(data: ListEntrySet['data']): Settled['limit'] {
  const { workingDays, hours } = { hours: null, ...data };
  return workingDays === null && hours === null ? null : { workingDays, hours };
}

function entryEnded(lists: HotlineLists, { on, data }: Recorded<ListEntryEnded>): Entry | null {
  const known = lists.entries[data.list].get(data.label);
  if (known === undefined) return null;
  const one = { from: on, offered: false, group: null, limit: null };
  return entryAs(known.key, known.label, dated(known.settled, one));
}

/** By day; what was settled earlier for the same day gives way where the later says something else. */
function dated(settled: readonly Settled[], one: Settled): readonly Settled[] {
  const same = settled.find(({ from }) => from === one.from);
  const whole = { ...one, group: one.group ?? same?.group ?? null, limit: one.limit ?? same?.limit ?? null };
  return [...settled.filter((each) => each !== same), whole].sort((a, b) =>
    (a.from ?? '') < (b.from ?? '') ? -1 : 1,
  );
}

/** What an edit leaves open is as on the day before, whichever of the two was entered first. */
function entryAs(key: string, label: string, settled: readonly Settled[]): Entry {
  const versions: EntryVersion[] = [];
  for (const { from, offered, group, limit } of settled) {
    const before = versions.at(-1) ?? NONE;
    const { workingDays, hours } = limit ?? before;
    versions.push({ from, offered, group: group ?? before.group, workingDays, hours });
  }
  return { key, label, settled, versions };
}

/** The entry as settled for `on`; before its first day it is as on that day. */
export function versionOn({ versions }: Entry, on: PlainDate): EntryVersion {
  return versions.findLast(({ from }) => from === null || from <= on) ?? versions[0] ?? NONE;
}

/** The entry of a label or a key as written; undefined when the list has none. */
export function entryOf(lists: HotlineLists, list: ListName, written: string): Entry | undefined {
  const map = lists.entries[list];
  const known = map.get(written);
  if (known !== undefined) return known;
  const entries = [...map.values()];
  const ofKey = list === 'types' ? entries.find(({ key }) => key === written) : undefined;
  // labels of before format characters were left out may hold some
  return ofKey ?? entries.find(({ label }) => labelIn(label) === labelIn(written));
}

/** What a form offers on a day, in the order entered. */
export function offeredOn(lists: HotlineLists, list: ListName, on: PlainDate): readonly Entry[] {
  return [...lists.entries[list].values()].filter((entry) => {
    const { offered, from } = versionOn(entry, on);
    return offered && (from === null || from <= on);
  });
}

/** The printed label of a type's key. */
export function labelOfType(lists: HotlineLists, key: string): string {
  return entryOf(lists, 'types', key)?.label ?? key;
}

export function groupOf(lists: HotlineLists, source: string, on: PlainDate): SourceGroup {
  const entry = entryOf(lists, 'sources', source);
  return entry === undefined ? 'other' : versionOn(entry, on).group;
}
