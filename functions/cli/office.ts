/** `office add|rename|describe|place|merge|list`: the tree of offices from the command line. */

import { isColour, isReadable } from '#shared/kernel/colour.ts';
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
import { type Ending, ended } from './ending.ts';
import { type Arguments, dayAsked, needed, UsageError } from './options.ts';

export async function office(house: House, args: Arguments): Promise<Ending> {
  const [what, id = ''] = args.rest;
  if (what === 'list') return ended(0, ...(await officesOf(house.log)));
  if (id === '') throw new UsageError('office add|rename|describe|place|merge ID …, or office list');
  const fault = await carriedOut(house, args, [what ?? '', id]);
  if (fault !== null) return ended(1, [{ code: fault, office: id }]);
  const name = args.option('name');
  const parent = args.option('parent');
  return ended(0, { office: id, ...(name && { name }), ...(parent && { parent }) });
}

async function carriedOut(
  house: House,
  args: Arguments,
  [what, id]: [string, string],
): Promise<OfficeFault | null> {
  const { actor } = args;
  switch (what) {
    case 'add':
      return addOffice(house, {
        id,
        name: needed(args, 'name'),
        parent: args.option('parent') ?? null,
        actor,
      });
    case 'rename':
      return renameOffice(house, { id, name: needed(args, 'name'), actor, on: dayAsked(house, args) });
    case 'describe':
      return describeOffice(house, { id, actor, on: dayAsked(house, args), said: saidIn(args) });
    case 'place':
      return moveOffice(house, 'placed', {
        id,
        to: needed(args, 'parent'),
        actor,
        on: dayAsked(house, args),
      });
    case 'merge':
      return moveOffice(house, 'merged', { id, to: needed(args, 'into'), actor, on: dayAsked(house, args) });
    default:
      throw new UsageError(`unknown: office ${what}`);
  }
}

/** What is not given stays as it is; '' takes it away. */
function saidIn({ option }: Arguments): OfficeSaid {
  const [name, shortName, superior, brand] = ['name', 'short-name', 'superior', 'brand'].map((one) =>
    option(one)?.trim(),
  );
  if ([name, shortName, superior, brand].every((one) => one === undefined))
    throw new UsageError('--name, --short-name, --superior or --brand is needed');
  if (brand && !(isColour(brand) && isReadable(brand)))
    throw new UsageError('--brand #rrggbb, on which white words can be read (4.5:1)');
  return {
    ...(name !== undefined && { name }),
    ...(shortName !== undefined && { shortName }),
    ...(superior !== undefined && { superior }),
    ...(brand !== undefined && { brand }),
  };
}
