/**
 * What a reading of the ledger says of each office, in parts that add up to the same in whatever slices it was read:
 * memory grows with the cells and their days, never with the cases.
 */
import type { Commit } from '#shared/kernel/event.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { eventsOf } from '#shared/ledger/case-history.ts';
import { FOLDED_KINDS } from '#shared/ledger/folded-kinds.ts';
import { type LedgerFaults, type UnknownEvent, unknownEventsIn } from '#shared/ledger/unknown-events.ts';
import type { EventLog, StoredCommit } from '#shared/store/ports.ts';
import { type BrokenChain, ChainCheck } from '#shared/store/verify-chains.ts';
import { isOfTheOffice } from '#shared/views/project-case.ts';
import { CellSums, type KeptSums } from './cell-sums.ts';
import { entriesOf } from './entries.ts';
import { noteUnits, type Tally, type Units } from './tally.ts';

/** As it is kept between two slices. */
export type KeptCount = {
  readonly sums: KeptSums;
  readonly units: Readonly<Record<string, { readonly unit: string; readonly recordedAt: Instant }>>;
  readonly newest: Instant | '';
  readonly brokenChains: readonly BrokenChain[];
  readonly unknownEvents: readonly UnknownEvent[];
};

/** Of each kind of fault so many are named: a ledger with more of them is not mended case by case. */
const FAULTS_NAMED = 200;

export class OfficeCount {
  readonly #sums = new CellSums();
  readonly #units: Units = new Map();
  readonly #broken: BrokenChain[] = [];
  readonly #unknown: UnknownEvent[] = [];
  #newest: Instant | '' = '';

  /** A whole case; its figures are those of the commits that are counted. */
  see(stored: readonly StoredCommit[], isCounted: Counted): void {
    const chain = new ChainCheck();
    const commits = stored.flatMap((one): Commit[] => {
      const body = chain.read(one);
      const { position, hash, bytes } = one;
      return body === null ? [] : [{ ...body, position, hash, bytes }];
    });
    const unknown = unknownEventsIn(commits);
    this.#fault(chain.broken, unknown);
    // nothing is counted where there is a fault: nobody knows what the events were
    if (chain.broken.length > 0 || unknown.length > 0) return;
    this.#count(commits.filter(isCounted));
  }

  #fault(broken: readonly BrokenChain[], unknown: readonly UnknownEvent[]): void {
    this.#broken.push(...broken.slice(0, FAULTS_NAMED - this.#broken.length));
    this.#unknown.push(...unknown.slice(0, FAULTS_NAMED - this.#unknown.length));
  }

  #count(commits: readonly Commit[]): void {
    const [first] = commits;
    if (first === undefined) return;
    const kind = FOLDED_KINDS.get(first.kind);
    let state: unknown = null;
    for (const commit of commits) {
      // the result of a proof is about the figures, and none of them
      if (isOfTheOffice(commit) && commit.recordedAt > this.#newest) this.#newest = commit.recordedAt;
      noteUnits(this.#units, commit);
      for (const event of kind === undefined ? [] : eventsOf(commit)) state = kind?.evolve(state, event);
    }
    if (kind === undefined) return;
    for (const entry of entriesOf(kind, { kind: first.kind, number: first.number, state }))
      this.#sums.add(entry);
  }

  add({ sums, units, newest, brokenChains, unknownEvents }: KeptCount): void {
    this.#sums.addKept(sums);
    for (const [name, one] of Object.entries(units))
      if ((this.#units.get(name)?.recordedAt ?? '') <= one.recordedAt) this.#units.set(name, one);
    if (newest > this.#newest) this.#newest = newest;
    this.#fault(brokenChains, unknownEvents);
  }

  kept(): KeptCount {
    return {
      sums: this.#sums.kept(),
      units: Object.fromEntries(this.#units),
      newest: this.#newest,
      ...this.faults(),
    };
  }

  faults(): LedgerFaults {
    return { brokenChains: this.#broken, unknownEvents: this.#unknown };
  }

  tally(): Tally {
    const units = Object.fromEntries([...this.#units].map(([name, { unit }]) => [name, unit]));
    return { asOf: this.#newest || null, sums: this.#sums, units };
  }
}

export type Counts = Map<string, OfficeCount>;
/** Whether a commit stands before the place at which two sides are compared. */
export type Counted = (commit: Pick<Commit, 'recordedAt' | 'position'>) => boolean;
export const recordedBy =
  (cut: Instant): Counted =>
  ({ recordedAt }) =>
    recordedAt <= cut;

export function countCases(
  counts: Counts,
  cases: readonly (readonly StoredCommit[])[],
  isCounted: Counted,
): void {
  for (const one of cases) {
    const office = one[0]?.office ?? '';
    const count = counts.get(office) ?? new OfficeCount();
    counts.set(office, count);
    count.see(one, isCounted);
  }
}

const AT_ONCE = 2000;

/** Every office in one reading, for who has the time. */
export async function countLedger(log: Pick<EventLog, 'slice'>, isCounted: Counted): Promise<Counts> {
  const counts: Counts = new Map();
  for (let after: string | null = null; ; ) {
    const slice: Awaited<ReturnType<EventLog['slice']>> = await log.slice(after, AT_ONCE);
    countCases(counts, slice.cases, isCounted);
    if (slice.after === null) return counts;
    after = slice.after;
  }
}
