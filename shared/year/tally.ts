/** Every figure from the log alone, up to a cut-off: the recount behind the live tables, and "as known on". */
import type { CaseKind, Commit } from '#shared/kernel/event.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { eventsOf } from '#shared/ledger/case-history.ts';
import { FOLDED_KINDS } from '#shared/ledger/folded-kinds.ts';
import { asking, type Pass, passOver } from '#shared/store/passes.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { wholeCases } from '#shared/views/whole-cases.ts';
import { CellSums, type KeptSums } from './cell-sums.ts';
import { entriesOf, type FoldedCase } from './entries.ts';
import { type DigestPart, digestOf, LedgerDigest } from './ledger-digest.ts';

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
export async function recount(
  log: EventLog,
  { office, asOf, isCounted, kinds, indexed }: Cut,
): Promise<Recount> {
  if (isCounted === undefined)
    return passOver(
      log,
      asking(COUNT, { office, asOf, ...(kinds && { kinds: [...kinds] }), ...(indexed && { indexed }) }),
    );
  const counting = new Counting();
  for await (const histories of wholeCases(log, undefined, { offices: new Set([office]) }))
    for (const history of histories) {
      for (const { recordedAt } of history) counting.see(recordedAt);
      counting.add(history.filter((one) => (asOf === null || one.recordedAt <= asOf) && isCounted(one)));
    }
  return countedIn([counting.part()], asOf);
}

type CountWanted = Pick<Cut, 'office' | 'asOf' | 'indexed'> & { readonly kinds?: readonly CaseKind[] };

export const COUNT: Pass<CountWanted, CountPart, Recount> = {
  name: 'count',
  reader: ({ office, asOf, kinds }) => {
    const counting = new Counting();
    return {
      see: ({ at, commits }) => {
        if (at?.office !== office || kinds?.includes(at.kind) === false) return;
        if (commits === null) return counting.unread();
        for (const { recordedAt } of commits) counting.see(recordedAt);
        counting.add(asOf === null ? commits : commits.filter(({ recordedAt }) => recordedAt <= asOf));
      },
      part: () => counting.part(),
    };
  },
  whole: (parts, { asOf }) => countedIn(parts, asOf),
  within: ({ office, kinds, indexed = false }) => {
    return { offices: new Set([office]), indexed, ...(kinds && { kinds: new Set(kinds) }) };
  },
};

const KEPT: ReadonlySet<string> = new Set(['application', 'appeal']);

/** What some of an office's cases give, as it can be kept. */
type CountPart = {
  readonly sums: KeptSums;
  readonly units: readonly (readonly [string, Unit])[];
  readonly cases: readonly FoldedCase[];
  readonly digest: DigestPart;
  readonly events: number;
  readonly newest: Instant | '';
  readonly head: Instant | '';
  /** Some commit is none that can be read. */
  readonly isUnread: boolean;
};

/** Throws SyntaxError where a commit could not be read: figures without it would be others. */
function countedIn(parts: readonly CountPart[], asOf: Instant | null): Recount {
  const sums = new CellSums();
  const units = new Map<string, Unit>();
  let [events, newest, head]: [number, Instant | '', Instant | ''] = [0, '', ''];
  for (const part of parts) {
    if (part.isUnread) throw new SyntaxError('a commit of the office cannot be read');
    sums.addKept(part.sums);
    for (const [name, unit] of part.units) noteUnit(units, name, unit);
    events += part.events;
    if (part.newest > newest) newest = part.newest;
    if (part.head > head) head = part.head;
  }
  return {
    ...{ asOf: asOf ?? (newest || null), head: head || null, sums, events },
    units: Object.fromEntries([...units].map(([name, { unit }]) => [name, unit])),
    cases: parts.flatMap(({ cases }) => cases),
    digest: () => digestOf(parts.map(({ digest }) => digest)),
  };
}

class Counting {
  readonly #sums = new CellSums();
  readonly #cases: FoldedCase[] = [];
  readonly #units: Units = new Map();
  readonly #digest = new LedgerDigest();
  #events = 0;
  #newest: Instant | '' = '';
  #head: Instant | '' = '';
  #isUnread = false;

  see(recordedAt: Instant): void {
    if (recordedAt > this.#head) this.#head = recordedAt;
  }

  unread(): void {
    this.#isUnread = true;
  }

  /** A case, as far as it counts. */
  add(history: readonly Commit[]): void {
    const [first] = history;
    if (first === undefined) return;
    const { kind, stream, number } = first;
    const counted = FOLDED_KINDS.get(kind);
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

  part(): CountPart {
    return {
      ...{
        sums: this.#sums.kept(),
        units: [...this.#units],
        cases: this.#cases,
        digest: this.#digest.part(),
      },
      ...{ events: this.#events, newest: this.#newest, head: this.#head, isUnread: this.#isUnread },
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
  for (const { type, data } of events)
    if (type === 'FigureRecorded')
      noteUnit(units, String(data.name), { unit: String(data.unit), recordedAt });
}

function noteUnit(units: Units, name: string, unit: Unit): void {
  const known = units.get(name);
  if (known === undefined || known.recordedAt <= unit.recordedAt) units.set(name, unit);
}
