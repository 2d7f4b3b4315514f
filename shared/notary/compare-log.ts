/**
 * The log as it is stored against what was sealed of it. An entry that no commit has was changed where its case still
 * has that version, was cut off where nothing follows it, and else was removed.
 */
import type { Commit } from '#shared/kernel/event.ts';
import type { TreeFault, Unsealed } from '#shared/store/notary.ts';
import type { LogEntry, LogName } from '#shared/transparency/log-entry.ts';
import type { SealedEntries } from './sealed-entries.ts';

/** A commit as stored; `position` is 0 where the engine has no order. */
export type StoredEntry = LogEntry & Pick<Commit, 'position' | 'stream'>;
type Compared = {
  readonly faults: readonly TreeFault[];
  readonly unsealed: Unsealed;
  /** What is not sealed, some thousands at most. */
  readonly later: readonly StoredEntry[];
};

/** What is not sealed is kept one by one up to here; more than that is a log that was never sealed. */
const MOST_KEPT = 100_000;

export class LogComparison {
  readonly #log: LogName;
  readonly #sealed: SealedEntries;
  readonly #upTo: string | null;
  /** By index: the position at which it stands, -1 where the engine has none, 0 where it was not met. */
  readonly #met: Float64Array;
  readonly #strange: StoredEntry[] = [];
  #more = 0;
  #highest = 0;

  /** `upTo`: nothing recorded later is missed; null where everything was read when it was sealed. */
  constructor(log: LogName, sealed: SealedEntries, upTo: string | null = null) {
    this.#log = log;
    this.#upTo = upTo;
    this.#sealed = sealed;
    this.#met = new Float64Array(sealed.size);
  }

  see(entry: StoredEntry): void {
    const index = this.#sealed.indexOf(entry.hash);
    if (index < 0) {
      if (this.#strange.length < MOST_KEPT) this.#strange.push(entry);
      else this.#more += 1;
      return;
    }
    this.#met[index] = entry.position || -1;
    this.#highest = Math.max(this.#highest, entry.position);
  }

  async end(): Promise<Compared> {
    const missed = this.#gone();
    const named = await this.#sealed.named(missed);
    const isYounger = (index: number) =>
      this.#upTo !== null && (named.get(index)?.recordedAt ?? '') > this.#upTo;
    const gone = missed.filter((index) => !isYounger(index));
    const strange = new Map(this.#strange.map((entry) => [placeOf(entry), entry]));
    const faults: TreeFault[] = [];
    const lost: number[] = [];
    for (const index of gone) {
      const entry = named.get(index);
      const instead = entry && strange.get(placeOf(entry));
      if (instead === undefined) lost.push(index);
      else {
        strange.delete(placeOf(instead));
        faults.push(this.#fault('changed', index, entry));
      }
    }
    const cut = firstOfTail(lost, missed, this.#sealed.size);
    for (const index of lost)
      faults.push(this.#fault(index >= cut ? 'cutOff' : 'removed', index, named.get(index)));
    const isCut = cut < this.#sealed.size;
    const isLater = ({ position }: StoredEntry): boolean =>
      position === 0 || (position > this.#highest && !isCut);
    const later = [...strange.values()].filter(isLater);
    for (const entry of strange.values())
      if (!isLater(entry))
        faults.push(this.#fault('inserted', Math.min(entry.position, this.#sealed.size) - 1, entry));
    const moved = this.#moved();
    const names = await this.#sealed.named(moved);
    // a ledger of DynamoDB was sealed in the order in which its commits were told of, and is archived by their instants
    const inTree = moved.map((index) => names.get(index)?.recordedAt ?? '');
    const isByInstant = inTree.every((at, index) => at >= (inTree[index - 1] ?? ''));
    for (const index of isByInstant ? moved : [])
      faults.push(this.#fault('reordered', index, names.get(index)));
    const since = later.map(({ recordedAt }) => recordedAt).sort()[0] ?? null;
    return { faults, unsealed: { count: later.length + this.#more, since }, later };
  }

  #gone(): number[] {
    const gone: number[] = [];
    for (const [index, position] of this.#met.entries()) if (position === 0) gone.push(index);
    return gone;
  }

  /** Entries that do not stand at the place that is theirs among those that are there. */
  #moved(): number[] {
    const here = this.#met.filter((position) => position > 0);
    const inOrder = Float64Array.from(here).sort();
    const moved: number[] = [];
    let rank = 0;
    for (const [index, position] of this.#met.entries()) {
      if (position <= 0) continue;
      if (inOrder[rank] !== position) moved.push(index);
      rank += 1;
    }
    return moved;
  }

  #fault(what: TreeFault['what'], index: number, entry: LogEntry | undefined): TreeFault {
    const { from, size } = this.#sealed.segmentOf(Math.max(0, index));
    const { office, kind, number, version } = entry ?? {};
    const named =
      office === undefined ? {} : { office, kind: kind ?? '', case: number ?? '', version: version ?? 0 };
    return { log: this.#log, what, from, size, ...named };
  }
}

const placeOf = ({ office, kind, number, version }: LogEntry): string =>
  JSON.stringify([office, kind, number, version]);

/** The first of the lost entries behind which nothing that was sealed stands any more. */
function firstOfTail(lost: readonly number[], gone: readonly number[], size: number): number {
  const missing = new Set(gone);
  let tail = size;
  while (tail > 0 && missing.has(tail - 1)) tail -= 1;
  return lost.find((index) => index >= tail) ?? size;
}
