/** What a rebuild says of the cases that it reads, so that who fills the index beside it need not read them once more. */
import type { Commit } from '#shared/kernel/event.ts';
import { knownFrom } from '#shared/ledger/case-labels.ts';
import { FOLDED_KINDS } from '#shared/ledger/folded-kinds.ts';
import type { ToldBatch, ToldCase } from '#shared/store/search-index.ts';

/** Told batch by batch, and when the log is read through. */
export type Told = {
  take(batch: ToldBatch): Promise<void>;
  end(): void;
};

type Folded = { readonly state: unknown; readonly begins: boolean };

/** Null where people know nothing of such a case. What is sealed is opened by whoever is told. */
export function toldCase(history: readonly Commit[], { state, begins }: Folded): ToldCase | null {
  const last = history.at(-1);
  if (last === undefined || FOLDED_KINDS.get(last.kind)?.known === undefined) return null;
  const { office, kind, stream, version } = last;
  const isOpen = history.every(({ seal }) => seal === undefined);
  const known = isOpen && { known: knownFrom(kind, state, history) };
  return { at: { office, kind, stream }, version, begins, ...known };
}
