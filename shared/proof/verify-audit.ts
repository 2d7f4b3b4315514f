/** The audit stream from its bytes, and accounts, tokens and keys as they stand against what it says of them. */
import {
  factsOfAccount,
  factsOfFactor,
  factsOfToken,
  fingerprint,
  sessionNamed,
} from '#shared/accounts/account-facts.ts';
import type { EventData } from '#shared/kernel/event.ts';
import type { Accounts } from '#shared/store/accounts.ts';
import { type AuditLine, type AuditLog, auditLineOf } from '#shared/store/audit-log.ts';
import type { StoredCommit } from '#shared/store/ports.ts';
import { ChainCheck } from '#shared/store/verify-chains.ts';

/** `entry` is the name of an entry, or what the engine knows of one that is gone. */
type BrokenEntry = { readonly entry: string; readonly what: string };
const KINDS = ['account', 'token', 'factor', 'session', 'key'] as const;

/** Changed behind the back of the product, or made or removed so. `facts` are the fields that differ. */
type ForeignRight = {
  readonly of: (typeof KINDS)[number];
  /** Of a factor, its owner. */
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

const keyOf = (of: string, name: string): string => `${of}\n${name}`;
const factorOf = (user: string, factor: unknown): string => keyOf('factor', `${user} ${factor}`);

/** The newest word on each; chains of several processes come one after another. */
function note(said: Map<string, Said>, commit: StoredCommit): void {
  const line = auditLineOf(commit);
  const word = wordIn(line);
  if (word === null || (said.get(word.key)?.at ?? '') > line.at) return;
  said.set(word.key, { at: line.at, facts: word.facts });
}

/** Of what an entry says how it stands from then on (facts null: it is gone); null where it says nothing of it. */
function wordIn({
  what,
  on,
  session,
  details = {},
}: AuditLine): (Pick<Said, 'facts'> & { key: string }) | null {
  if (what === 'signedIn' || what === 'sessionFound')
    return { key: keyOf('session', String(session ?? details.session)), facts: {} };
  // a certificate of erasure names the fingerprint of a case's key, which is nobody's right
  if (on === undefined || !KINDS.some((one) => one === on.kind)) return null;
  if (what === 'factorAdded') return { key: factorOf(on.number, details.factor), facts: {} };
  if (what === 'factorRemoved') return { key: factorOf(on.number, details.factor), facts: null };
  const key = keyOf(on.kind, on.number);
  if (what === 'tokenEnded') return { key, facts: null };
  return 'print' in details || 'fingerprint' in details ? { key, facts: details } : null;
}

async function standing(accounts: Accounts): Promise<Standing> {
  const found = new Map<string, EventData>();
  for (const { user } of await accounts.list()) {
    const account = await accounts.find(user);
    if (account !== null) found.set(keyOf('account', user), factsOfAccount(account));
    for (const factor of await accounts.factors(user))
      if (factor.kind !== 'recovery') found.set(factorOf(user, factsOfFactor(factor).factor), {});
    for (const { hash } of await accounts.sessions(user)) found.set(keyOf('session', sessionNamed(hash)), {});
  }
  for (const token of await accounts.tokens())
    found.set(keyOf('token', token.id), factsOfToken(token, await accounts.tokenHash(token.id)));
  const secret = fingerprint({ secret: await accounts.signingSecret() });
  return found.set(keyOf('key', 'signing'), { fingerprint: secret });
}

/** What may be gone without a word: a session runs out, and of a key there is always one. */
const MAY_GO = ['session', 'key'];

function compared(said: ReadonlyMap<string, Said>, stands: Standing): readonly ForeignRight[] {
  const faults: ForeignRight[] = [];
  for (const [key, is] of stands) {
    const should = said.get(key)?.facts ?? null;
    const facts = should === null ? [] : Object.keys(is).filter((name) => is[name] !== should[name]);
    if (should === null) faults.push(faultAt(key, { what: 'added' }));
    else if (facts.length > 0) faults.push(faultAt(key, { what: 'changed', facts }));
  }
  for (const [key, { facts }] of said)
    if (facts !== null && !stands.has(key) && !MAY_GO.includes(key.split('\n')[0] ?? ''))
      faults.push(faultAt(key, { what: 'removed' }));
  return faults;
}

function faultAt(key: string, fault: Pick<ForeignRight, 'what' | 'facts'>): ForeignRight {
  const [kind, name = ''] = key.split('\n');
  return {
    of: KINDS.find((one) => one === kind) ?? 'key',
    name: kind === 'factor' ? (name.split(' ')[0] ?? '') : name,
    ...fault,
  };
}
