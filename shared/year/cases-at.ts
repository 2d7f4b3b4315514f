/** Cases one after another, each as it stood at one or several cut-offs: read once, nothing kept. */
import type { CaseKind, Commit } from '#shared/kernel/event.ts';
import type { FoldedKind } from '#shared/kernel/kind.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { eventsOf } from '#shared/ledger/case-history.ts';
import { FOLDED_KINDS } from '#shared/ledger/folded-kinds.ts';
import type { EventLog, Within } from '#shared/store/ports.ts';
import { wholeCases } from '#shared/views/whole-cases.ts';
import { type Entry, entriesOf } from './entries.ts';

/** By office, the instant up to which its records count; null: all. */
export type Cuts = ReadonlyMap<string, Instant | null>;
/** `entries` by cut-off; none where the case was not there yet. */
export type CaseAt = {
  readonly office: string;
  readonly kind: CaseKind;
  readonly number: string;
  readonly entries: readonly (readonly Entry[])[];
};

export async function* casesAt(
  log: EventLog,
  cuts: readonly Cuts[],
  within: Omit<Within, 'offices'> = {},
): AsyncGenerator<CaseAt> {
  const offices = new Set(cuts.flatMap((one) => [...one.keys()]));
  for await (const histories of wholeCases(log, undefined, { ...within, offices }))
    for (const history of histories) {
      const found = caseAt(history, cuts);
      if (found !== null) yield found;
    }
}

/** Null for what is no case, or of no kind that is counted. */
export function caseAt(history: readonly Commit[], cuts: readonly Cuts[]): CaseAt | null {
  const [first] = history;
  const of = first && FOLDED_KINDS.get(first.kind);
  if (first === undefined || of === undefined) return null;
  const { office, kind, number } = first;
  const entries = statesAt(of, history, cuts).map((state) => entriesOf(of, { kind, number, state }));
  return { office, kind, number, entries };
}

function statesAt(kind: FoldedKind, history: readonly Commit[], cuts: readonly Cuts[]): unknown[] {
  const states: unknown[] = cuts.map(() => null);
  let state: unknown = null;
  for (const commit of history) {
    for (const event of eventsOf(commit)) state = kind.evolve(state, event);
    for (const [index, cut] of cuts.entries()) if (isWithinCut(commit, cut)) states[index] = state;
  }
  return states;
}

function isWithinCut({ office, recordedAt }: Commit, cuts: Cuts): boolean {
  const cut = cuts.get(office);
  return cut !== undefined && (cut === null || recordedAt <= cut);
}

/** What a case adds after these of its commits. */
export const entriesAfter = (history: readonly Commit[], office: string): readonly Entry[] =>
  caseAt(history, [new Map([[office, null]])])?.entries[0] ?? [];
