/**
 * The projector once more over the ledger itself, into the read models in force: for what it has left out, a stretch
 * of the change feed that was laid aside or is older than the feed keeps. What is held already stays as it is.
 */
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { Progress } from './catch-up.ts';
import { settled } from './fill-generation.ts';
import { type Projecting, projectEach } from './project-changes.ts';

const SHARES = 4;
const UNKNOWN_END = 0;

type Replaying = Projecting & {
  readonly views: { noteWhole(): Promise<void> };
  readonly progress?: Progress;
};

/** Cases in which something was recorded after `since`; all of them where it is null. Throws while the store is out of reach. */
export async function replay(replaying: Replaying, since: Instant | null): Promise<void> {
  const within = since === null ? undefined : { changedAfter: since };
  let done = 0;
  const replayShare = async (part: number): Promise<void> => {
    for await (const commits of replaying.log.scan({ part, of: SHARES }, within)) {
      await projectEach(replaying, commits);
      done += commits.length;
      replaying.progress?.(done, UNKNOWN_END);
    }
  };
  await settled(Array.from({ length: SHARES }, (_, part) => replayShare(part)));
  if (since === null) await replaying.views.noteWhole();
}
