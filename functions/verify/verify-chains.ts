/** Every hash chain, recomputed from the stored bytes. */
import type { CommitBody } from '../../shared/kernel/event.ts';
import { hashOf } from '../../shared/store/commit-bytes.ts';
import type { EventLog, OrderedLog, StoredCommit } from '../../shared/store/ports.ts';
import { Positions } from './positions.ts';

/** `case` is the number, or the id of the stream where no commit of the case can be read. */
export type BrokenChain = { readonly case: string; readonly version: number; readonly what: string };
export type Verification = {
  readonly cases: number;
  readonly events: number;
  readonly brokenChains: readonly BrokenChain[];
};

/** The commit before, of the same case or of another one. */
type Before = { readonly commit: StoredCommit; readonly number: string };

/** A commit is broken when its bytes, its place or its predecessor are not as hashed. */
export async function verifyChains(log: EventLog): Promise<Verification> {
  const broken: BrokenChain[] = [];
  const positions = new Positions();
  let before: Before | null = null;
  let [cases, events] = [0, 0];
  for await (const page of log.stored())
    for (const commit of page) {
      const same: Before | null = before !== null && isSameCase(before.commit, commit) ? before : null;
      const body = bodyOf(commit);
      const number: string = body?.number ?? same?.number ?? commit.stream;
      const what = faultOf(commit, body, same?.commit ?? null);
      if (what !== null) broken.push({ case: number, version: commit.version, what });
      if (commit.position > 0) positions.note(commit.position);
      if (same === null) cases += 1;
      events += body?.events.length ?? 0;
      before = { commit, number };
    }
  return { cases, events, brokenChains: [...broken, ...(await removed(log, positions))] };
}

function isSameCase(a: StoredCommit, b: StoredCommit): boolean {
  return a.office === b.office && a.kind === b.kind && a.stream === b.stream;
}

/** Null where the bytes are no JSON any more. */
function bodyOf({ bytes }: StoredCommit): CommitBody | null {
  try {
    return JSON.parse(bytes) as CommitBody;
  } catch {
    return null;
  }
}

function faultOf(commit: StoredCommit, body: CommitBody | null, before: StoredCommit | null): string | null {
  if (hashOf(commit.bytes) !== commit.hash || body === null) return 'changed';
  const { office, kind, stream, version } = body;
  const inPlace =
    office === commit.office &&
    kind === commit.kind &&
    stream === commit.stream &&
    version === commit.version;
  if (!inPlace) return 'misplaced';
  if (commit.version !== (before?.version ?? 0) + 1) return 'missing before';
  return body.prev === (before?.hash ?? '') ? null : 'predecessor changed';
}

/** A commit removed with its whole case leaves a hole in the order of recording: the next one is named. */
async function removed(log: EventLog, positions: Positions): Promise<BrokenChain[]> {
  const found: BrokenChain[] = [];
  for (const position of positions.beforeHoles()) {
    const [next] = await (log as OrderedLog).readAfter(position, 1);
    if (next !== undefined)
      found.push({ case: next.number, version: next.version, what: 'removed before this position' });
  }
  return found;
}
