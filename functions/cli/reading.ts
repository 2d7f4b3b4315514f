/** Commands that only read: report, cell, history, clock, worklist. Each returns what goes to standard output. */

import { findOffice, type LocalLedger } from '../../infra/local/open-ledger.ts';
import { CASE_KINDS, type Commit } from '../../shared/kernel/event.ts';
import { type PlainDate, parseInstant, parsePlainDate } from '../../shared/kernel/plain-date.ts';
import { buildReport } from '../../shared/reporting/build-report.ts';
import type { Period } from '../../shared/reporting/figure-source.ts';
import { canonicalJson, type Report } from '../../shared/reporting/report.ts';
import { figuresOf } from '../aggregate/figures.ts';
import { membersOf, type Tally, tally } from '../aggregate/tally.ts';
import { renderCsv } from '../documents/render-csv.ts';
import { renderHtml } from '../documents/render-html.ts';
import { eventsOf } from '../record/case-history.ts';
import { ROOMS } from '../record/rooms.ts';
import { type Arguments, UsageError } from './options.ts';

export async function report(ledger: LocalLedger, args: Arguments): Promise<string> {
  const made = await reportOf(ledger, args);
  const format = args.option('format') ?? 'json';
  if (format === 'json') return canonicalJson(made);
  if (format === 'html') return renderHtml(made);
  if (format === 'csv') return renderCsv(made);
  throw new UsageError(`unknown --format ${format}: json, html or csv`);
}

async function reportOf(ledger: LocalLedger, args: Arguments): Promise<Report> {
  const year = yearOf(args.rest[0]);
  const office = await findOffice(ledger.log, args.office);
  if (office === null) throw new UsageError(`no office ${args.office}`);
  const counted = await counts(ledger, args);
  const head = { office, year, status: 'live', version: null, asOf: counted.asOf ?? '' } as const;
  const period = periodOf(args, year);
  return buildReport(head, figuresOf(counted), period && { period });
}

function counts({ log }: LocalLedger, args: Arguments): Promise<Tally> {
  const written = args.option('as-of');
  const asOf = written === undefined ? null : parseInstant(written);
  if (written !== undefined && asOf === null)
    throw new UsageError(`--as-of wants an instant with its offset: ${written}`);
  return tally(log, ROOMS, { office: args.office, asOf });
}

function periodOf(args: Arguments, year: number): Period | undefined {
  const [from, to] = [args.option('from'), args.option('to')];
  if (from === undefined && to === undefined) return undefined;
  return { from: dateOption(from ?? `${year}-01-01`), to: dateOption(to ?? `${year}-12-31`) };
}

function dateOption(text: string): PlainDate {
  const date = parsePlainDate(text);
  if (date === null) throw new UsageError(`no such date: ${text}`);
  return date;
}

function yearOf(text: string | undefined): number {
  if (text === undefined || !/^\d{4}$/.test(text)) throw new UsageError('which year? four digits');
  return Number(text);
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

/** Weights are cases, counts, or yuan for fees. */
export async function cell(ledger: LocalLedger, args: Arguments): Promise<string> {
  const year = yearOf(args.rest[0]);
  const name = args.rest[1];
  if (name === undefined) throw new UsageError('which cell? e.g. table3.newlyReceived.total');
  const fees = name === 'table2.feesTenThousandYuan';
  const members = membersOf(await counts(ledger, args), name, year);
  return members
    .map(({ case: number, kind, weight }) =>
      line({ case: number, kind, weight: fees ? weight / 100 : weight }),
    )
    .join('');
}

export async function history(ledger: LocalLedger, args: Arguments): Promise<string> {
  const { log } = ledger;
  const commits = await caseOf(ledger, args);
  const lines: string[] = [];
  for (const commit of commits) {
    const seal = await log.openSeal(commit);
    for (const { id, type, on, recordedAt, actor, data, texts } of eventsOf(commit, seal)) {
      lines.push(
        line({
          case: commit.number,
          kind: commit.kind,
          event: id,
          type,
          occurredOn: on,
          recordedAt,
          actor,
          data,
          texts,
        }),
      );
    }
  }
  return lines.join('');
}

/** The history of the case of that number, of whichever kind comes first; UsageError when there is none. */
export async function caseOf(
  { log }: LocalLedger,
  { office, rest, option }: Arguments,
): Promise<readonly Commit[]> {
  const number = (rest[0] ?? '').normalize('NFKC').trim();
  const wanted = option('kind');
  for (const kind of CASE_KINDS.filter((one) => wanted === undefined || one === wanted)) {
    const stream = await log.streamOf(office, kind, number);
    if (stream !== null) return log.history({ office, kind, stream });
  }
  throw new UsageError(`no case ${number} in office ${office}`);
}
