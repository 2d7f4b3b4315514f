/** The cases of an office that a policy could reach, one after another, each with what another value does to it. */
import { setImmediate } from 'node:timers/promises';
import type { CaseKind, Commit } from '#shared/kernel/event.ts';
import type { FoldedKind } from '#shared/kernel/kind.ts';
import { dateOfInstant, type Instant, yearOf } from '#shared/kernel/plain-date.ts';
import type { PolicyName } from '#shared/kernel/policies.ts';
import type { Settled } from '#shared/kernel/policy-applied.ts';
import { FOLDED_KINDS } from '#shared/ledger/folded-kinds.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { isSigned } from '#shared/ledger/signed-years.ts';
import type { House } from '#shared/store/house.ts';
import type { LogReader } from '#shared/store/ports.ts';
import { wholeCases } from '#shared/views/whole-cases.ts';
import { type CaseEffect, effectOn, type Question } from './case-effect.ts';

export type SettlingHouse = Pick<House, 'log' | 'clock'>;
export type Reached = {
  readonly kind: FoldedKind;
  readonly commits: readonly Commit[];
  readonly effect: CaseEffect;
};

export function kindsFollowing(policy: PolicyName): ReadonlySet<CaseKind> {
  const kinds = [...FOLDED_KINDS.values()].filter(({ follows = [] }) => follows.includes(policy));
  return new Set(kinds.map(({ kind }) => kind));
}

/** Which years are signed is looked up once each. */
export function openYears(log: LogReader, office: string): Question['isOpen'] {
  const known = new Map<number, Promise<boolean>>();
  return (year) => {
    const found = known.get(year) ?? isSigned(log, office, year).then((signed) => !signed);
    known.set(year, found);
    return found;
  };
}

export async function questionOf(
  { log, clock }: SettlingHouse,
  office: string,
  settled: Settled,
): Promise<Question> {
  const today = dateOfInstant(clock.now());
  const calendar = await officeSettings(log, office).calendar();
  return { settled, calendar, today, until: yearOf(today), isOpen: openYears(log, office) };
}

/** Cases looked at before others have their turn; a page may hold thousands. */
const AT_ONCE = 100;

/** After each page others are served. `changedAfter`: only cases with a commit recorded after it. */
export async function* reachedCases(
  { log }: SettlingHouse,
  { office, changedAfter }: { readonly office: string; readonly changedAfter?: Instant },
  question: Question,
): AsyncGenerator<Reached> {
  const kinds = kindsFollowing(question.settled.policy);
  if (kinds.size === 0) return;
  const within = { offices: new Set([office]), kinds, indexed: true, ...(changedAfter && { changedAfter }) };
  for await (const histories of wholeCases(log, undefined, within)) {
    yield* reachedAmong(log, histories, question);
    await setImmediate();
  }
}

/** Now and then others are served. */
export async function* reachedAmong(
  log: LogReader,
  histories: readonly (readonly Commit[])[],
  question: Question,
): AsyncGenerator<Reached> {
  let read = 0;
  for (const commits of histories) {
    const kind = FOLDED_KINDS.get(commits[0]?.kind ?? '');
    const effect = kind === undefined ? null : await effectOn(log, { kind, commits }, question);
    if (kind !== undefined && effect !== null) yield { kind, commits, effect };
    read += 1;
    if (read % AT_ONCE === 0) await setImmediate();
  }
}
