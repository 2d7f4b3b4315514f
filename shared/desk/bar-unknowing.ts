/** Who may not know of a case takes no step of it: what they would see, and write, are not its texts. */
import { GUARDS, SIGNED_IN } from '#shared/accounts/permissions.ts';
import type { Actor } from '#shared/kernel/event.ts';
import type { Kind } from '#shared/kernel/kind.ts';
import { streamWritten } from '#shared/ledger/case-history.ts';
import { type Fault, type Fields, fault, type Ledger, type Request } from '#shared/ledger/execution.ts';
import type { Role } from '#shared/store/accounts.ts';
import type { LogReader } from '#shared/store/ports.ts';
import { hiddenFrom } from './discreet-log.ts';

/** Given by those who guard the rules, whether they know the case or not. */
const GIVING: readonly unknown[] = ['GrantAccess', 'RevokeAccess', 'AssignCase'];
/** Of an application, what shows the third party or makes somebody know it. */
const OF_PARTY: readonly unknown[] = ['IssueLetter', 'CorrectText', 'AssignCase'];

/** Null where nothing is in the way; on the machine itself nothing is. */
export async function unknowingOf(
  { log, people }: { readonly log: LogReader; readonly people?: Ledger['people'] | undefined },
  { office, actor, fields }: Pick<Request, 'office' | 'actor' | 'fields'>,
  { kind, number }: { readonly kind: Kind; readonly number: string },
): Promise<Fault | null> {
  const role = SIGNED_IN.find((one) => one === actor.role);
  if (role === undefined || number === '' || mayGive(fields, actor, role)) return null;
  const stream = await streamWritten(log, { office, kind: kind.kind, number });
  if (stream === null) return null;
  // a program has no department, whoever's name it may bear
  const account = actor.via === 'form' ? await people?.find(actor.user) : null;
  const viewer = { user: actor.user, role, department: account?.department };
  const hidden = await hiddenFrom(log, viewer, { office, kind: kind.kind, stream });
  const isBarred = hidden === 'all' || (hidden === 'party' && OF_PARTY.includes(fields.command));
  return isBarred ? fault('case', 'withheld') : null;
}

/** Not to themselves, and not by a token of theirs. */
function mayGive({ command, person }: Fields, { user, via }: Actor, role: Role): boolean {
  return GUARDS.includes(role) && GIVING.includes(command) && person !== user && via === 'form';
}
