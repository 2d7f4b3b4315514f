/** `sign-in show|set`: what an office settles about signing in; on the machine itself there is always a way back. */
import {
  IDLE_MINUTES,
  type SignInRules,
  setSignInRules,
  signInRulesOf,
} from '#shared/accounts/sign-in-rules.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { ROLES } from '#shared/store/accounts.ts';
import type { House } from '#shared/store/house.ts';
import { type Ending, ended } from './ending.ts';
import { type Arguments, UsageError } from './options.ts';

const USAGE =
  'sign-in show, sign-in set [--idle MINUTES] [--factor-for ROLE,ROLE|none] [--own-password at-once|later] [--passwords on|off]';

/** Prints the rules in force as JSON. */
export async function signInRules(house: House, args: Arguments): Promise<Ending> {
  const [action = 'show'] = args.rest;
  const { office, actor } = args;
  const now = await signInRulesOf(house.log, office);
  if (action === 'show') return ended(0, now);
  if (action !== 'set') throw new UsageError(USAGE);
  const on = dateOfInstant(house.clock.now());
  await setSignInRules(house.log, { office, actor, on }, { ...now, ...changedBy(args) });
  return ended(0, await signInRulesOf(house.log, office));
}

function changedBy({ option }: Arguments): Partial<SignInRules> {
  const [idle, factors, own, passwords] = ['idle', 'factor-for', 'own-password', 'passwords'].map(option);
  return {
    ...(idle !== undefined && { idleMinutes: minutesIn(idle) }),
    ...(factors !== undefined && { factorFor: rolesIn(factors) }),
    ...(own !== undefined && { ownPasswordAtOnce: oneOf(own, 'at-once', 'later') }),
    ...(passwords !== undefined && { passwords: oneOf(passwords, 'on', 'off') }),
  };
}

function minutesIn(written: string): number {
  const minutes = Number(written);
  const { least, most } = IDLE_MINUTES;
  if (/^\d{1,3}$/.test(written) && minutes >= least && minutes <= most) return minutes;
  throw new UsageError(`--idle is a number of minutes from ${least} to ${most}`);
}

function rolesIn(written: string): SignInRules['factorFor'] {
  const named = written === 'none' ? [] : written.split(',').map((role) => role.trim());
  const roles = ROLES.filter((role) => named.includes(role));
  if (roles.length === named.length) return roles;
  throw new UsageError(`--factor-for names roles, or none: ${ROLES.join(', ')}`);
}

function oneOf(written: string, yes: string, no: string): boolean {
  if (written === yes || written === no) return written === yes;
  throw new UsageError(USAGE);
}
