/** The notary as the house hands it out: seals what was recorded, and says what is sealed and where (ADR 60). */
import type { Commit } from '#shared/kernel/event.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { Anew, SignedCheckpoint } from '#shared/transparency/checkpoint.ts';
import type { LogEntry, LogName } from '#shared/transparency/log-entry.ts';

/** `added`: entries that were not sealed before; 0 where nothing was signed anew. */
export type SealedLog = {
  readonly log: LogName;
  readonly checkpoint: SignedCheckpoint | null;
  readonly added: number;
};

/** Commits under no checkpoint yet, and when the first of them was recorded. */
export type Unsealed = { readonly count: number; readonly since: string | null };

/** `size` of the newest checkpoint that lies there, null before the first; `fault` is null where all went well. */
export type AnchorState = {
  readonly anchor: string;
  readonly log: LogName;
  readonly size: number | null;
  /** When it was last tried. */
  readonly at: string;
  readonly fault: AnchorFault | null;
};
/**
 * `unreachable`; `emptied`: it held checkpoints and holds none; `ahead`: it holds later ones than are kept here;
 * `forked`: others than ours.
 */
export type AnchorFault = 'unreachable' | 'emptied' | 'ahead' | 'forked';

export type LogStanding = {
  readonly log: LogName;
  /** Where it was set back, and by whose word; the oldest first. */
  readonly setBack: readonly (Anew & { readonly at: string })[];
  readonly checkpoint: SignedCheckpoint | null;
  readonly unsealed: Unsealed;
  readonly anchors: readonly AnchorState[];
};

/**
 * Why nothing can be sealed: `noKey`: the signing key is gone or is another; `treeGone`: a key was used, and its
 * checkpoints are gone; `notAsSealed`: the log does not go on where its tree ends; `notSetBack`: nothing to begin
 * anew, or nothing that may be; `busy`: another is at it.
 */
type SealingFault = 'noKey' | 'treeGone' | 'notAsSealed' | 'notSetBack' | 'busy';

export class SealingRefused extends Error {
  readonly code: SealingFault;

  constructor(code: SealingFault, what: string) {
    super(what);
    this.code = code;
  }
}

/**
 * What differs from what was sealed. Of entries: `changed`, `removed`, `inserted`, `reordered`, `cutOff` (the last ones
 * are gone). Of the tree: `treeMissing`, `checkpointMissing` (between two sizes), `checkpointInvalid`,
 * `checkpointForeign` (of another key or log), `keyReplaced`, `rolledBack` (an anchor has later ones), `forked` (two
 * trees of one size), `namesAltered`, `tilesAltered`. Of anchors: as AnchorFault says.
 */
export type TreeFaultName =
  | 'changed'
  | 'removed'
  | 'inserted'
  | 'reordered'
  | 'cutOff'
  | 'treeMissing'
  | 'checkpointMissing'
  | 'checkpointInvalid'
  | 'checkpointForeign'
  | 'keyReplaced'
  | 'rolledBack'
  | 'forked'
  | 'namesAltered'
  | 'tilesAltered'
  | 'unreachable'
  | 'emptied';

/** `from` and `size`: entries `from` up to `size` are concerned; `anchor` where it was found on one. */
export type TreeFault = {
  readonly log: LogName;
  readonly what: TreeFaultName;
  readonly from: number;
  readonly size: number;
  readonly office?: string;
  readonly kind?: string;
  readonly case?: string;
  readonly version?: number;
  readonly anchor?: string;
};

/** An anchor that is out of reach says nothing against the ledger. */
export const isOfTheLedger = ({ what }: TreeFault): boolean => what !== 'unreachable' && what !== 'emptied';

/** One line for people who read a log. */
export function treeFaultLine({ log, what, from, size, case: number, version, anchor }: TreeFault): string {
  const named = number === undefined ? '' : ` case ${number} version ${version}`;
  return `${log}${named}: ${what} in entries ${from} to ${size}${anchor === undefined ? '' : ` on ${anchor}`}`;
}

/** Told for ever, and no fault: a log that lost its end, and goes on from its first `from` entries since `at`. */
export type Setback = {
  readonly log: LogName;
  readonly at: string;
  readonly by: string;
  readonly reason: string;
  readonly from: number;
  /** The last checkpoint from before. */
  readonly size: number;
  readonly root: string;
  readonly time: string;
  /** What was sealed and is lost. */
  readonly lost: readonly Pick<LogEntry, 'office' | 'kind' | 'number' | 'version'>[];
};

export type TreeChecked = {
  readonly checkpoints: readonly TreeFault[];
  readonly setbacks: readonly Setback[];
  /** Of the ledger, and of the audit stream beside it. */
  readonly unsealed: Unsealed & { readonly audit: Unsealed };
};

/** The first line of the manifest of an evidence package: the second line of a checkpoint is a number, this one's is not. */
export const EVIDENCE = 'taizhang-evidence/1';

/** The proof that an entry is under a checkpoint. Hashes in base64. */
export type EntryProof = {
  readonly index: number;
  readonly checkpoint: string;
  readonly hashes: readonly string[];
};

/** Every entry as it is stored, in any order, slice by slice; `position` is 0 where the engine has no order. */
type ReadEntries = () => AsyncIterable<readonly (LogEntry & Pick<Commit, 'stream' | 'position'>)[]>;

/**
 * Entries of logs that somebody has read already. `upTo`: what was recorded later may have been recorded and sealed
 * behind the reading, and is missed nowhere.
 */
export type ReadBefore = Readonly<Partial<Record<LogName, ReadEntries>>> & { readonly upTo?: Instant };

export type Notary = {
  /** Seals what is not sealed yet, these commits in any case, and brings the anchors up to it. Rejects with SealingRefused. */
  seal(commits?: readonly Commit[]): Promise<readonly SealedLog[]>;
  /** As `seal`, after the logs have lost their end: it is named for ever. Rejects with SealingRefused. */
  beginAnew(said: Omit<Anew, 'from'>): Promise<readonly SealedLog[]>;
  /** What is sealed, without asking any anchor. */
  standing(): Promise<readonly LogStanding[]>;
  /** The whole log and tree, and every anchor, held against each other. */
  check(read?: ReadBefore): Promise<TreeChecked>;
  /** The manifest of an evidence package as a signed note; throws RangeError for anything else. Rejects with SealingRefused. */
  sign(manifest: string): Promise<string>;
  /** The public half of the first key, as a line of C2SP, for ever; null before the first checkpoint. */
  keyLine(): Promise<string | null>;
  /** The lines of the keys that sign now, and the checkpoints that lead to them from the first (C2SP notes). */
  keys(): Promise<{ readonly lines: readonly string[]; readonly announcements: readonly string[] }>;
  /** The signature line of this instance as a witness under the text of another's checkpoint (C2SP tlog-cosignature). */
  cosign(text: string, at: Instant): Promise<string>;
  /** Null where the commit is under no checkpoint yet. */
  proofOf(log: LogName, commit: Pick<Commit, 'hash' | 'position'>): Promise<EntryProof | null>;
  /** That the tree of the newest checkpoint begins with the one of `before` entries; null where there is no such. */
  consistency(log: LogName, before: number): Promise<Omit<EntryProof, 'index'> | null>;
};
