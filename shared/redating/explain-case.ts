/**
 * The explanation of a case's date, by the calendar its office counts it with. A case that was concluded stays as it
 * was decided: it is counted by the calendar of the instant its outcome was entered.
 */
import { type AppealClock, explainAppeal } from '#shared/appeal/explanation.ts';
import { appealKind } from '#shared/appeal/kind.ts';
import type { AppealState } from '#shared/appeal/state.ts';
import type { Application } from '#shared/disclosure/application.ts';
import { type Explanation, explain, orderedThen } from '#shared/disclosure/explanation.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { remedyPeriodsOf } from '#shared/disclosure/remedy-periods.ts';
import { asOf as stoodOn } from '#shared/disclosure/standing.ts';
import { explainHotline, type HotlineCaseClock } from '#shared/hotline/explanation.ts';
import { hotlineKind } from '#shared/hotline/kind.ts';
import type { HotlineState } from '#shared/hotline/state.ts';
import type { CaseClock } from '#shared/kernel/case-clock.ts';
import type { Commit } from '#shared/kernel/event.ts';
import type { Kind } from '#shared/kernel/kind.ts';
import type { Instant, PlainDate } from '#shared/kernel/plain-date.ts';
import { eventsOf, fold } from '#shared/ledger/case-history.ts';
import { eventsBy } from '#shared/ledger/case-then.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { explainPublication, type PublicationClock } from '#shared/register/clock.ts';
import type { RegisterState } from '#shared/register/state.ts';
import type { LogReader } from '#shared/store/ports.ts';

/** As the case stood on `on`. Null for kinds that no time limit governs. Texts stay sealed: no date hangs on them. */
export async function explainCase(
  log: LogReader,
  commits: readonly Commit[],
  on: PlainDate,
): Promise<CaseClock | null> {
  const [first] = commits;
  switch (first?.kind) {
    case 'application': {
      // finds the steps of the day itself
      const opened = commits.map((commit) => ({ commit }));
      const state = fold(opened, disclosureKind.evolve);
      return state && explainApplication(log, { office: first.office, state, on });
    }
    case 'appeal': {
      const state = stateThen(appealKind, commits, on);
      return state && explainAppealCase(log, { commits, state, on });
    }
    case 'hotline': {
      const state = stateThen(hotlineKind, commits, on);
      return state && explainHotlineCase(log, { commits, state, on });
    }
    case 'publication': {
      const kind = KINDS.get('publication') as Kind<RegisterState>;
      const state = stateThen(kind, commits, on);
      return state && explainPublicationCase(log, { commits, state, on });
    }
    default:
      return null;
  }
}

/** Before it was received it is as it was received; a mistaken entry was one on every day. */
function stateThen<State>(kind: Kind<State>, commits: readonly Commit[], on: PlainDate): State | null {
  const all = commits.flatMap((commit) => eventsOf(commit));
  const then = new Set(eventsBy(commits, on).map(({ id }) => id));
  const kept = all.filter(({ id, type }, index) => index === 0 || then.has(id) || type.endsWith('Voided'));
  return kept.reduce<State | null>(kind.evolve, null);
}

type Of<State> = { readonly commits: readonly Commit[]; readonly state: State; readonly on: PlainDate };

export async function explainApplication(
  log: LogReader,
  { office, state, on }: { readonly office: string; readonly state: Application; readonly on: PlainDate },
): Promise<Explanation> {
  const asOf = state.voided ? null : (state.conclusion?.recordedAt ?? null);
  const counted = explain(state, await officeSettings(log, office, asOf).calendar(), on);
  const settings = officeSettings(log, office);
  if (state.conclusion === null) return counted;
  // what is open to the applicant, and what was ordered, goes on after the reply, by the calendar of today
  const [calendar, policy] = [await settings.calendar(), await settings.remedies()];
  const remedies = remedyPeriodsOf(stoodOn(state, on), calendar, policy);
  return { ...counted, remedies, ordered: orderedThen(state, calendar, on) };
}

export async function explainAppealCase(
  log: LogReader,
  { commits, state, on }: Of<AppealState>,
): Promise<AppealClock> {
  const asOf = state.outcome === null ? null : recordedAtOf(commits, 'AppealConcluded');
  return explainAppeal(state, await officeSettings(log, commits[0]?.office ?? '', asOf).calendar(), on);
}

export async function explainHotlineCase(
  log: LogReader,
  { commits, state, on }: Of<HotlineState>,
): Promise<HotlineCaseClock> {
  const asOf = state.closedAt === null ? null : recordedAtOf(commits, 'HotlineCaseClosed');
  return explainHotline(state, await officeSettings(log, commits[0]?.office ?? '', asOf).calendar(), on);
}

/** Null where nobody has said when the information came about. */
export async function explainPublicationCase(
  log: LogReader,
  { commits, state, on }: Of<RegisterState>,
): Promise<PublicationClock | null> {
  const asOf = state.isAwaited ? null : recordedAtOf(commits, 'Published');
  const calendar = await officeSettings(log, commits[0]?.office ?? '', asOf).calendar();
  return explainPublication(state, calendar, on);
}

/** When the case was last concluded: what came to be known later did not count. */
function recordedAtOf(commits: readonly Commit[], type: string): Instant | null {
  return commits.findLast(({ events }) => events.some((event) => event.type === type))?.recordedAt ?? null;
}
