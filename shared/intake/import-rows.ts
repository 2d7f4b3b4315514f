/** `import KIND FILE`: good rows are recorded, each bad one is listed by line and field, nothing is guessed. */
import { setImmediate } from 'node:timers/promises';
import { rowBar } from '#shared/desk/held.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import type { Kind } from '#shared/kernel/kind.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { sameNumber } from '#shared/kernel/written.ts';
import type { RecordResult } from '#shared/ledger/execution.ts';
import { addedToLists, meetRows } from '#shared/ledger/hotline-lists.ts';
import { KINDS as CASE_KINDS } from '#shared/ledger/kinds.ts';
import { contextFor } from '#shared/ledger/prepare.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import type { Clock, EventLog, Outcome } from '#shared/store/ports.ts';
import { type ImportRequest, type ImportResult, type Rejected, tellingOfNothing } from './import-result.ts';
import { ImportWarnings } from './import-warnings.ts';
import { kindOfImport } from './kind-of-import.ts';
import { type ImportKind, KINDS } from './kinds.ts';
import { choice } from './parse-choices.ts';
import { columnOf } from './parse-headings.ts';
import { mergedValues, type ParseOptions, parseRow, type Row } from './parse-row.ts';
import type { RawRecord, ReaderNews } from './read-raw-record.ts';
import { readRecords } from './read-records.ts';
import { Receipt } from './receipts.ts';
import { rememberedBy } from './remembered.ts';
import { SlicedTally } from './sliced-tally.ts';
import { onLedger } from './what-if.ts';

type Ledger = { readonly log: EventLog; readonly clock: Clock };
/** `written`: the number as it stands in the file, which is what a case of long ago may stand under. */
type Good = { readonly record: RawRecord; readonly row: Row; readonly written: string };

/** The kind of case that a kind of import records; undefined where it is imported otherwise. */
export function caseKindOf(kind: string): Kind | undefined {
  return kind === 'reports' ? undefined : CASE_KINDS.get(kindOfImport(kind) ?? '');
}

export async function importRows(ledger: Ledger, request: ImportRequest): Promise<ImportResult> {
  return tellingOfNothing(await onLedger(ledger, request, (chosen) => recordRows(chosen, request)), request);
}

async function recordRows({ log, clock }: Ledger, request: ImportRequest): Promise<ImportResult> {
  const kind = request.kind as ImportKind;
  const today = dateOfInstant(clock.now());
  const added = await addedChoices(log, request);
  const { values } = await rememberedBy(log, request.office);
  const options: ParseOptions = {
    ...{ ...request.options, today, added, quotes: true },
    values: mergedValues(values[kind], request.options.values),
  };
  const sliced = new SlicedTally(request.slice);
  const receipt = new Receipt(clock, request);
  const warnings = new ImportWarnings({
    ...{ spec: KINDS[kind], options },
    tell: (warning) => sliced.isPassing || request.warn?.(warning),
  });
  const { warn } = warnings;
  let share: number | undefined;
  const news = warnings.newsWith((read) => {
    share = read;
  });
  const refuse = (record: RawRecord, rejected: Rejected): void => {
    if (sliced.isPassing) return;
    sliced.rejected.push(rejected);
    request.refused?.(record, rejected);
  };
  const { layout } = request.options;
  const batches = readRecords(request.file, { news: headed(news, request), layout });
  for await (const chunk of inBatches(batches, request.batch)) {
    const isPassed = sliced.begins(chunk.length);
    const rows = warnings.withoutTotals(chunk);
    const good = sift(kind, rows, { options, refuse });
    warnings.noteFields();
    if (isPassed) continue;
    sliced.read += rows.length;
    await recordChunk({ log, clock }, { ...request, warn }, { good, result: sliced, receipt, refuse });
    request.progress?.(sliced.read, false, share);
    if (sliced.isEnough) break;
  }
  const given = request.dryRun ? null : receipt.given;
  if (!sliced.isEnough) {
    request.progress?.(sliced.read, true);
    await receipt.end(log, sliced.done);
  }
  request.slice?.noted(sliced.done, !sliced.isEnough, receipt.claimed);
  const { recorded, duplicates } = sliced;
  const rejected = sliced.rejected.sort((a, b) => a.line - b.line);
  return { kind, read: sliced.read, recorded, duplicates, rejected, warnings: warnings.said, receipt: given };
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

type Refuse = (record: RawRecord, rejected: Rejected) => void;
type Sifting = { readonly options: ParseOptions; readonly refuse: Refuse };

function sift(kind: ImportKind, chunk: readonly RawRecord[], { options, refuse }: Sifting): Good[] {
  const good: Good[] = [];
  for (const record of chunk) {
    const parsed = parseRow(KINDS[kind], record, options);
    if (parsed.ok) {
      const written = numberIn(record, (heading) => columnOf(KINDS[kind], heading, options));
      const row = withoutDefaults(parsed.row, parsed.defaulted);
      good.push({ record, row, written: sameNumber(written, row.number) });
    } else {
      const { line, field, code, message } = parsed;
      refuse(record, { line, field, code, message });
    }
  }
  return good;
}

function numberIn({ cells }: RawRecord, keyOf: (heading: string) => string | undefined): string {
  const [, number = ''] =
    Object.entries(cells).find(([heading, text]) => text.trim() !== '' && keyOf(heading) === 'number') ?? [];
  return number;
}

/** A blank cell never contradicts: the kind itself knows what a missing value means. */
function withoutDefaults(row: Row, defaulted: readonly string[]): Row {
  return defaulted.length === 0
    ? row
    : Object.fromEntries(Object.entries(row).filter(([key]) => !defaulted.includes(key)));
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
