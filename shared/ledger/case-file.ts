/** One case opened for a person: its state, its history with the sealed texts, and where it stands. */
import type { Commit, Recorded } from '#shared/kernel/event.ts';
import type { Kind } from '#shared/kernel/kind.ts';
import type { LogReader, SealFault } from '#shared/store/ports.ts';
import { eventsOf, fold, historyOf, opened } from './case-history.ts';

/** `closed`: why the sealed texts of this event cannot be read. */
export type FiledEvent = Recorded & { readonly closed: SealFault | null };
export type CaseFile<State = unknown> = {
  readonly kind: Kind<State>;
  readonly office: string;
  readonly number: string;
  readonly version: number;
  /** Oldest first. */
  readonly commits: readonly Commit[];
  readonly state: State;
  /** Oldest first. */
  readonly events: readonly FiledEvent[];
};

/** Null when the office has no case of that number. */
export async function openCase<State>(
  log: LogReader,
  kind: Kind<State>,
  { office, number }: { office: string; number: string },
): Promise<CaseFile<State> | null> {
  const commits = await historyOf(log, { office, kind: kind.kind, number });
  if (commits === null) return null;
  const history = await opened(log, commits);
  const state = fold(history, kind.evolve);
  if (state === null) return null;
  const events = history.flatMap(({ commit, seal }) =>
    eventsOf(commit, seal).map((event, index) => {
      const isSealed = commit.events[index]?.sealed !== undefined;
      return { ...event, closed: isSealed && typeof seal === 'string' ? seal : null };
    }),
  );
  return {
    kind,
    office,
    number: commits[0]?.number ?? number,
    version: commits.length,
    commits,
    state,
    events,
  };
}
