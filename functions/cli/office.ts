/** `office add|rename|describe|place|merge|list`: the tree of offices from the command line. */

import { dateOfInstant, type PlainDate, parsePlainDate } from '#shared/kernel/plain-date.ts';
import {
  addOffice,
  describeOffice,
  moveOffice,
  type OfficeFault,
  type OfficeSaid,
  officesOf,
  renameOffice,
} from '#shared/ledger/office-tree.ts';
import type { House } from '#shared/store/house.ts';
import type { Ending } from './ending.ts';
import { type Arguments, UsageError } from './options.ts';

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

export async function office(house: House, args: Arguments): Promise<Ending> {
  const [what, id = ''] = args.rest;
  if (what === 'list') return { exit: 0, stdout: (await officesOf(house.log)).map(line).join('') };
  if (id === '') throw new UsageError('office add|rename|describe|place|merge ID …, or office list');
  const fault = await carriedOut(house, args, [what ?? '', id]);
  if (fault !== null) return { exit: 1, stdout: line([{ code: fault, office: id }]) };
  const name = args.option('name');
  const parent = args.option('parent');
  return { exit: 0, stdout: line({ office: id, ...(name && { name }), ...(parent && { parent }) }) };
}

async function carriedOut(
  house: House,
  args: Arguments,
  [what, id]: [string, string],
): Promise<OfficeFault | null> {
  const { actor } = args;
  const needed = (name: string): string => {
    const value = args.option(name)?.trim();
    if (!value) throw new UsageError(`--${name} is needed`);
    return value;
  };
  switch (what) {
    case 'add':
      return addOffice(house, { id, name: needed('name'), parent: args.option('parent') ?? null, actor });
    case 'rename':
      return renameOffice(house, { id, name: needed('name'), actor, on: dayOf(house, args) });
    case 'describe':
      return describeOffice(house, { id, actor, on: dayOf(house, args), said: saidIn(args) });
    case 'place':
      return moveOffice(house, 'placed', { id, to: needed('parent'), actor, on: dayOf(house, args) });
    case 'merge':
      return moveOffice(house, 'merged', { id, to: needed('into'), actor, on: dayOf(house, args) });
    default:
      throw new UsageError(`unknown: office ${what}`);
  }
}

/** What is not given stays as it is; '' takes it away. */
function saidIn({ option }: Arguments): OfficeSaid {
  const [name, shortName, superior] = ['name', 'short-name', 'superior'].map((one) => option(one)?.trim());
  if (name === undefined && shortName === undefined && superior === undefined)
    throw new UsageError('--name, --short-name or --superior is needed');
  return {
    ...(name !== undefined && { name }),
    ...(shortName !== undefined && { shortName }),
    ...(superior !== undefined && { superior }),
  };
}

function dayOf({ clock }: House, { option }: Arguments): PlainDate {
  const written = option('on');
  const on = written === undefined ? dateOfInstant(clock.now()) : parsePlainDate(written);
  if (on === null) throw new UsageError(`no such date: ${written}`);
  return on;
}
