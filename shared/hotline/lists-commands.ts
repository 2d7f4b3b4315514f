/** Commands on an office's hotline lists: who maintains them writes the same way as everybody else. */
import * as z from 'zod';
import { type CommandsOf, dateField as date, labelField as label } from '#shared/kernel/command-fields.ts';
import { accept, type Decision, refuse } from '#shared/kernel/decision.ts';
import type { ListEntryName } from '#shared/kernel/kind.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { ANSWER_COMMANDS, endAnswer, setAnswer } from './answer-templates.ts';
import {
  entryOf,
  FIRST_LISTS,
  HOTLINE_LISTS,
  type HotlineLists,
  LIST_NAMES,
  type ListsEvent,
  versionOn,
} from './lists.ts';

const set = z.literal(HOTLINE_LISTS).optional();

export const LISTS_COMMANDS = {
  /** Adds an entry or changes it from `on`: a source's group, a type's time limit in working days or in hours. */
  SetListEntry: z.object({
    case: set,
    on: date,
    list: z.enum(LIST_NAMES),
    label,
    group: z.enum(['12345', 'other']).optional(),
    workingDays: z.number().int().min(1).max(365).optional(),
    hours: z.number().int().min(1).max(8760).optional(),
  }),
  /** No longer offered from `on`; cases keep what they have. */
  EndListEntry: z.object({ case: set, on: date, list: z.enum(LIST_NAMES), label }),
  /** Offered under another name from `on`, as it was settled then; cases keep the name they have. */
  RenameListEntry: z.object({ case: set, on: date, list: z.enum(LIST_NAMES), label, to: label }),
  SetAnswerTemplate: ANSWER_COMMANDS.SetAnswerTemplate.extend({ case: set }),
  EndAnswerTemplate: ANSWER_COMMANDS.EndAnswerTemplate.extend({ case: set }),
  SetHotlinePolicy: z.object({
    case: set,
    on: date,
    policy: z.literal('redoWhenDissatisfied'),
    value: z.boolean(),
  }),
} as const;

export type ListsCommand = CommandsOf<typeof LISTS_COMMANDS>;

export function decideLists(state: HotlineLists | null, command: ListsCommand): Decision<ListsEvent> {
  const lists = state ?? FIRST_LISTS;
  switch (command.command) {
    case 'SetListEntry':
      return setEntry(lists, command);
    case 'EndListEntry':
      return endEntry(lists, command);
    case 'RenameListEntry':
      return renameEntry(lists, command);
    case 'SetAnswerTemplate': {
      const type = command.type === undefined ? null : entryOf(lists, 'types', command.type);
      if (type === undefined) return refuse('badChoice', '', { field: 'type' });
      return setAnswer(lists.answers, command, type?.key ?? null);
    }
    case 'EndAnswerTemplate':
      return endAnswer(lists.answers, command);
    case 'SetHotlinePolicy': {
      const { on, policy, value } = command;
      if (lists[policy] === value) return refuse('unchanged', '', { field: 'value' });
      return accept([{ type: 'HotlinePolicySet', v: 1, on, data: { policy, value } }]);
    }
  }
}

function setEntry(
  lists: HotlineLists,
  command: ListsCommand & { command: 'SetListEntry' },
): Decision<ListsEvent> {
  const { list, on, group = null, workingDays = null, hours = null } = command;
  if (group !== null && list !== 'sources') return refuse('badChoice', '', { field: 'group' });
  if (workingDays !== null && list !== 'types') return refuse('badChoice', '', { field: 'workingDays' });
  if (hours !== null && (list !== 'types' || workingDays !== null))
    return refuse('badChoice', '', { field: 'hours' });
  const known = entryOf(lists, list, command.label);
  const before = known === undefined ? null : versionOn(known, on);
  const same =
    before?.offered === true &&
    (group === null || before.group === group) &&
    (workingDays === null || before.workingDays === workingDays) &&
    (hours === null || before.hours === hours);
  if (same) return refuse('unchanged', '', { field: 'label' });
  const limit = { workingDays, ...(hours !== null && { hours }) };
  const data = { list, label: known?.label ?? command.label, group, ...limit, found: false };
  return accept([{ type: 'ListEntrySet', v: 1, on, data }]);
}

function endEntry(
  lists: HotlineLists,
  command: ListsCommand & { command: 'EndListEntry' },
): Decision<ListsEvent> {
  const { list, on } = command;
  const known = entryOf(lists, list, command.label);
  if (known === undefined) return refuse('badChoice', '', { field: 'label' });
  if (!versionOn(known, on).offered) return refuse('unchanged', '', { field: 'label' });
  return accept([{ type: 'ListEntryEnded', v: 1, on, data: { list, label: known.label } }]);
}

/** The former name ends and the new one begins, with group and limit; the two may not both be in use. */
function renameEntry(
  lists: HotlineLists,
  { list, label, to, on }: ListsCommand & { command: 'RenameListEntry' },
): Decision<ListsEvent> {
  const known = entryOf(lists, list, label);
  if (known === undefined) return refuse('badChoice', '', { field: 'label' });
  const other = entryOf(lists, list, to);
  if (other === known) return refuse('unchanged', '', { field: 'to' });
  if (other !== undefined && versionOn(other, on).offered)
    return refuse('alreadyExists', '', { field: 'to' });
  const { group, workingDays, hours } = versionOn(known, on);
  const limit = { workingDays, ...(hours !== null && { hours }) };
  const named = list === 'sources' ? group : null;
  return accept([
    { type: 'ListEntryEnded', v: 1, on, data: { list, label: known.label } },
    {
      type: 'ListEntrySet',
      v: 1,
      on,
      data: { list, label: other?.label ?? to, group: named, ...limit, found: false },
    },
  ]);
}

/** Entries met in cases and files that no list has yet. Types are never found: an unknown one is a bad choice. */
export function foundEntries(lists: HotlineLists, met: Iterable<ListEntryName>, on: PlainDate): ListsEvent[] {
  const events = new Map<string, ListsEvent>();
  for (const [list, label] of met) {
    if (entryOf(lists, list, label) !== undefined) continue;
    const data = { list, label, group: null, workingDays: null, found: true };
    events.set(`${list}/${label}`, { type: 'ListEntrySet', v: 1, on, data });
  }
  return [...events.values()];
}
