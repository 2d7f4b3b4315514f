/** `rights`: who may do what, the three powers, who may know of reports. On the machine itself nobody is asked. */
import { clashingNames } from '#shared/accounts/names.ts';
import { MATRIX } from '#shared/accounts/permissions.ts';
import { executeCommand } from '#shared/desk/execute.ts';
import { approvalsOf } from '#shared/ledger/office-approvals.ts';
import type { House } from '#shared/store/house.ts';
import { proposedRules } from '#shared/worklist/proposals.ts';
import { type Ending, ended, refused } from './ending.ts';
import { withAccounts } from './open-house.ts';
import { type Arguments, needed, UsageError } from './options.ts';

const RULES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  separate: { command: 'SetSeparation', separated: true },
  rejoin: { command: 'SetSeparation', separated: false },
  restrict: { command: 'SetRestriction', restricted: true },
  open: { command: 'SetRestriction', restricted: false },
};
const ACCESS: Readonly<Record<string, string>> = { grant: 'GrantAccess', revoke: 'RevokeAccess' };
const USAGE =
  'rights show, rights waiting, rights separate|rejoin|restrict|open, rights grant|revoke CASE --person USER --reason TEXT';

/** Prints JSON; exit 1 when a change is refused. */
export async function rights(house: House, args: Arguments): Promise<Ending> {
  const [action = 'show'] = args.rest;
  if (action === 'show') return shown(house, args);
  if (action === 'waiting') return waiting(house, args);
  if (Object.hasOwn(ACCESS, action)) return changeAccess(house, args);
  const fields = Object.hasOwn(RULES, action) ? RULES[action] : undefined;
  if (fields === undefined) throw new UsageError(USAGE);
  if (action === 'separate') await threeOrNone(args);
  const { office, actor } = args;
  const done = await executeCommand(house, { office, actor, fields });
  return done.ok || done.code === 'unchanged' ? shown(house, args) : refused(done);
}

async function shown({ log }: House, args: Arguments): Promise<Ending> {
  const { separated, restricted, steps } = await approvalsOf(log, args.office);
  const clashes = await withAccounts(args, (accounts) =>
    clashingNames({ accounts, log, office: args.office }),
  );
  return ended(0, { separated, restricted, steps, rights: MATRIX, clashes });
}

/** One a line. */
async function waiting(house: House, { office }: Arguments): Promise<Ending> {
  const found = await proposedRules(house, { office });
  return ended(0, ...found.map(({ id: step, command, by, role, at }) => ({ step, command, by, role, at })));
}

/** Who may know of a case that few know of. */
async function changeAccess(house: House, args: Arguments): Promise<Ending> {
  const [action = '', number = ''] = args.rest;
  const { office, actor } = args;
  const person = needed(args, 'person');
  const kind = args.option('kind') ?? 'hotline';
  const account = await withAccounts(args, (accounts) => accounts.find(person));
  if (account?.office !== office) throw new UsageError(`no user ${person} in the office ${office}`);
  const fields = { command: ACCESS[action], kind, case: number, person, reason: needed(args, 'reason') };
  const done = await executeCommand(house, { office, actor, fields });
  return done.ok ? ended(0, { case: done.number, kind, person, action }) : refused(done);
}

/** Without one of the three nobody could do that part, nor undo it on the pages. */
async function threeOrNone(args: Arguments): Promise<void> {
  const people = await withAccounts(args, (accounts) => accounts.list());
  const has = (role: string): boolean =>
    people.some((one) => one.office === args.office && !one.disabled && one.role === role);
  if (['admin', 'security', 'auditor'].every(has)) return;
  throw new UsageError('each of admin, security and auditor needs an account first; see user add');
}
