/** `lists`: the office's hotline lists, shown and settled. Every change goes through a command like any other. */

import { executeCommand, type Fields, type Ledger } from '#shared/desk/execute.ts';
import {
  type Entry,
  HOTLINE_LISTS,
  type HotlineLists,
  LIST_NAMES,
  type ListName,
  versionOn,
} from '#shared/hotline/lists.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { type Ending, ended } from './ending.ts';
import { type Arguments, dayAsked, given, UsageError } from './options.ts';

/** Exit 1 when the change is refused. */
export async function lists(ledger: Ledger, args: Arguments): Promise<Ending> {
  const [action = 'show'] = args.rest;
  if (action === 'show') return show(ledger, args);
  const fields = fieldsOf(action, args, args.option('on') ?? dayAsked(ledger, args));
  const done = await executeCommand(ledger, { office: args.office, actor: args.actor, fields });
  const { ok, ...answer } = done;
  return ended(ok ? 0 : 1, answer);
}

function fieldsOf(action: string, args: Arguments, on: string): Fields {
  const [, name, label] = args.rest;
  const base = { case: HOTLINE_LISTS, on };
  if (action === 'policy') {
    const value = { on: true, off: false }[label ?? ''];
    if (value === undefined) throw new UsageError('lists policy NAME on|off');
    return { ...base, command: 'SetHotlinePolicy', policy: name, value };
  }
  const [list] = listsNamed(name);
  if (name === undefined || list === undefined || label === undefined)
    throw new UsageError(`lists ${action} LIST LABEL`);
  if (action === 'rename') return { ...base, command: 'RenameListEntry', list, label, to: args.option('to') };
  if (action === 'end') return { ...base, command: 'EndListEntry', list, label };
  if (action !== 'add') throw new UsageError('lists show, add, end, rename or policy');
  const { days, hours, ...group } = given(args, 'group', 'days', 'hours');
  return {
    ...base,
    ...{ command: 'SetListEntry', list, label },
    ...group,
    ...(days === undefined ? {} : { workingDays: Number(days) }),
    ...(hours === undefined ? {} : { hours: Number(hours) }),
  };
}

function listsNamed(name: string | undefined): readonly ListName[] {
  const named = LIST_NAMES.filter((one) => name === undefined || one === name);
  if (named.length === 0) throw new UsageError(`no list ${name}: ${LIST_NAMES.join(', ')}`);
  return named;
}

/** One JSON object a line, as each entry stands on `--on` (default today). */
async function show(ledger: Ledger, args: Arguments): Promise<Ending> {
  const held = await officeSettings(ledger.log, args.office).lists();
  const on = dayAsked(ledger, args);
  return ended(0, ...listsNamed(args.rest[1]).flatMap((list) => shown(held, list, on)));
}

function shown(held: HotlineLists, list: ListName, on: PlainDate) {
  return [...held.entries[list].values()].map((entry: Entry) => {
    const { offered, group, workingDays, hours } = versionOn(entry, on);
    const { key, label } = entry;
    const special: { readonly [List in ListName]?: object } = {
      sources: { group },
      types: { key, workingDays, hours },
    };
    return { list, label, offered, ...special[list] };
  });
}
