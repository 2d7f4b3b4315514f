/** Commands that sign a year's report, and what a closed year has not yet said. */
import type { House } from '../../shared/store/house.ts';
import { amendmentsOf } from '../aggregate/amendments.ts';
import { signTree } from '../aggregate/sign-tree.ts';
import { signYear } from '../aggregate/sign-year.ts';
import { line, lines, officeFor, scopeOf, yearOf } from './annual.ts';
import type { Ending } from './ending.ts';
import { type Arguments, UsageError } from './options.ts';

/** Exit 1 with one list, a JSON array, while something blocks. */
export async function sign(house: House, args: Arguments): Promise<Ending> {
  const year = yearOf(args.rest[0]);
  const approvedBy = needed(args, 'approved-by');
  const reason = args.command === 'restate' ? { reason: needed(args, 'reason') } : {};
  const office = await officeFor(house, args);
  const scope = scopeOf(args);
  const signing = { office, year, approvedBy, actor: args.actor, ...reason };
  const signed = await (scope === 'tree' ? signTree : signYear)(house, signing);
  if (!signed.ok) return { exit: 1, stdout: line(signed.obstacles) };
  const { report: _, version, ...rest } = signed.frozen;
  const difference = args.command === 'restate' ? { difference: signed.difference } : {};
  return { exit: 0, stdout: line({ office: office.id, year, version, ...rest, ...reason, ...difference }) };
}

function needed(args: Arguments, name: string): string {
  const value = args.option(name)?.trim();
  if (value === undefined || value === '') throw new UsageError(`--${name} is needed`);
  return value;
}

/** What has been recorded since a year was closed and touches it, cell by cell; empty while it still says the truth. */
export async function amendments(house: House, args: Arguments): Promise<string> {
  const office = await officeFor(house, args);
  const found = await amendmentsOf(house.log, { office, year: yearOf(args.rest[0]) });
  if (found === null) throw new UsageError(`${args.rest[0]} is not closed`);
  return lines(found);
}
