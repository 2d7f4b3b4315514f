/** What a process has recorded itself, so that it can show it: it does not wait for the feed to bring it. */
import type { Commit, StreamKey } from '#shared/kernel/event.ts';
import { faultOf } from '#shared/store/faults.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { keyOf } from '#shared/store/views.ts';
import { type Projecting, projectChanges } from '#shared/views/project-changes.ts';

export async function projectOwn(
  house: Projecting,
  { written, again }: Pick<NotedWrites, 'written' | 'again'>,
): Promise<void> {
  const cases = written();
  const later = await projectAll(house, cases);
  if (later.length === 0) return;
  if (later.every((error) => faultOf(error) === 'store')) again(cases);
  throw new Error(`${later.length} cases wait for the store`, { cause: later[0] });
}

/** Why some of them cannot be projected now. */
async function projectAll(house: Projecting, cases: readonly StreamKey[]): Promise<readonly unknown[]> {
  try {
    const later = await projectChanges(house, await historiesOf(house.log, cases));
    return later.map(({ error }) => error);
  } catch (error) {
    return [error];
  }
}

type NotedWrites = {
  readonly log: EventLog;
  /** Each is handed out once. */
  written(): readonly StreamKey[];
  /** For the next time: they could not be projected. */
  again(cases: readonly StreamKey[]): void;
};

/** Remembers which cases were written to until it is asked for; what was not recorded in the end changes nothing. */
export function notingWrites(log: EventLog): NotedWrites {
  let written = new Map<string, StreamKey>();
  const noting: EventLog['write'] = (jobs) =>
    log.write(
      jobs.map((job) => ({ append, ...reader }) => {
        const noted: typeof append = (draft) => {
          written.set(keyOf(draft.at), draft.at);
          return append(draft);
        };
        return job({ ...reader, append: noted });
      }),
    );
  return {
    log: { ...log, write: noting },
    written: () => {
      const taken = [...written.values()];
      written = new Map();
      return taken;
    },
    again: (cases) => {
      for (const at of cases) written.set(keyOf(at), at);
    },
  };
}

/** Read side by side. */
const AT_ONCE = 16;

export async function historiesOf(log: EventLog, cases: readonly StreamKey[]): Promise<readonly Commit[]> {
  const commits: Commit[] = [];
  for (let from = 0; from < cases.length; from += AT_ONCE) {
    const histories = cases.slice(from, from + AT_ONCE).map((at) => log.history(at));
    commits.push(...(await Promise.all(histories)).flat());
  }
  return commits;
}
