/** The imports of an office as it sees them: what came in, how it ended, what was taken back. */
import type { Recorded } from '#shared/kernel/event.ts';
import type { Instant, PlainDate } from '#shared/kernel/plain-date.ts';
import { eventsOf } from '#shared/ledger/case-history.ts';
import type { LogReader } from '#shared/store/ports.ts';
import { type Counts, type ImportEvent, importsOfMonth, monthOf } from './receipts.ts';

/** One import as the office sees it. `ended` is null for one that broke off, or is still running. */
export type PastImport = {
  readonly receipt: string;
  readonly kind: string;
  readonly file: string | null;
  readonly at: Instant;
  readonly by: string;
  readonly ended: Counts | null;
  readonly takenBack: { readonly at: Instant; readonly voided: number; readonly kept: number } | null;
};

/** The imports of a month, the newest first. */
export async function importsIn(log: LogReader, office: string, month: string): Promise<PastImport[]> {
  const found = new Map<string, PastImport>();
  for (const commit of await log.history(importsOfMonth(office, month)))
    for (const event of eventsOf<ImportEvent>(commit, await log.openSeal(commit))) note(found, event);
  return [...found.values()].reverse();
}

/** Null for a receipt this office never gave. */
export async function importOf(log: LogReader, office: string, receipt: string): Promise<PastImport | null> {
  const month = monthOf(receipt);
  const imports = month === null ? [] : await importsIn(log, office, month);
  return imports.find((one) => one.receipt === receipt) ?? null;
}

/** The newest imports, of this month and of the ones before it. */
export async function recentImports(
  log: LogReader,
  office: string,
  { today, months = 2 }: { readonly today: PlainDate; readonly months?: number },
): Promise<PastImport[]> {
  const found: PastImport[] = [];
  for (let month = today.slice(0, 7), left = months; left > 0; left -= 1, month = monthBefore(month))
    found.push(...(await importsIn(log, office, month)));
  return found;
}

function monthBefore(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`;
}

function note(found: Map<string, PastImport>, event: Recorded<ImportEvent>): void {
  const { texts, recordedAt: at, actor } = event;
  const { receipt } = event.data;
  const known = found.get(receipt);
  if (event.type === 'ImportBegun') {
    const begun = { receipt, kind: event.data.kind, file: texts?.file ?? null };
    found.set(receipt, { ...begun, at, by: actor.user, ended: null, takenBack: null });
  }
  if (known === undefined) return;
  if (event.type === 'ImportEnded') {
    const { recorded, duplicates, rejected } = event.data;
    found.set(receipt, { ...known, ended: { recorded, duplicates, rejected } });
  }
  if (event.type !== 'ImportTakenBack') return;
  const { voided, kept } = event.data;
  const before = known.takenBack?.voided ?? 0;
  found.set(receipt, { ...known, takenBack: { at, voided: before + voided, kept } });
}
