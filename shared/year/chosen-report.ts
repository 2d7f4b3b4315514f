/** Which report of a year is meant: the latest frozen one, a numbered one, the live one, or the tables as known then. */
import type { Instant, PlainDate } from '#shared/kernel/plain-date.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import type { Office } from '#shared/ledger/office-name.ts';
import type { FigureSource, Period } from '#shared/reporting/figure-source.ts';
import { canonicalJson, type Report } from '#shared/reporting/report.ts';
import { type FrozenVersion, latest } from '#shared/reporting/year-state.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { reportFrom, reportOfTally } from './annual-report.ts';
import { tally } from './tally.ts';
import { yearStateOf } from './year-history.ts';

/** `live` is where current figures come from; without it they are recounted from the log. */
export type ReportLedger = {
  readonly log: EventLog;
  readonly live?: (of: {
    readonly office: string;
    readonly year: number;
    readonly period?: Period;
  }) => Promise<{ readonly source: FigureSource; readonly asOf: Instant | null }>;
};
export type Choice = {
  readonly office: Office;
  readonly year: number;
  readonly version?: number | 'live' | undefined;
  readonly asOf?: Instant | undefined;
  readonly period?: Period | undefined;
};
/** `json` are the canonical bytes; of a frozen report those that were signed. */
export type ChosenReport = {
  readonly report: Report;
  readonly json: string;
  /** The day it bears: that of signing, else that of its newest record. */
  readonly signedOn: PlainDate;
  readonly frozen: FrozenVersion | null;
};

/** Null when the version asked for does not exist (yet, at `asOf`). */
export async function chosenReport(ledger: ReportLedger, choice: Choice): Promise<ChosenReport | null> {
  const { office, year, version, asOf, period } = choice;
  const isLive =
    version === 'live' || (version === undefined && (asOf !== undefined || period !== undefined));
  if (isLive) return live(ledger, choice);
  const state = await yearStateOf(ledger.log, { office: office.id, year }, asOf ?? null);
  const frozen =
    version === undefined ? latest(state) : (state.versions.find((one) => one.version === version) ?? null);
  if (frozen !== null) return ofFrozen(frozen);
  return version === undefined ? live(ledger, choice) : null;
}

export function ofFrozen(frozen: FrozenVersion): ChosenReport {
  const { report: json, on } = frozen;
  return { report: JSON.parse(json) as Report, json, signedOn: on, frozen };
}

async function live(ledger: ReportLedger, choice: Choice): Promise<ChosenReport> {
  const report = await liveReport(ledger, choice);
  const signedOn = dateOfInstant((report.asOf || `${report.year}-12-31`) as Instant);
  return { report, json: canonicalJson(report), signedOn, frozen: null };
}

async function liveReport({ log, live: current }: ReportLedger, choice: Choice): Promise<Report> {
  const { office, year, asOf, period } = choice;
  if (asOf !== undefined || current === undefined) {
    const counted = await tally(log, { office: office.id, asOf: asOf ?? null });
    return reportOfTally(log, counted, { office, year, period });
  }
  const { source, asOf: newest } = await current({ office: office.id, year, ...(period && { period }) });
  return reportFrom(log, source, { office, year, asOf: newest, period });
}
