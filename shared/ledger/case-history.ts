/** From stored commits to the events a fold reads, with their sealed texts where the key still stands. */
import type { CaseKind, Commit, DomainEvent, Recorded } from '#shared/kernel/event.ts';
import { unguarded } from '#shared/kernel/guarded-data.ts';
import type { Kind } from '#shared/kernel/kind.ts';
import { caseNumber, formerNumber } from '#shared/kernel/written.ts';
import type { LogReader, OpenedSeal } from '#shared/store/ports.ts';
import { lifted } from './upcast.ts';

/**
 * The events of a commit in their place in history: those that were declared for its stream. `seal` is `{}` when nobody
 * asked for texts.
 */
export function eventsOf<Event extends DomainEvent = DomainEvent>(
  commit: Commit,
  seal: OpenedSeal = {},
): Recorded<Event>[] {
  const { version, recordedAt, actor } = commit;
  const placed = commit.events.map((event, index): Recorded => {
    const { type, v, on, data } = lifted(event);
    const texts = typeof seal === 'string' ? undefined : seal[String(index)];
    const said = unguarded({ type, data, ...(texts && { texts }) });
    return { type, v, on, ...said, id: `${version}.${index + 1}`, version, recordedAt, actor };
  });
  return placed as Recorded<Event>[];
}

type CaseName = { readonly office: string; readonly kind: CaseKind; readonly number: string };

/**
 * The stream of the case of that number, as somebody wrote it; null when the office has none. Cases that were recorded
 * before format characters were left out of numbers stand under theirs.
 */
export function streamWritten(log: LogReader, { office, kind, number }: CaseName): Promise<string | null> {
  const former = formerNumber(number);
  const plain = caseNumber(number);
  const own = (): Promise<string | null> => log.streamOf(office, kind, plain);
  return former === plain ? own() : log.streamOf(office, kind, former).then((found) => found ?? own());
}

/** The commits of the case of that number, oldest first; null when the office has none. */
export async function historyOf(log: LogReader, named: CaseName): Promise<readonly Commit[] | null> {
  const { office, kind } = named;
  const stream = await streamWritten(log, named);
  return stream === null ? null : log.history({ office, kind, stream });
}

export type Opened = { readonly commit: Commit; readonly seal: OpenedSeal };

export async function opened(
  log: Pick<LogReader, 'openSeal'>,
  commits: readonly Commit[],
): Promise<readonly Opened[]> {
  const all: Opened[] = [];
  for (const commit of commits) all.push({ commit, seal: await log.openSeal(commit) });
  return all;
}

/** Folds a history. `evolve` ignores events it does not know. */
export function fold<State>(
  commits: readonly { readonly commit: Commit; readonly seal?: OpenedSeal }[],
  evolve: (state: State | null, event: Recorded) => State | null,
): State | null {
  let state: State | null = null;
  for (const { commit, seal } of commits)
    for (const event of eventsOf(commit, seal ?? {})) state = evolve(state, event);
  return state;
}

/** The state of a case, null when there is none; sealed texts are left closed. */
export async function stateOfCase<State>(
  log: LogReader,
  kind: Pick<Kind<State>, 'kind' | 'evolve'>,
  { office, number }: { readonly office: string; readonly number: string },
): Promise<State | null> {
  const commits = (await historyOf(log, { office, kind: kind.kind, number })) ?? [];
  return fold(
    commits.map((commit) => ({ commit })),
    kind.evolve,
  );
}

/** Whether a state of any kind bears that mark; settings bear none. */
export function isMarked(state: unknown, mark: 'voided' | 'takenBack'): boolean {
  return typeof state === 'object' && state !== null && Reflect.get(state, mark) === true;
}
