/** One case opened for a person: its state, its history with the sealed texts, and where it stands. */
import type { Commit, Recorded, StreamKey } from '#shared/kernel/event.ts';
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
  return commits === null ? null : fileOf({ log, kind, office }, commits);
}

/** Of a case whose stream is known already. */
export async function openCaseAt<State>(
  log: LogReader,
  kind: Kind<State>,
  at: StreamKey,
): Promise<CaseFile<State> | null> {
  return fileOf({ log, kind, office: at.office }, await log.history(at));
}

type Opening<State> = { readonly log: LogReader; readonly kind: Kind<State>; readonly office: string };

async function fileOf<State>(
  { log, kind, office }: Opening<State>,
  commits: readonly Commit[],
): Promise<CaseFile<State> | null> {
  const history = await opened(log, commits);
  const state = fold(history, kind.evolve);
  if (state === null) return null;
  const events = history.flatMap(({ commit, seal }) =>
    eventsOf(commit, seal).map((event, index) => {
      const isSealed = commit.events[index]?.sealed !== undefined;
      return { ...event, closed: isSealed && typeof seal === 'string' ? seal : null };
    }),
  );
  const number = commits[0]?.number ?? '';
  return { kind, office, number, version: commits.length, commits, state, events };
}
