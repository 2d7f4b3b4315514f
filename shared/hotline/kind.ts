import { handled } from '#shared/handling/handled.ts';
import type { DomainEvent } from '#shared/kernel/event.ts';
import { defineKind, type ListEntryName, type Needs } from '#shared/kernel/kind.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import { HOTLINE_COMMANDS, type HotlineCommand } from './commands.ts';
import { decide } from './decide.ts';
import { mendable } from './decide-correction.ts';
import type { HotlineEvent } from './events.ts';
import { foldedCall } from './folded.ts';
import { evolveLists, HOTLINE_LISTS, type HotlineLists, type ListsEvent } from './lists.ts';
import { decideLists, LISTS_COMMANDS, type ListsCommand } from './lists-commands.ts';
import { CALL_NEEDS, callRows } from './rows.ts';
import type { HotlineSettings } from './settings.ts';
import type { HotlineState } from './state.ts';

type Settings = Omit<HotlineSettings, 'limitFrom'> & { readonly policies: Policies };

const own = defineKind<HotlineState, HotlineCommand, HotlineEvent, Settings>({
  ...foldedCall,
  ...callRows,
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
  if (command?.command === 'MergeInto') return { ...CALL_NEEDS, target: command.into };
  if (command?.command === 'LinkRepeat') return { ...CALL_NEEDS, target: command.of };
  if (command?.command === 'LinkApplication') return { ...CALL_NEEDS, applicationKnown: command.application };
  return CALL_NEEDS;
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
