/** One case opened for a person: its state, its history with the sealed texts, and where it stands. */
import type { Commit, Recorded } from '#shared/kernel/event.ts';
import type { LogReader, OpenedSeal, SealFault } from '#shared/store/ports.ts';
import { eventsOf, fold, historyOf } from './case-history.ts';
import type { Context, Room } from './room.ts';

/** `closed`: why the sealed texts of this event cannot be read. */
export type FiledEvent = Recorded & { readonly closed: SealFault | null };
export type CaseFile = {
  readonly room: Room;
  readonly office: string;
  readonly number: string;
  readonly version: number;
  /** Oldest first. */
  readonly commits: readonly Commit[];
  /** The room's own. */
  readonly state: unknown;
  /** Oldest first. */
  readonly events: readonly FiledEvent[];
};

/** Null when the office has no case of that number. */
export async function openCase(
  log: LogReader,
  room: Room,
  { office, number }: { office: string; number: string },
): Promise<CaseFile | null> {
  const commits = await historyOf(log, { office, kind: room.kind, number });
  if (commits === null) return null;
  const opened: { commit: Commit; seal: OpenedSeal }[] = [];
  for (const commit of commits) opened.push({ commit, seal: await log.openSeal(commit) });
  const state = fold(opened, room.evolve);
  const events = opened.flatMap(({ commit, seal }) =>
    eventsOf(commit, seal).map((event, index) => {
      const isSealed = commit.events[index]?.sealed !== undefined;
      return { ...event, closed: isSealed && typeof seal === 'string' ? seal : null };
    }),
  );
  return {
    room,
    office,
    number: commits[0]?.number ?? number,
    version: commits.length,
    commits,
    state,
    events,
  };
}

/** What deciding on this case may look at on that day. */
export async function contextOf(
  log: LogReader,
  { room, office, number }: CaseFile,
  today: Context['today'],
): Promise<Context> {
  const settings = await room.prepare?.(log, { office, number });
  return settings === undefined ? { today } : { today, settings };
}
