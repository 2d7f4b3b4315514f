/** What came of a file that was imported, or tried out, to be shown to whoever sent it. */
import type { ImportDone } from '#shared/intake/import-result.ts';
import type { Warning } from '#shared/kernel/decision.ts';
import type { TriedPart } from '#shared/store/sqlite/tried-commits.ts';
import type { JobHouse, Slice } from './ask-job.ts';
import { type ImportAsked, keepPart, type Outcome, type RefusedRow } from './import-files.ts';
import type { remember } from './told-of-file.ts';

export type Told = {
  warned: Warning[];
  headings: readonly string[];
  refused: RefusedRow[];
  /** Only of a file that is tried out. */
  tried?: TriedPart;
};
/** What a person has said of a file holds for the next one; a program says it each time. */
export type Remembering = { readonly remembers?: typeof remember };

type Ended = {
  readonly asked: ImportAsked;
  readonly told: Told;
  readonly reads: Remembering;
  readonly done: ImportDone;
  readonly spent: readonly string[];
  readonly fault?: NonNullable<Outcome['fault']>;
};

/** What came of it is kept as long as the file would have been: it holds what stood in the rows. */
export async function ended(
  house: JobHouse,
  { asked, told, reads, done, spent, fault }: Ended,
): Promise<Slice> {
  const { upload, kind, name, dryRun, settled, receipt } = asked;
  const columns = Object.entries(settled?.reading.columns ?? {});
  const { read, recorded, duplicates } = done;
  const hasReceipt = !dryRun && fault === undefined && (recorded > 0 || asked.sent?.receipt !== undefined);
  const outcome: Outcome = {
    ...{ kind, name, dryRun, read, recorded, duplicates, warned: told.warned, headings: told.headings },
    left: columns.filter(([, key]) => key === '').map(([heading]) => heading),
    receipt: hasReceipt ? (asked.sent?.receipt ?? receipt) : null,
    refused: told.refused.toSorted((a, b) => a.line - b.line),
    ...(fault && { fault }),
  };
  if (!dryRun && fault === undefined && settled !== undefined)
    await reads.remembers?.(house, { ...asked, settled }, told.headings);
  await keepPart(house, upload, { outcome });
  if (!dryRun && fault === undefined) await house.uploads.drop(upload, ['file']);
  return { result: null, spent };
}
