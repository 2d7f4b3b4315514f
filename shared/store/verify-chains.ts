/** Every hash chain, recomputed from the stored bytes. */
import type { Commit, CommitBody } from '#shared/kernel/event.ts';
import { hashOf } from './commit-bytes.ts';
import type { EventLog, OrderedLog, StoredCommit, Within } from './ports.ts';
import { Positions } from './positions.ts';

/** `case` is the number, or the id of the stream where no commit of the case can be read. */
export type BrokenChain = { readonly case: string; readonly version: number; readonly what: string };
type Verification = {
  readonly cases: number;
  readonly events: number;
  readonly brokenChains: readonly BrokenChain[];
};
type Reading = {
  readonly within?: Within;
  /** Told of the commits of each page that can be read. */
  readonly onPage?: (commits: readonly Commit[]) => Promise<void>;
};

/** The commit before, of the same case or of another one. */
type Before = { readonly commit: StoredCommit; readonly number: string };

/** A commit is broken when its bytes, its place or its predecessor are not as hashed. */
export async function verifyChains(log: EventLog, reading: Reading = {}): Promise<Verification> {
  const chains = new ChainCheck();
  const positions = new Positions();
  for await (const page of log.stored(undefined, reading.within)) {
    const commits: Commit[] = [];
    for (const stored of page) {
      const body = chains.read(stored);
      if (stored.position > 0) positions.note(stored.position);
      const { position, hash, bytes } = stored;
      if (body !== null) commits.push({ ...body, position, hash, bytes });
    }
    await reading.onPage?.(commits);
  }
  const { cases, events, broken } = chains;
  const gone = reading.within === undefined ? await removed(log, positions) : [];
  return { cases, events, brokenChains: [...broken, ...gone] };
}

/**
 * The broken chains of an office's cases, or of all. A commit that is gone with its whole case is looked for in the
 * whole ledger, where the engine has an order in which it leaves a hole.
 */
export async function brokenChainsOf(
  log: EventLog,
  office?: string,
  onPage: Reading['onPage'] = async () => undefined,
): Promise<readonly BrokenChain[]> {
  const isWhole = await hasNoHoles(log);
  const within = office === undefined || !isWhole ? {} : { within: { offices: new Set([office]) } };
  return (await verifyChains(log, { ...within, onPage })).brokenChains;
}

export const isOrdered = (log: EventLog): log is OrderedLog => 'isWithoutHoles' in log;

/** How many commits there are; null where the engine does not count them. */
export async function countedCommits(log: EventLog): Promise<number | null> {
  return isOrdered(log) ? ((await log.head())?.position ?? 0) : null;
}

/** Whether nothing was removed with its whole case, as far as the engine can tell without reading. */
export async function hasNoHoles(log: EventLog): Promise<boolean> {
  return !isOrdered(log) || log.isWithoutHoles();
}

/** Told of every commit, chain by chain, each in its order. */
export class ChainCheck {
  readonly broken: BrokenChain[] = [];
  cases = 0;
  events = 0;
  #before: Before | null = null;

  read(commit: StoredCommit): CommitBody | null {
    const before = this.#before;
    const same = before !== null && isSameCase(before.commit, commit) ? before : null;
    const body = bodyOf(commit);
    const number: string = body?.number ?? same?.number ?? commit.stream;
    const what = faultOf(commit, body, same?.commit ?? null);
    if (what !== null) this.broken.push({ case: number, version: commit.version, what });
    if (same === null) this.cases += 1;
    this.events += body?.events.length ?? 0;
    this.#before = { commit, number };
    return body;
  }
}

function isSameCase(a: StoredCommit, b: StoredCommit): boolean {
  return a.office === b.office && a.kind === b.kind && a.stream === b.stream;
}

/** Null where the bytes are no commit any more. */
function bodyOf({ bytes }: StoredCommit): CommitBody | null {
  try {
    const body: CommitBody | null = JSON.parse(bytes);
    return Array.isArray(body?.events) ? body : null;
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
  if (!isOrdered(log)) return found;
  for (const position of positions.beforeHoles()) {
    const next = await behindHole(log, position, positions);
    if (next === null) continue;
    const number = bodyOf(next)?.number ?? next.stream;
    found.push({ case: number, version: next.version, what: 'removed before this position' });
  }
  return found;
}

/** Null where there is none: what was recorded under a key that had been passed was not seen, and is there. */
async function behindHole(log: OrderedLog, position: number, seen: Positions): Promise<StoredCommit | null> {
  for (let before = position; ; before += 1) {
    const [next] = await log.storedAfter(before, 1);
    if (next === undefined) return null;
    if (next.position > before + 1) return next;
    if (seen.has(next.position)) return null;
  }
}
