/** What somebody who is signed in still has to do before all pages open, and what only should be done. */
import { epochOf, type Instant } from '#shared/kernel/plain-date.ts';
import type { Account, Session } from '#shared/store/accounts.ts';
import type { SignInRules } from './sign-in-rules.ts';

/** `password`: it is one that somebody else made. `factor`: the office wants a second one of this role. */
type Duty = 'password' | 'factor';
/** `barred`: until then only the pages of one's own account open. */
export type Standing = { readonly duties: readonly Duty[]; readonly barred: boolean };

/** So long the pages stay open to somebody who goes on with the password that was handed over. */
const GIVEN_PASSWORD_DAYS = 7;
const DAY_MS = 86_400_000;

type In = { readonly account: Account; readonly session: Pick<Session, 'how'>; readonly rules: SignInRules };

export function standingOf({ account, session, rules }: In, now: Instant): Standing {
  const { givenAt, role } = account;
  const isGiven = givenAt !== undefined && session.how !== 'provider';
  const lacksFactor = session.how === 'password' && rules.factorFor.includes(role);
  const isOld = isGiven && epochOf(now) - epochOf(givenAt) > GIVEN_PASSWORD_DAYS * DAY_MS;
  return {
    duties: [...(isGiven ? (['password'] as const) : []), ...(lacksFactor ? (['factor'] as const) : [])],
    barred: lacksFactor || isOld || (isGiven && rules.ownPasswordAtOnce),
  };
}
