/** The audit stream from its bytes, and accounts, tokens and keys as they stand against what it says of them. */
import { factsOfAccount, factsOfToken, fingerprint } from '#shared/accounts/account-facts.ts';
import type { EventData } from '#shared/kernel/event.ts';
import type { Accounts } from '#shared/store/accounts.ts';
import { type AuditLine, type AuditLog, auditLineOf } from '#shared/store/audit-log.ts';
import type { StoredCommit } from '#shared/store/ports.ts';
import { ChainCheck } from '#shared/store/verify-chains.ts';

/** `entry` is the name of an entry, or what the engine knows of one that is gone. */
type BrokenEntry = { readonly entry: string; readonly what: string };
/** Changed behind the back of the product, or made or removed so. `facts` are the fields that differ. */
type ForeignRight = {
  readonly of: 'account' | 'token' | 'key';
  readonly name: string;
  readonly what: 'added' | 'removed' | 'changed';
  readonly facts?: readonly string[];
};
export type AuditFaults = {
  readonly audit: readonly BrokenEntry[];
  readonly rights: readonly ForeignRight[];
};

export async function verifyAudit(audit: AuditLog, accounts: Accounts): Promise<AuditFaults> {
  const chains = new ChainCheck();
  const said = new Map<string, Said>();
  for await (const page of audit.stored())
    for (const commit of page) if (chains.read(commit) !== null) note(said, commit);
  const broken = chains.broken.map(({ case: stream, version, what }) => ({
    entry: `${stream}.${version}`,
    what,
  }));
  const gone = (await audit.losses()).map((entry) => ({ entry, what: 'removed' }));
  return { audit: [...broken, ...gone], rights: compared(said, await standing(accounts)) };
}

type Said = { readonly at: string; readonly facts: EventData | null };
type Standing = ReadonlyMap<string, EventData>;

const ENDS = ['tokenEnded', 'accountRemoved'];
const keyOf = (of: string, name: string): string => `${of}\n${name}`;

/** The newest word on each; chains of several processes come one after another. */
function note(said: Map<string, Said>, commit: StoredCommit): void {
  const line: AuditLine = auditLineOf(commit);
  if (!line.on || !['account', 'token', 'key'].includes(line.on.kind)) return;
  const facts = factsIn(line);
  const key = keyOf(line.on.kind, line.on.number);
  if (facts === undefined || (said.get(key)?.at ?? '') > line.at) return;
  said.set(key, { at: line.at, facts });
}

/** Null: it is gone from then on; undefined: the entry says nothing of how it stands. */
function factsIn({ what, details }: AuditLine): EventData | null | undefined {
  if (ENDS.includes(what)) return null;
  return details !== undefined && ('print' in details || 'fingerprint' in details) ? details : undefined;
}

async function standing(accounts: Accounts): Promise<Standing> {
  const found = new Map<string, EventData>();
  for (const { user } of await accounts.list()) {
    const account = await accounts.find(user);
    if (account !== null) found.set(keyOf('account', user), factsOfAccount(account));
  }
  for (const token of await accounts.tokens()) found.set(keyOf('token', token.id), factsOfToken(token));
  const secret = fingerprint({ secret: await accounts.signingSecret() });
  return found.set(keyOf('key', 'signing'), { fingerprint: secret });
}

function compared(said: ReadonlyMap<string, Said>, stands: Standing): readonly ForeignRight[] {
  const faults: ForeignRight[] = [];
  for (const [key, is] of stands) {
    const should = said.get(key)?.facts ?? null;
    const facts = should === null ? [] : Object.keys(is).filter((name) => is[name] !== should[name]);
    if (should === null) faults.push(faultAt(key, { what: 'added' }));
    else if (facts.length > 0) faults.push(faultAt(key, { what: 'changed', facts }));
  }
  for (const [key, { facts }] of said)
    if (facts !== null && !stands.has(key) && !key.startsWith('key\n'))
      faults.push(faultAt(key, { what: 'removed' }));
  return faults;
}

function faultAt(key: string, fault: Pick<ForeignRight, 'what' | 'facts'>): ForeignRight {
  const [of = '', name = ''] = key.split('\n');
  return { of: of === 'account' || of === 'token' ? of : 'key', name, ...fault };
}
