/** An archive held against the checkpoints: what is wrong by itself, and what was done to it since it was sealed. */
import { type Anchor, of, type Setback } from './anchor.ts';
import type { Archive, NamedCommit, ReadCommit } from './archive.ts';
import { caseOf, faultsBeside, faultsOfChains } from './chains.ts';
import { compare } from './compare.ts';
import type { Checkpoint } from './notes.ts';
import { rootsAt } from './tree.ts';
import type { Fault } from './words.ts';
import { faultsOfYears } from './years.ts';

export type Verified = {
  readonly faults: readonly Fault[];
  readonly commits: number;
  readonly cases: number;
  readonly signedYears: number;
  readonly checkpoints: number;
  /** The newest checkpoint whose entries are compared one by one. */
  readonly sealed: { readonly size: number; readonly time: string } | null;
  readonly unsealed: readonly NamedCommit[];
  readonly setbacks: readonly Setback[];
  /** Whether the archive has an order of its own: where it has none, nothing is said of it. */
  readonly isOrdered: boolean;
};

export function verifyLedger(archive: Archive, anchor: Anchor): Verified {
  const isOrdered = archive.proof.get('order') !== 'names';
  const commits = isOrdered ? archive.commits : inOrderOf(anchor.entries, archive.commits);
  const years = faultsOfYears(commits, isOrdered);
  const { faults, unsealed } = compare(anchor.entries, commits);
  const newest = anchor.standing.findLast(({ size }) => size === anchor.entries.length);
  return {
    faults: [
      ...[...archive.faults, ...faultsOfChains(archive), ...faultsBeside(archive), ...years.faults],
      ...[...anchor.faults, ...faultsOfRoots(anchor.standing, commits), ...faults],
    ],
    commits: commits.length,
    cases: new Set(commits.map(caseOf)).size,
    signedYears: years.signed,
    checkpoints: anchor.checkpoints.length,
    sealed: newest === undefined ? null : { size: newest.size, time: newest.time },
    unsealed,
    setbacks: anchor.setbacks,
    isOrdered,
  };
}

/** What was sealed in the order in which it was, then the rest. */
function inOrderOf(entries: readonly NamedCommit[], commits: readonly ReadCommit[]): readonly ReadCommit[] {
  const places = new Map(entries.map(({ hash }, index) => [hash, index]));
  const placeOf = ({ hash }: ReadCommit): number => places.get(hash) ?? entries.length;
  return commits.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** Every checkpoint: also that all of them lie in one history, for each covers a beginning of the same commits. */
function faultsOfRoots(checkpoints: readonly Checkpoint[], commits: readonly ReadCommit[]): Fault[] {
  const roots = rootsAt(
    commits.map(({ hash }) => hash),
    checkpoints.map(({ size }) => size),
  );
  return checkpoints
    .filter(({ size, root }) => roots.get(size) !== root)
    .map((one) => ({ what: 'checkpointRoot', ...of(one) }));
}
