/** Subject and person of the cases of a page, read from their sealed texts when they are shown: no list stores them. */
import type { CaseKind, Commit, StreamKey } from '#shared/kernel/event.ts';
import { NOTHING_KNOWN } from '#shared/kernel/known.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import type { LogReader, SealFault } from '#shared/store/ports.ts';
import type { KnownCase } from '#shared/store/search-index.ts';
import { keyOf } from '#shared/store/views.ts';
import { fold, isMarked, type Opened, opened } from './case-history.ts';
import { FOLDED_KINDS } from './folded-kinds.ts';

/** `closed`: why texts of it cannot be read; what else is known stands. Of no history the version is 0. */
type OpenedCase = KnownCase & { readonly closed: SealFault | null; readonly voided: boolean };
type CaseLabel = Pick<OpenedCase, 'subject' | 'person' | 'names' | 'closed'>;
type Log = Pick<LogReader, 'history' | 'openSeal'>;

const NO_DAY = dateOf('1900-01-01');
/** Histories read side by side. */
const AT_ONCE = 25;

/** What is known of a case, its texts opened; nothing where there is no such case, or none that has texts. */
export async function knownOf(log: Log, at: StreamKey): Promise<OpenedCase> {
  const isKnown = FOLDED_KINDS.get(at.kind)?.known !== undefined;
  return knownIn(at.kind, isKnown ? await opened(log, await log.history(at)) : []);
}

/** The same of a history that was opened already. */
export function knownIn(of: CaseKind, history: readonly Opened[]): OpenedCase {
  const kind = FOLDED_KINDS.get(of);
  const state = kind === undefined ? null : fold(history, kind.evolve);
  const closed = history.map(({ seal }) => seal).find((seal) => typeof seal === 'string') ?? null;
  const commits = history.map(({ commit }) => commit);
  return { ...knownFrom(of, state, commits), closed, voided: isMarked(state, 'voided') };
}

/** The same of a history that was folded already, to that state. */
export function knownFrom(of: CaseKind, state: unknown, commits: readonly Commit[]): KnownCase {
  const [first] = commits;
  const known = state === null ? undefined : FOLDED_KINDS.get(of)?.known?.(state);
  const [number, day] = [first?.number ?? '', first?.events[0]?.on ?? NO_DAY];
  return { ...(known ?? NOTHING_KNOWN), number, version: commits.length, day };
}

/**
 * Of each of up to a page of cases, by `keyOf`; in the clear: who shows it masks it as their role may see it
 * (shared/masking, `person` as `caller`).
 */
export async function labelsOf(
  log: Log,
  cases: readonly StreamKey[],
): Promise<ReadonlyMap<string, CaseLabel>> {
  const labels = new Map<string, CaseLabel>();
  for (let from = 0; from < cases.length; from += AT_ONCE) {
    const some = cases.slice(from, from + AT_ONCE);
    const known = await Promise.all(some.map((at) => knownOf(log, at)));
    known.forEach(({ subject, person, names, closed }, index) => {
      const at = some[index];
      if (at !== undefined) labels.set(keyOf(at), { subject, person, names, closed });
    });
  }
  return labels;
}
