import { handled } from '#shared/handling/handled.ts';
import type { DomainEvent } from '#shared/kernel/event.ts';
import { defineKind, type ListEntryName, type Needs, type Row } from '#shared/kernel/kind.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import { HOTLINE_COMMANDS, type HotlineCommand } from './commands.ts';
import { decide } from './decide.ts';
import { mendable } from './decide-correction.ts';
import type { HotlineEvent } from './events.ts';
import { foldedCall } from './folded.ts';
import {
  entryOf,
  evolveLists,
  FIRST_LISTS,
  HOTLINE_LISTS,
  type HotlineLists,
  type ListsEvent,
} from './lists.ts';
import { decideLists, LISTS_COMMANDS, type ListsCommand } from './lists-commands.ts';
import { type HotlineRow, migrate } from './migrate.ts';
import type { HotlineSettings } from './settings.ts';
import type { HotlineState } from './state.ts';

type Settings = Omit<HotlineSettings, 'limitFrom'> & { readonly policies: Policies };

const own = defineKind<HotlineState, HotlineCommand, HotlineEvent, Settings>({
  ...foldedCall,
  schemas: HOTLINE_COMMANDS,
  opening: ['RegisterHotlineCase'],
  mendable,
  opensOn: (command) => (command.command === 'RegisterHotlineCase' ? dateOfInstant(command.at) : null),
  needs,
  decide: (state, command, context) => {
    const { settings } = context;
    const limitFrom = settings.policies.hotlineLimitFrom;
    return decide(state, command, { ...context, settings: { ...settings, limitFrom } });
  },
  migrate: (state, row: HotlineRow, context) => migrate(state, row, context?.settings?.lists),
  unlisted: (rows, context) => unlisted(rows, context.settings?.lists ?? FIRST_LISTS),
  entriesIn,
});
export const hotlineKind = handled(own);

/** The office's hotline lists: recorded like cases, counted nowhere. */
export const listsKind = defineKind<HotlineLists, ListsCommand, ListsEvent>({
  kind: 'lists',
  schemas: LISTS_COMMANDS,
  opening: [],
  evolve: evolveLists,
  decide: decideLists,
  settingOf: () => HOTLINE_LISTS,
});

function needs(command: HotlineCommand | undefined): Needs<Settings> {
  const always = { lists: true, calendar: true, policies: true } as const;
  if (command?.command === 'MergeInto') return { ...always, target: command.into };
  if (command?.command === 'LinkRepeat') return { ...always, target: command.of };
  if (command?.command === 'LinkApplication') return { ...always, applicationKnown: command.application };
  return always;
}

function unlisted(rows: readonly Row[], lists: HotlineLists): ListEntryName[] {
  const found = new Map<string, ListEntryName>();
  const meet = (list: ListEntryName[0], label: Row[string]): void => {
    if (typeof label === 'string' && label !== '' && entryOf(lists, list, label) === undefined)
      found.set(`${list}/${label}`, [list, label]);
  };
  for (const { source, topic, subdistrict, department } of rows) {
    meet('sources', source);
    meet('topics', topic);
    meet('subdistricts', subdistrict);
    meet('departments', department);
  }
  return [...found.values()];
}

function entriesIn({ type, data }: DomainEvent): ListEntryName[] {
  const named: ListEntryName[] = [];
  if (type === 'HotlineCaseRegistered' || type === 'HotlineSourceNamed')
    named.push(['sources', String(data.source)]);
  if ('topic' in data && typeof data.topic === 'string') named.push(['topics', data.topic]);
  if ('subdistrict' in data && typeof data.subdistrict === 'string')
    named.push(['subdistricts', data.subdistrict]);
  if (type === 'Dispatched') named.push(['departments', String(data.department)]);
  return named;
}
