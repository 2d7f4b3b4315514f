/** Every figure from the log alone, up to a cut-off: the recount behind the live tables, and "as known on". */
import type { CaseKind, Commit } from '#shared/kernel/event.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { eventsOf } from '#shared/ledger/case-history.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { wholeCases } from '#shared/views/whole-cases.ts';
import { type Cuts, isWithinCut } from './cases-at.ts';
import { CellSums } from './cell-sums.ts';
import { entriesOf, type FoldedCase } from './entries.ts';
import { LedgerDigest } from './ledger-digest.ts';

export type Tally = {
  readonly asOf: Instant | null;
  readonly sums: CellSums;
  readonly units: Readonly<Record<string, string>>;
};
/** A tally with what a closing states beside it: events counted, and one hash over the newest of every stream. */
export type Recount = Tally & {
  /** The newest of all that was read, within the cut or not. */
  readonly head: Instant | null;
  /** Applications and appeals: the cases that may stand in the way of a closing. */
  readonly cases: readonly FoldedCase[];
  readonly events: number;
  digest(): string;
};

/** `kinds`: only cases of these; the events and the digest are then of these alone, too. */
type Cut = {
  readonly office: string;
  readonly asOf: Instant | null;
  readonly kinds?: ReadonlySet<CaseKind>;
  /** As in Within: where somebody waits for it. */
  readonly indexed?: boolean;
  /** Of the commits within the cut-off only these. */
  readonly isCounted?: (commit: Commit) => boolean;
};

/** Reads the office's commits recorded at or before `asOf` (null: all). Of a case nothing is kept but its weights. */
export async function recount(log: EventLog, { office, asOf, ...which }: Cut): Promise<Recount> {
  const counted = await recounts(log, { cuts: new Map([[office, asOf]]), ...which });
  return counted.get(office) ?? new Counting().counted(asOf);
}

type Several = Omit<Cut, 'office' | 'asOf'> & { readonly cuts: Cuts };

/** Several offices in one reading of the log. */
export async function recounts(
  log: EventLog,
  { cuts, kinds, indexed = false, isCounted = () => true }: Several,
): Promise<Map<string, Recount>> {
  const countings = new Map([...cuts.keys()].map((office) => [office, new Counting()]));
  const within = { offices: new Set(cuts.keys()), indexed, ...(kinds && { kinds }) };
  for await (const histories of wholeCases(log, undefined, within))
    for (const history of histories) {
      const counted = history.filter((commit) => isWithinCut(commit, cuts) && isCounted(commit));
      const [first] = counted;
      for (const { office, recordedAt } of history) countings.get(office)?.see(recordedAt);
      if (first !== undefined) countings.get(first.office)?.add(first, counted);
    }
  return new Map([...countings].map(([office, one]) => [office, one.counted(cuts.get(office) ?? null)]));
}

const KEPT: ReadonlySet<string> = new Set(['application', 'appeal']);

class Counting {
  readonly #sums = new CellSums();
  readonly #cases: FoldedCase[] = [];
  readonly #units: Units = new Map();
  readonly #digest = new LedgerDigest();
  #events = 0;
  #newest: Instant | '' = '';
  #head: Instant | '' = '';

  see(recordedAt: Instant): void {
    if (recordedAt > this.#head) this.#head = recordedAt;
  }

  add({ kind, stream, number }: Commit, history: readonly Commit[]): void {
    const counted = KINDS.get(kind);
    let state: unknown = null;
    for (const commit of history) {
      if (commit.recordedAt > this.#newest) this.#newest = commit.recordedAt;
      this.#events += commit.events.length;
      noteUnits(this.#units, commit);
      for (const event of counted === undefined ? [] : eventsOf(commit))
        state = counted?.evolve(state, event);
    }
    this.#digest.note(`${kind}/${stream}`, history.at(-1)?.hash ?? '');
    if (counted === undefined) return;
    const folded = { kind, number, state };
    for (const entry of entriesOf(counted, folded)) this.#sums.add(entry);
    if (KEPT.has(kind)) this.#cases.push(folded);
  }

  counted(asOf: Instant | null): Recount {
    return {
      asOf: asOf ?? (this.#newest || null),
      head: this.#head || null,
      sums: this.#sums,
      units: Object.fromEntries([...this.#units].map(([name, { unit }]) => [name, unit])),
      cases: this.#cases,
      events: this.#events,
      digest: () => this.#digest.hex(),
    };
  }
}

export function tally(log: EventLog, cut: Cut): Promise<Tally> {
  return recount(log, cut);
}

type Unit = { readonly unit: string; readonly recordedAt: Instant };
export type Units = Map<string, Unit>;

/** The unit of a figure is the one last recorded under its name. */
export function noteUnits(units: Units, { events, recordedAt }: Commit): void {
  for (const { type, data } of events) {
    const known = type === 'FigureRecorded' ? units.get(String(data.name)) : undefined;
    if (type === 'FigureRecorded' && (known === undefined || known.recordedAt <= recordedAt))
      units.set(String(data.name), { unit: String(data.unit), recordedAt });
  }
}
