/** `import KIND FILE`: good rows are recorded, each bad one is listed by line and field, nothing is guessed. */
import { setImmediate } from 'node:timers/promises';
import { rowBar } from '#shared/desk/held.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import type { Warning } from '#shared/kernel/decision.ts';
import type { RowKind } from '#shared/kernel/kind.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import type { RecordResult } from '#shared/ledger/execution.ts';
import { addedToLists, meetRows } from '#shared/ledger/hotline-lists.ts';
import { contextFor } from '#shared/ledger/prepare.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { ROW_KINDS } from '#shared/ledger/row-kinds.ts';
import type { Clock, EventLog, Outcome } from '#shared/store/ports.ts';
import { type ImportRequest, type ImportResult, type Rejected, tellingOfNothing } from './import-result.ts';
import { ImportWarnings } from './import-warnings.ts';
import { kindOfImport } from './kind-of-import.ts';
import { type ImportKind, KINDS } from './kinds.ts';
import { choice } from './parse-choices.ts';
import { mergedValues, type ParseOptions } from './parse-row.ts';
import type { RawRecord, ReaderNews } from './read-raw-record.ts';
import { readRecords } from './read-records.ts';
import { Receipt } from './receipts.ts';
import { rememberedBy } from './remembered.ts';
import { type Good, type Refuse, sift } from './sift-rows.ts';
import { SlicedTally } from './sliced-tally.ts';
import { onLedger } from './what-if.ts';

type Ledger = { readonly log: EventLog; readonly clock: Clock };

/** The kind of case that a kind of import records; undefined where it is imported otherwise. */
export function caseKindOf(kind: string): RowKind | undefined {
  return kind === 'reports' ? undefined : ROW_KINDS.get(kindOfImport(kind) ?? '');
}

export async function importRows(ledger: Ledger, request: ImportRequest): Promise<ImportResult> {
  return tellingOfNothing(await onLedger(ledger, request, (chosen) => recordRows(chosen, request)), request);
}

async function recordRows({ log, clock }: Ledger, request: ImportRequest): Promise<ImportResult> {
  const kind = request.kind as ImportKind;
  const options = await parsingOf({ log, clock }, request);
  const result = new SlicedTally(request.slice);
  const receipt = new Receipt(clock, request);
  const tell = (warning: Warning) => result.isPassing || request.warn?.(warning);
  const warnings = new ImportWarnings({ spec: KINDS[kind], options, tell });
  let share: number | undefined;
  const news = warnings.newsWith((read) => {
    share = read;
  });
  const refuse = (record: RawRecord, rejected: Rejected): void => {
    if (result.isPassing) return;
    result.rejected.push(rejected);
    request.refused?.(record, rejected);
  };
  const { layout } = request.options;
  const batches = readRecords(request.file, { news: headed(news, request), layout });
  for await (const chunk of inBatches(batches, request.batch)) {
    const isPassed = result.begins(chunk.length);
    const rows = warnings.withoutTotals(chunk);
    const good = sift(kind, rows, { options, refuse });
    warnings.noteFields();
    if (isPassed) continue;
    result.read += rows.length;
    const asked = { ...request, warn: warnings.warn };
    await recordChunk({ log, clock }, asked, { good, result, receipt, refuse });
    request.progress?.(result.read, false, share);
    if (result.isEnough) break;
  }
  if (!result.isEnough) request.progress?.(result.read, true);
  return ended(log, request, { result, receipt, warnings });
}

type Ended = {
  readonly result: SlicedTally;
  readonly receipt: Receipt;
  readonly warnings: ImportWarnings;
};

/** The import, or the slice of it. */
async function ended(
  log: EventLog,
  { kind, dryRun, slice }: ImportRequest,
  { result, receipt, warnings }: Ended,
): Promise<ImportResult> {
  const isOver = !result.isEnough;
  if (isOver) await receipt.end(log, result.done);
  const given = dryRun ? null : receipt.given;
  slice?.noted(result.done, isOver, receipt.claimed);
  const { read, recorded, duplicates } = result;
  const rejected = result.rejected.sort((a, b) => a.line - b.line);
  return { kind, read, recorded, duplicates, rejected, warnings: warnings.said, receipt: given };
}

