/**
 * Read models of an engine without an order of all commits, rebuilt from the whole ledger into a generation of
 * their own (ADR 41). From its beginning on, whatever is projected is projected into both: what was recorded before is
 * read from the ledger, what is recorded meanwhile arrives by its notice. Killed anywhere, the old generation stands,
 * and the next run goes on from the places that were noted.
 */
import type { Commit } from '#shared/kernel/event.ts';
import type { GenerationDraft } from '#shared/store/dynamodb/views.ts';
import type { FillPlace } from '#shared/store/dynamodb/views-generations.ts';
import type { House } from '#shared/store/house.ts';
import type { EventLog, Share } from '#shared/store/ports.ts';
import type { Progress } from './catch-up.ts';
import { type Projecting, projectEach } from './project-changes.ts';

type LedgerPage = { readonly commits: readonly Commit[]; readonly place: FillPlace };
type Filling = {
  readonly log: EventLog;
  readonly deadLetters: House['deadLetters'];
  readonly indexed?: Projecting['indexed'];
  readonly views: { begin(by: string): Promise<GenerationDraft> };
  /** The commits of a share of the ledger behind a place, in pages that may split a case. */
  readonly pages: (share: Share, after: FillPlace | null) => AsyncIterable<LedgerPage>;
  /** Which program fills it from which ledger: another one starts over. */
  readonly by: string;
  readonly progress?: Progress;
};

/** Shares read side by side, each a page at a time. The places noted are of these: never another number. */
const SHARES = 8;
/** The tail is folded every so many commits, so that it is short when the generation takes over. */
const BETWEEN_FOLDS = 20_000;
const SETTLE_MS = 2000;
const UNKNOWN_END = 0;

/** Throws while the store is out of reach; the old generation is in force then. */
export async function fillGeneration(filling: Filling): Promise<void> {
  const draft = await filling.views.begin(filling.by);
  let [done, folded] = [0, 0];
  const passed = async (commits: number): Promise<void> => {
    done += commits;
    filling.progress?.(done, UNKNOWN_END);
    if (done - folded < BETWEEN_FOLDS) return;
    folded = done;
    await draft.compact(SETTLE_MS);
  };
  const shares = Array.from({ length: SHARES }, (_, part) => ({ part, of: SHARES }));
  await settled(shares.map((share) => fillShare(filling, draft, { share, passed })));
  await draft.compact(0);
  await draft.noteWhole();
  await draft.takeOver();
}

type Part = { readonly share: Share; readonly passed: (commits: number) => Promise<void> };

async function fillShare(
  { log, deadLetters, indexed, pages }: Filling,
  draft: GenerationDraft,
  { share, passed }: Part,
): Promise<void> {
  const before = await draft.place(share.part);
  if (before === 'end') return;
  for await (const { commits, place } of pages(share, before)) {
    await projectEach({ log, deadLetters, views: draft.views, ...(indexed && { indexed }) }, commits);
    await draft.notePlace(share.part, place);
    await passed(commits.length);
  }
}

/** Waits for all, even if one has failed: nothing is still running when this returns or throws. */
export async function settled(running: readonly Promise<void>[]): Promise<void> {
  for (const one of await Promise.allSettled(running)) if (one.status === 'rejected') throw one.reason;
}
