/**
 * One space of names for people, tokens and feeds of the house: what stands in a history under a name was done by nobody
 * else of that name. Names of before may clash; they are told, and shown with what they are.
 */
import type { Accounts } from '#shared/store/accounts.ts';
import type { LogReader } from '#shared/store/ports.ts';
import { feedNames } from './feeds.ts';

export type Holder = 'person' | 'token' | 'feed';
/** `log` is absent where there is no ledger yet, and so no feed. */
type Known = { readonly accounts: Accounts; readonly log: LogReader | null; readonly office: string };

/** Who has the name besides those of the same kind; null when nobody does. Feeds are those of the office. */
export async function otherHolder(
  { accounts, log, office }: Known,
  name: string,
  as: Holder,
): Promise<Holder | null> {
  if (as !== 'person' && (await accounts.find(name)) !== null) return 'person';
  if (as !== 'token' && (await accounts.tokens()).some(({ user }) => user === name)) return 'token';
  return as !== 'feed' && log !== null && (await feedNames(log, office)).includes(name) ? 'feed' : null;
}

export type Clash = { readonly name: string; readonly holders: readonly Holder[] };

/** Names of the office that several have, by name. */
export async function clashingNames({ accounts, log, office }: Known): Promise<readonly Clash[]> {
  const ours = ({ office: own }: { readonly office: string }): boolean => own === office;
  const named = (all: readonly { readonly office: string; readonly user: string }[]): Set<string> =>
    new Set(all.filter(ours).map(({ user }) => user));
  const holding: readonly (readonly [Holder, ReadonlySet<string>])[] = [
    ['person', named(await accounts.list())],
    ['token', named(await accounts.tokens())],
    ['feed', new Set(log === null ? [] : await feedNames(log, office))],
  ];
  const names = new Set(holding.flatMap(([, all]) => [...all]));
  const clashes = [...names].map((name) => ({
    name,
    holders: holding.filter(([, all]) => all.has(name)).map(([holder]) => holder),
  }));
  return clashes.filter(({ holders }) => holders.length > 1).sort((a, b) => (a.name < b.name ? -1 : 1));
}
