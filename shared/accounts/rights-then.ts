/** Who had which right at some instant, from the audit stream: the newest word on each account and token until then. */
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { AuditAsked, AuditLine, AuditLog } from '#shared/store/audit-log.ts';

export type RightThen = {
  readonly of: 'account' | 'token';
  /** The name of a person, or the id of a token. */
  readonly name: string;
  /** The name a program's events carry; that of the person. */
  readonly user: string;
  readonly role: string;
  readonly disabled: boolean;
  /** When it came to have this role, from whom, and which it had before; `found`: it stood when the stream began. */
  readonly since: Instant;
  readonly by: string;
  readonly was: string | null;
  readonly found: boolean;
};

const A_PAGE = 500;

/** By name, people first; what was ended by then is not there. */
export async function rightsThen(
  audit: AuditLog,
  asked: Pick<AuditAsked, 'office' | 'until'>,
): Promise<readonly RightThen[]> {
  const rights = new Map<string, RightThen | null>();
  for (const line of (await changesOf(audit, asked)).toReversed()) {
    if (line.on?.kind !== 'account' && line.on?.kind !== 'token') continue;
    const key = `${line.on.kind}\n${line.on.number}`;
    rights.set(key, rightAfter(rights.get(key) ?? null, { ...line, of: line.on.kind, name: line.on.number }));
  }
  return [...rights.values()]
    .filter((one) => one !== null)
    .toSorted((a, b) => (`${a.of} ${a.user}` < `${b.of} ${b.user}` ? -1 : 1));
}

async function changesOf(
  audit: AuditLog,
  asked: Pick<AuditAsked, 'office' | 'until'>,
): Promise<readonly AuditLine[]> {
  const found: AuditLine[] = [];
  let after: string | null = null;
  do {
    const page = await audit.page({ ...asked, rights: true }, { after, limit: A_PAGE });
    found.push(...page.items);
    after = page.next;
  } while (after !== null);
  return found;
}

type Change = AuditLine & Pick<RightThen, 'of' | 'name'>;

function rightAfter(
  before: RightThen | null,
  { of, name, what, at, who, details = {} }: Change,
): RightThen | null {
  if (what === 'tokenEnded') return null;
  if (typeof details.role !== 'string') return before;
  const { role } = details;
  const stands = { disabled: details.disabled === true };
  if (before !== null && before.role === role) return { ...before, ...stands };
  const user = of === 'token' ? String(details.user ?? name) : name;
  const found = what === 'accountFound' || what === 'tokenFound';
  return { of, name, user, role, ...stands, since: at, by: who, was: before?.role ?? null, found };
}
