/** What a command reads, for the audit stream: under the user of the operating system, before anything is printed. */
import type { AuditWhat } from '#shared/glossary/audit.ts';
import { RECORD_KINDS } from '#shared/kernel/event.ts';
import { historyOf } from '#shared/ledger/case-history.ts';
import type { AuditEntry, AuditLog, AuditSubject } from '#shared/store/audit-log.ts';
import type { House } from '#shared/store/house.ts';
import { askerOf } from './open-house.ts';
import type { Arguments } from './options.ts';

type Told = Pick<AuditEntry, 'what' | 'on' | 'texts'>;
export type Reads = (house: House, args: Arguments) => Told | null | Promise<Told | null>;

export const NOTHING: Reads = () => null;

/** More than one case, with what narrows it. */
export function list(what: AuditWhat): Reads {
  return (_, { rest }) => ({ what, ...(rest[0] && { texts: { words: rest.join(' ') } }) });
}

/** The case named first; `--full` shows what is half hidden else. */
export function oneCase(what: AuditWhat): Reads {
  return async (house, args) => ({
    what: args.flag('full') ? 'revealed' : what,
    on: await subjectOf(house, args),
  });
}

export const LETTER: Reads = (house, args) =>
  ['settings', 'template'].includes(args.rest[0] ?? '') ? null : oneCase('letterOpened')(house, args);

/** Throws AuditUnwritable: then nothing is printed. */
export async function noteRead(audit: AuditLog, args: Arguments, told: Told): Promise<void> {
  const { command, office, actor, operator } = args;
  const details = { page: `taizhang ${command}`, ...(actor.user !== operator && { as: actor.user }) };
  await audit.append({ ...askerOf(args), office, details, ...told });
}

/** As the ledger names it; a number that no case has is recorded as it was typed. */
function subjectOf(house: House, args: Arguments): Promise<AuditSubject> {
  return subjectNamed(house, args, args.rest[0] ?? '');
}

export async function subjectNamed(
  { log }: House,
  { office, option }: Arguments,
  number: string,
): Promise<AuditSubject> {
  const wanted = option('kind');
  for (const kind of RECORD_KINDS.filter((one) => wanted === undefined || one === wanted)) {
    const [first] = (await historyOf(log, { office, kind, number })) ?? [];
    if (first !== undefined) return { kind, number: first.number };
  }
  return { kind: 'case', number };
}
