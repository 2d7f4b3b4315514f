/** What a pass over the ledger is shown. */
import type { Commit, StreamKey } from '#shared/kernel/event.ts';
import { commitOf } from './commit-bytes.ts';
import type { StoredCommit } from './ports.ts';

/** A whole case as stored; its commits are read when somebody asks, and once. */
export class StoredCase {
  readonly stored: readonly StoredCommit[];
  #commits: readonly Commit[] | null | undefined;

  constructor(stored: readonly StoredCommit[]) {
    this.stored = stored;
  }

  get at(): StreamKey | undefined {
    return this.stored[0];
  }

  /** Null where the bytes of one are no commit. */
  get commits(): readonly Commit[] | null {
    if (this.#commits === undefined) this.#commits = readCommits(this.stored);
    return this.#commits;
  }
}

function readCommits(stored: readonly StoredCommit[]): readonly Commit[] | null {
  try {
    return stored.map(({ position, bytes, hash }) => commitOf(position, bytes, hash));
  } catch (fault) {
    if (fault instanceof SyntaxError) return null;
    throw fault;
  }
}
