/** `import KIND FILE`: good rows are recorded, each bad one is listed by line and field, nothing is guessed. */
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
import { type ParseOptions, parseRow, type Row } from './parse-row.ts';
import type { RawRecord } from './read-raw-record.ts';
import { readRecords } from './read-records.ts';
import { Receipt } from './receipts.ts';
import { onLedger } from './what-if.ts';

type Ledger = { readonly log: EventLog; readonly clock: Clock };
/** `written`: the number as it stands in the file, which is what a case of long ago may stand under. */
type Good = { readonly line: number; readonly row: Row; readonly written: string };
type Tallying = { read: number; recorded: number; duplicates: number; rejected: Rejected[] };

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
  const options: ParseOptions = { ...request.options, today, added, quotes: true };
  const result: Tallying = { read: 0, recorded: 0, duplicates: 0, rejected: [] };
  const receipt = new Receipt(clock, request);
  const warnings = new ImportWarnings({ spec: KINDS[kind], options, tell: request.warn });
  const { warn } = warnings;
  let share: number | undefined;
  const news = warnings.newsWith((read) => {
    share = read;
  });
  for await (const chunk of readRecords(request.file, { news })) {
    result.read += chunk.length;
    const good = sift(kind, chunk, { options, rejected: result.rejected });
    warnings.noteFields();
    await recordChunk({ log, clock }, { ...request, warn }, { good, result, receipt });
    request.progress?.(result.read, false, share);
  }
  request.progress?.(result.read, true);
  await receipt.end(log, { ...result, rejected: result.rejected.length });
  const given = request.dryRun ? null : receipt.given;
  const rejected = result.rejected.sort((a, b) => a.line - b.line);
  return { kind, ...result, rejected, warnings: warnings.said, receipt: given };
}

/** What the office has added to the closed list of a column. */
async function addedChoices(log: EventLog, { kind, office }: ImportRequest) {
  const entries = Object.entries(await addedToLists(log, caseKindOf(kind), office)).map(
    ([column, labels]) => [column, labels.map((label) => choice(label, label))] as const,
  );
  return Object.fromEntries(entries);
}

type Sifting = { readonly options: ParseOptions; readonly rejected: Rejected[] };

function sift(kind: ImportKind, chunk: readonly RawRecord[], { options, rejected }: Sifting): Good[] {
  const good: Good[] = [];
  for (const record of chunk) {
    const parsed = parseRow(KINDS[kind], record, options);
    if (parsed.ok) {
      const written = numberIn(record, (heading) => columnOf(KINDS[kind], heading, options));
      const row = withoutDefaults(parsed.row, parsed.defaulted);
      good.push({ line: record.line, row, written: sameNumber(written, row.number) });
    } else
      rejected.push({ line: parsed.line, field: parsed.field, code: parsed.code, message: parsed.message });
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

type Recording = { readonly good: readonly Good[]; readonly result: Tallying; readonly receipt: Receipt };

async function recordChunk(
  { log, clock }: Ledger,
  { kind, office, actor, warn }: ImportRequest,
  { good, result, receipt }: Recording,
): Promise<void> {
  const caseKind = caseKindOf(kind);
  if (caseKind === undefined) return;
  for (const { line, row } of good)
    for (const { code, facts } of caseKind.warnings?.(row) ?? []) warn?.({ code, facts: { ...facts, line } });
  const context = await contextFor(log, caseKind, { office, today: dateOfInstant(clock.now()) });
  const rows = good.map(({ row }) => row);
  for (const warning of await meetRows(log, caseKind, { office, actor, rows, context })) warn?.(warning);
  const where = { office, actor, context, request: receipt.id };
  const jobs = good.map(({ row, written }) =>
    receipt.noting(rowJob(caseKind, { ...where, number: written }, row)),
  );
  const outcomes: readonly Outcome<RecordResult>[] = await log.write(jobs);
  if (outcomes.some((one) => one.ok && one.value.outcome === 'recorded')) receipt.stored();
  outcomes.forEach((outcome, index) => {
    if (!outcome.ok) throw outcome.error;
    count(outcome.value, good[index]?.line ?? 0, result);
    if (outcome.value.outcome === 'recorded') for (const warning of outcome.value.warnings) warn?.(warning);
  });
}

function count(value: RecordResult, line: number, result: Tallying): void {
  if (value.outcome === 'recorded') result.recorded += 1;
  else if (value.outcome === 'duplicate') result.duplicates += 1;
  else if (value.outcome === 'conflict')
    result.rejected.push({ line, field: value.field, code: 'conflict', message: '与已登记的内容不一致' });
  else {
    const { code, article, facts } = value.refusal;
    result.rejected.push({ line, field: '', code, message: refusalText(code, facts), article });
  }
}
