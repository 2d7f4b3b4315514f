/** What an office settles about signing in: one stream of its ledger. Without a word of the office the defaults hold. */
import type { Actor, DomainEvent, StreamKey } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { ROLES, type Role } from '#shared/store/accounts.ts';
import { appendAlone, type EventLog, type LogReader } from '#shared/store/ports.ts';

export type SignInRules = {
  /** After so long without a request a session is over. */
  readonly idleMinutes: number;
  /** Who may come in by a password alone only to add a second factor. */
  readonly factorFor: readonly Role[];
  /** A password that somebody else made opens nothing but the page on which it is replaced; else so after some days. */
  readonly ownPasswordAtOnce: boolean;
  /** Whether passwords open the door; off, people come in through the provider of identities, or by a passkey. */
  readonly passwords: boolean;
};

/**
 * Half an hour, as 等级保护 asks for and clerks can live with: whoever types is seen every few seconds by the drafts, what
 * was typed survives the end of a session, and a telephone call is shorter.
 */
export const DEFAULT_RULES: SignInRules = {
  ...{ idleMinutes: 30, factorFor: [], ownPasswordAtOnce: false, passwords: true },
};
export const IDLE_MINUTES = { least: 5, most: 240 } as const;

const streamOf = (office: string): StreamKey => ({ office, kind: 'lists', stream: 'signIn' });
/** All of them, each time. */
type SignInRulesSet = DomainEvent<'SignInRulesSet', SignInRules>;

/** `unsaid`: what holds while the office has said nothing. */
export async function signInRulesOf(
  log: LogReader,
  office: string,
  unsaid = DEFAULT_RULES,
): Promise<SignInRules> {
  const last = (await log.history(streamOf(office))).at(-1)?.events.at(-1);
  if (last === undefined) return unsaid;
  const { idleMinutes, factorFor, ownPasswordAtOnce, passwords } = last.data;
  const named = Array.isArray(factorFor) ? factorFor : [];
  return {
    idleMinutes: typeof idleMinutes === 'number' ? idleMinutes : DEFAULT_RULES.idleMinutes,
    factorFor: ROLES.filter((role) => named.includes(role)),
    ownPasswordAtOnce: ownPasswordAtOnce === true,
    passwords: passwords !== false,
  };
}

type Change = { readonly office: string; readonly actor: Actor; readonly on: PlainDate };

/** Nothing is recorded where nothing changes. */
export async function setSignInRules(
  log: EventLog,
  { office, actor, on }: Change,
  rules: SignInRules,
): Promise<void> {
  if (JSON.stringify(await signInRulesOf(log, office)) === JSON.stringify(rules)) return;
  const event: SignInRulesSet = { type: 'SignInRulesSet', v: 1, on, data: rules };
  const appended = await appendAlone(log, { at: streamOf(office), actor, events: [event] });
  if (!appended?.ok) throw new Error('somebody else is changing the rules of signing in; try again');
}
