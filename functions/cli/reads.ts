/** What a command reads, for the audit stream: under the user of the operating system, before anything is printed. */
import type { AuditWhat } from '#shared/glossary/audit.ts';
import { RECORD_KINDS } from '#shared/kernel/event.ts';
import { historyOf } from '#shared/ledger/case-history.ts';
import type { AuditEntry, AuditLog, AuditSubject } from '#shared/store/audit-log.ts';
import type { House } from '#shared/store/house.ts';
import type { CommandName } from './commands.ts';
import { askerOf } from './open-house.ts';
import type { Arguments } from './options.ts';

type Told = Pick<AuditEntry, 'what' | 'on' | 'texts'>;
type Reads = (house: House, args: Arguments) => Told | null | Promise<Told | null>;

const NOTHING: Reads = () => null;
const list =
  (what: AuditWhat): Reads =>
  (_, { rest }) => ({ what, ...(rest[0] && { texts: { words: rest.join(' ') } }) });
/** In the clear where the command prints texts. */
const oneCase =
  (what: AuditWhat): Reads =>
  async (house, args) => ({
    what: args.flag('full') ? 'revealed' : what,
    on: await subjectOf(house, args),
  });

/** None may be left out: it does not compile. */
const READS: Readonly<Record<CommandName, Reads>> = {
  start: NOTHING,
  import: NOTHING,
  report: list('reportRead'),
  cell: list('figureRead'),
  close: NOTHING,
  restate: NOTHING,
  package: list('downloaded'),
  amendments: list('reportRead'),
  office: NOTHING,
  history: oneCase('revealed'),
  clock: oneCase('caseRead'),
  worklist: list('caseListed'),
  search: list('searched'),
  verify: NOTHING,
  remind: NOTHING,
  aggregate: NOTHING,
  rebuild: NOTHING,
  'catch-up': NOTHING,
  feed: NOTHING,
  'dead-letters': list('failureRead'),
  lists: NOTHING,
  policies: NOTHING,
  approvals: list('caseListed'),
  calendar: NOTHING,
  check: NOTHING,
  // these open what they need themselves, and leave their entry there
  export: NOTHING,
  restore: NOTHING,
  user: NOTHING,
  token: NOTHING,
  attach: NOTHING,
  'case-file': oneCase('printed'),
  letter: async (house, args) =>
    ['settings', 'template'].includes(args.rest[0] ?? '') ? null : oneCase('letterOpened')(house, args),
  demo: NOTHING,
};

const isCommand = (name: string): name is CommandName => Object.hasOwn(READS, name);

/** Throws AuditUnwritable: then nothing is printed. */
export async function noteCommand(house: House, args: Arguments): Promise<void> {
  const told = isCommand(args.command) ? await READS[args.command](house, args) : null;
  if (told !== null) await noteRead(house.audit, args, told);
}

export async function noteRead(audit: AuditLog, args: Arguments, told: Told): Promise<void> {
  const { command, office, actor, operator } = args;
  const details = { page: `taizhang ${command}`, ...(actor.user !== operator && { as: actor.user }) };
  await audit.append({ ...askerOf(args), office, details, ...told });
}

/** As the ledger names it; a number that no case has is recorded as it was typed. */
async function subjectOf({ log }: House, { office, rest, option }: Arguments): Promise<AuditSubject> {
  const number = rest[0] ?? '';
  const wanted = option('kind');
  for (const kind of RECORD_KINDS.filter((one) => wanted === undefined || one === wanted)) {
    const [first] = (await historyOf(log, { office, kind, number })) ?? [];
    if (first !== undefined) return { kind, number: first.number };
  }
  return { kind: 'case', number };
}