async function parsingOf({ log, clock }: Ledger, request: ImportRequest): Promise<ParseOptions> {
  const added = await addedChoices(log, request);
  const { values } = await rememberedBy(log, request.office);
  return {
    ...{ ...request.options, today: dateOfInstant(clock.now()), added, quotes: true },
    values: mergedValues(values[request.kind as ImportKind], request.options.values),
  };
}

/** What the office has added to the closed list of a column. */
async function addedChoices(log: EventLog, { kind, office }: ImportRequest) {
  const entries = Object.entries(await addedToLists(log, caseKindOf(kind), office)).map(
    ([column, labels]) => [column, labels.map((label) => choice(label, label))] as const,
  );
  return Object.fromEntries(entries);
}

/** Whoever sent the file is told its headings, too, once they are judged. */
function headed(news: ReaderNews, { headings: tell }: ImportRequest): ReaderNews {
  return {
    ...news,
    headings: (headings) => {
      news.headings?.(headings);
      tell?.(headings);
    },
  };
}

/** Smaller ones where others are to be answered meanwhile. */
async function* inBatches(
  chunks: AsyncIterable<readonly RawRecord[]>,
  size = Number.POSITIVE_INFINITY,
): AsyncGenerator<readonly RawRecord[]> {
  for await (const chunk of chunks)
    for (let from = 0; from < chunk.length; from += size) {
      yield chunk.slice(from, from + size);
      if (size < chunk.length) await setImmediate();
    }
}

type Recording = {
  readonly good: readonly Good[];
  readonly result: SlicedTally;
  readonly receipt: Receipt;
  readonly refuse: Refuse;
};

async function recordChunk(
  { log, clock }: Ledger,
  { kind, office, actor, warn }: ImportRequest,
  { good, result, receipt, refuse }: Recording,
): Promise<void> {
  const caseKind = caseKindOf(kind);
  if (caseKind === undefined) return;
  for (const { record, row } of good)
    for (const { code, facts } of caseKind.warnings?.(row) ?? [])
      warn?.({ code, facts: { ...facts, line: record.line } });
  const context = await contextFor(log, caseKind, { office, today: dateOfInstant(clock.now()) });
  const rows = good.map(({ row }) => row);
  for (const warning of await meetRows(log, caseKind, { office, actor, rows, context })) warn?.(warning);
  const bar = await rowBar(log, { office, actor });
  const where = { office, actor, context, bar, request: receipt.id };
  const jobs = good.map(({ row, written }) =>
    receipt.noting(rowJob(caseKind, { ...where, number: written }, row)),
  );
  const outcomes: readonly Outcome<RecordResult>[] = await log.write(jobs);
  for (const [index, outcome] of outcomes.entries()) {
    if (!outcome.ok) throw outcome.error;
    const { value } = outcome;
    const isOwn = value.outcome === 'duplicate' && (await receipt.isOwn(value));
    if (value.outcome === 'recorded' || (value.outcome === 'duplicate' && isOwn)) receipt.claim(value.number);
    const record = good[index]?.record ?? NO_RECORD;
    const { line } = record;
    if (isOwn) result.recorded += 1;
    else count(value, result, (refused) => refuse(record, { line, ...refused }));
    if (value.outcome === 'recorded') for (const warning of value.warnings) warn?.(warning);
  }
}

const NO_RECORD: RawRecord = { line: 0, cells: {} };

type Refused = (refused: Omit<Rejected, 'line'>) => void;

function count(value: RecordResult, result: SlicedTally, refuse: Refused): void {
  if (value.outcome === 'recorded') result.recorded += 1;
  else if (value.outcome === 'duplicate') result.duplicates += 1;
  else if (value.outcome === 'conflict')
    refuse({ field: value.field, code: 'conflict', message: '与已登记的内容不一致' });
  else {
    const { code, article, facts } = value.refusal;
    const field = typeof facts?.field === 'string' ? facts.field : '';
    refuse({ field, code, message: refusalText(code, facts), ...(article && { article }) });
  }
}
