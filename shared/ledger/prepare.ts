/** Reads what a kind looks at besides the case to decide: settings of the office, and another case. */
import type { Application } from '#shared/disclosure/application.ts';
import type { DisclosureEvent } from '#shared/disclosure/events.ts';
import { foldedApplication } from '#shared/disclosure/folded.ts';
import { groundsNamed } from '#shared/disclosure/grounds-named.ts';
import { handledFolded } from '#shared/handling/state.ts';
import { foldedCall } from '#shared/hotline/folded.ts';
import type { MergeTarget } from '#shared/hotline/settings.ts';
import { type Context, defineFolded, type Kind, type Need } from '#shared/kernel/kind.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { LogReader } from '#shared/store/ports.ts';
import { fold, historyOf, stateOfCase, streamWritten } from './case-history.ts';
import { standingsOf } from './kept-cases.ts';
import { nameOfOffice } from './office-name.ts';
import { readCalendar, readLists, readPolicies } from './office-settings.ts';
import { lastSignedYear } from './signed-years.ts';

type Preparing = { readonly office: string; readonly today: PlainDate; readonly command?: unknown };

/** `command` is absent where a page or a whole chunk of an import is prepared at once. */
export async function contextFor(
  log: LogReader,
  kind: Pick<Kind, 'needs'>,
  { office, today, command }: Preparing,
): Promise<Context> {
  if (kind.needs === undefined) return { today };
  const settings: Record<string, unknown> = {};
  const needs: Readonly<Record<string, unknown>> = kind.needs(command);
  for (const need of Object.keys(needs))
    settings[need] = await READERS[need]?.(log, office, String(needs[need]));
  return { today, settings };
}

type Reader = (log: LogReader, office: string, number: string) => Promise<unknown>;
const READERS: Readonly<Record<string, Reader>> = {
  calendar: readCalendar,
  policies: readPolicies,
  lists: readLists,
  officeName: nameOfOffice,
  lastSigned: lastSignedYear,
  linked: linkedApplication,
  standings: standingsOf,
  target: mergeTarget,
  applicationKnown: async (log, office, number) =>
    (await streamWritten(log, { office, kind: 'application', number })) !== null,
} satisfies Record<Need, Reader>;

const application = handledFolded(defineFolded<Application, DisclosureEvent>(foldedApplication));
const call = handledFolded(defineFolded(foldedCall));

/** The application an appeal is about, by its number; null when the office has none, or entered it by mistake. */
async function linkedApplication(log: LogReader, office: string, number: string) {
  const commits = (await historyOf(log, { office, kind: 'application', number })) ?? [];
  const state = fold(
    commits.map((commit) => ({ commit })),
    application.evolve,
  );
  if (state === null || state.voided) return null;
  const orders = state.orders.map(({ appeal }) => appeal);
  const outcome = state.conclusion?.outcome ?? null;
  return { outcome, grounds: groundsNamed(state), number: commits[0]?.number, orders };
}

/** Follows the merges of the target to their end; a ring that was recorded somehow ends where it closes. */
async function mergeTarget(log: LogReader, office: string, into: string): Promise<MergeTarget> {
  const target = await stateOfCase(log, call, { office, number: into });
  if (target === null) return null;
  const path: string[] = [];
  let next = target.mergedInto;
  while (next !== null && !path.includes(next)) {
    path.push(next);
    next = (await stateOfCase(log, call, { office, number: next }))?.mergedInto ?? null;
  }
  return { voided: target.voided, path };
}
