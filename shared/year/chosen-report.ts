/** Which report of a year is meant: the latest frozen one, a numbered one, the live one, or the tables as known then. */

import { dateOfInstant, type Instant, lastDayOf, type PlainDate } from '#shared/kernel/plain-date.ts';
import type { Office } from '#shared/ledger/office-name.ts';
import { tableFigure } from '#shared/reporting/build-report.ts';
import type { FigureSource, Period } from '#shared/reporting/figure-source.ts';
import { figureIn } from '#shared/reporting/layout.ts';
import { canonicalJson, type Report, reportIn } from '#shared/reporting/report.ts';
import { type FrozenVersion, latest } from '#shared/reporting/year-state.ts';
import type { House } from '#shared/store/house.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { reportFrom } from './annual-report.ts';
import { figuresOf } from './figures.ts';
import { figuresKnownAt } from './known-figures.ts';
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
  const version = await versionOf(ledger.log, choice);
  if (version === 'live') return live(ledger, choice);
  return version === null ? null : ofFrozen(version);
}

/** One figure of its tables, without the rest of the report; `value` null where it has no such row. */
export async function chosenFigure(
  ledger: ReportLedger,
  choice: Choice,
  name: string,
): Promise<{ readonly value: number | null } | null> {
  const version = await versionOf(ledger.log, choice);
  if (version === null) return null;
  if (version !== 'live') return { value: figureIn(ofFrozen(version).report, name) ?? null };
  const { source } = await liveSource(ledger, choice);
  return { value: tableFigure(source, choice.year, name) };
}

async function versionOf(
  log: EventLog,
  { office, year, version, asOf, period }: Choice,
): Promise<FrozenVersion | 'live' | null> {
  const isLive =
    version === 'live' || (version === undefined && (asOf !== undefined || period !== undefined));
  if (isLive) return 'live';
  const state = await yearStateOf(log, { office: office.id, year }, asOf ?? null);
  if (version === undefined) return latest(state) ?? 'live';
  return state.versions.find((one) => one.version === version) ?? null;
}

export function ofFrozen(frozen: FrozenVersion): ChosenReport {
  const { report: json, on } = frozen;
  return { report: reportIn(json), json, signedOn: on, frozen };
}

async function live(ledger: ReportLedger, choice: Choice): Promise<ChosenReport> {
  const { office, year, period } = choice;
  const { source, asOf } = await liveSource(ledger, choice);
  const report = await reportFrom(ledger.log, source, { office, year, asOf, period });
  const signedOn = report.asOf === '' ? lastDayOf(report.year) : dateOfInstant(report.asOf);
  return { report, json: canonicalJson(report), signedOn, frozen: null };
}

/** Where the figures of a report come from that is not signed, and the instant they are of. */
type Figures = Awaited<ReturnType<NonNullable<ReportLedger['live']>>>;

async function liveSource({ log, live: current }: ReportLedger, choice: Choice): Promise<Figures> {
  const { office, year, asOf, period } = choice;
  const now = current && (() => current({ office: office.id, year, ...(period && { period }) }));
  if (now !== undefined)
    return asOf === undefined ? now() : figuresKnownAt({ log, office: office.id, asOf, current: now });
  const counted = await tally(log, { office: office.id, asOf: asOf ?? null });
  return { source: figuresOf(counted), asOf: counted.asOf };
}

/** Reports of the ledger as it stands. */
export function reportLedger(house: Pick<House, 'log' | 'views' | 'catchUp'>): ReportLedger {
  return { log: house.log, live: liveOf(house) };
}

/** The current figures of an office, as the report wants them: everything recorded before the call is in them. */
export function liveOf({
  views,
  catchUp,
}: Pick<House, 'views' | 'catchUp'>): NonNullable<ReportLedger['live']> {
  return async (wanted) => {
    await catchUp();
    const figures = await views.figures(wanted);
    return { source: figures, asOf: figures.asOf };
  };
}
