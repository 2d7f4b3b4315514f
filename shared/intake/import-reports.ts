/** `import reports FILE`: published reports of years before the product, one JSON object a line, as opening balances. */
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { dateOfInstant, yearOf } from '#shared/kernel/plain-date.ts';
import type { Ledger } from '#shared/ledger/execution.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { checksOf } from '#shared/reporting/checks.ts';
import { reportKind } from '#shared/reporting/kind.ts';
import { cellsOf } from '#shared/reporting/opening-balance.ts';
import type { PartialReport } from '#shared/reporting/partial-report.ts';
import { PublishedReport } from '#shared/reporting/published-report.ts';
import { FIRST_REPORTED_YEAR } from '#shared/reporting/year-events.ts';
import { writeOne } from '#shared/store/ports.ts';
import { type ImportRequest, type ImportResult, type Rejected, tellingOfNothing } from './import-result.ts';
import { Receipt } from './receipts.ts';
import { SlicedTally } from './sliced-tally.ts';
import { onLedger } from './what-if.ts';

type Fault = Omit<Rejected, 'line'>;
type Counted = 'recorded' | 'duplicate' | Fault;

export async function importReports(ledger: Ledger, request: ImportRequest): Promise<ImportResult> {
  return tellingOfNothing(
    await onLedger(ledger, request, (chosen) => recordReports(chosen, request)),
    request,
  );
}

/** Never as a dry run. */
export async function recordReports(ledger: Ledger, request: ImportRequest): Promise<ImportResult> {
  const receipt = new Receipt(ledger.clock, request);
  const sliced = new SlicedTally(request.slice);
  for (const { line, written } of linesIn(await contentOf(request.file), request.file)) {
    if (sliced.begins(1)) continue;
    sliced.read += 1;
    const outcome = await importLine(ledger, { ...request, receipt }, written);
    if (outcome === 'recorded') sliced.recorded += 1;
    else if (outcome === 'duplicate') sliced.duplicates += 1;
    else sliced.rejected.push({ line, ...outcome });
    if (sliced.isEnough) break;
  }
  if (!sliced.isEnough) await receipt.end(ledger.log, sliced.done);
  request.slice?.noted(sliced.done, !sliced.isEnough, receipt.claimed);
  const { read, recorded, duplicates, rejected } = sliced;
  const given = request.dryRun ? null : receipt.given;
  return { kind: 'reports', read, recorded, duplicates, rejected, receipt: given };
}

function contentOf(file: string): Promise<string> | string {
  return file === '-' ? text(process.stdin) : readFileSync(file, 'utf8');
}

/** A `.json` file holds one report, over as many lines as it likes. */
function linesIn(content: string, file: string): { line: number; written: string }[] {
  const plain = content.replace(/^\uFEFF/, '');
  if (file.toLowerCase().endsWith('.json')) return [{ line: 1, written: plain }];
  return plain
    .split('\n')
    .map((written, index) => ({ line: index + 1, written }))
    .filter(({ written }) => written.trim() !== '');
}

type Importing = ImportRequest & { readonly receipt: Receipt };

async function importLine(ledger: Ledger, request: Importing, written: string): Promise<Counted> {
  const report = reportIn(written);
  if ('code' in report) return report;
  const today = dateOfInstant(ledger.clock.now());
  if (report.year >= yearOf(today)) return fault('year', 'future', '只收往年的年度报告');
  for (const { id, scope, left, right } of checksOf(report).filter(({ holds }) => !holds))
    request.warn?.({ code: 'doesNotTieOut', facts: { year: report.year, id, scope, left, right } });
  const { office, actor, receipt } = request;
  const row = { ...cellsOf(report), number: String(report.year) };
  const where = { office, actor, number: row.number, request: receipt.id };
  const value = await writeOne(ledger.log, receipt.noting(rowJob(reportKind, where, row)));
  const isOwn = value.outcome === 'duplicate' && (await receipt.isOwn(value));
  if (value.outcome === 'recorded' || isOwn) receipt.claim(row.number);
  if (isOwn) return 'recorded';
  if (value.outcome === 'recorded' || value.outcome === 'duplicate') return value.outcome;
  return value.outcome === 'conflict'
    ? fault(value.field, 'conflict', '与已登记的内容不一致')
    : fault('', value.refusal.code, value.refusal.code);
}

type Dated = PartialReport & { readonly year: number };

function reportIn(written: string): Dated | Fault {
  let value: unknown;
  try {
    value = JSON.parse(written);
  } catch {
    return fault('', 'encoding', '这一行不是 JSON 对象');
  }
  const parsed = PublishedReport.safeParse(value);
  const [issue] = parsed.error?.issues ?? [];
  if (!parsed.success) return fault(issue?.path.join('.') ?? '', 'badNumber', '不是年度报告的数据');
  const { year } = parsed.data;
  if (year === null || year === undefined) return fault('year', 'required', '缺少年度');
  if (!Number.isInteger(year) || year < FIRST_REPORTED_YEAR || year > 2999)
    return fault('year', 'badNumber', '年度有误');
  const report = { ...parsed.data, year };
  return Object.keys(cellsOf(report)).length === 0 ? fault('table3', 'required', '没有任何数字') : report;
}

function fault(field: string, code: string, message: string): Fault {
  return { field, code, message };
}
