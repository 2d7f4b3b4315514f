/** An office's annual report: live from the read models, as known at an instant from the log, or as frozen. */
import type { Commit } from '#shared/kernel/event.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { Office } from '#shared/ledger/office-name.ts';
import { buildReport } from '#shared/reporting/build-report.ts';
import type { FigureSource, Period } from '#shared/reporting/figure-source.ts';
import type { Report } from '#shared/reporting/report.ts';
import { yearStreamOf } from '#shared/reporting/year-events.ts';
import type { FrozenVersion } from '#shared/reporting/year-state.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { figuresOf } from './figures.ts';
import { recount, type Tally } from './tally.ts';
import { type YearContext, yearContextOf } from './year-history.ts';

type Wanted = {
  readonly office: Office;
  readonly year: number;
  readonly asOf: Instant | null;
  readonly period?: Period | undefined;
  /** The version it is to be signed as; absent for a live report. */
  readonly version?: number;
};

/** From any source of figures: texts, and the year before as published, are read at the same instant. */
export async function reportFrom(log: EventLog, source: FigureSource, wanted: Wanted): Promise<Report> {
  const { office, year, asOf } = wanted;
  return reportWithin(await yearContextOf(log, { office: office.id, year }, asOf), source, wanted);
}

/** What stands beside the figures is read already. */
export function reportWithin(context: YearContext, source: FigureSource, wanted: Wanted): Report {
  const { office, year, asOf, period, version } = wanted;
  const { wording, ...before } = context;
  const status = version === undefined ? 'live' : 'closed';
  const head = {
    office: { id: office.id, name: office.name },
    year,
    status,
    version: version ?? null,
    asOf: asOf ?? '',
  } as const;
  return buildReport(head, source, { wording, ...before, ...(period && { period }) });
}

/** The report by a tally of the log at its cut-off. */
export function reportOfTally(log: EventLog, counted: Tally, wanted: Omit<Wanted, 'asOf'>): Promise<Report> {
  return reportFrom(log, figuresOf(counted), { ...wanted, asOf: counted.asOf });
}

/** A signed report made again, and what stood beside it in the signature. */
export type Recomputed = { readonly report: Report; readonly digest: string; readonly events: number };

type SignedVersion = { readonly office: string; readonly year: number; readonly version: number };

/** Of signatures before lines were drawn (ADR 46): where the clock stood still or the log was ahead of it, they bear their cut-off itself. */
async function recordedBefore(
  log: EventLog,
  { office, year, version }: SignedVersion,
): Promise<(commit: Commit) => boolean> {
  const stream = yearStreamOf(year);
  const signing = (await log.history({ office, kind: 'year', stream })).find(({ events }) =>
    events.some(({ type, data }) => /^Year/.test(type) && data.version === version),
  );
  if (signing === undefined) return () => true;
  return (commit) => {
    if (commit.kind === 'year' && commit.stream === stream) return commit.version < signing.version;
    return signing.position === 0 || commit.position < signing.position;
  };
}

/** A frozen report made again from the log at its own cut-off. */
export async function recomputed(
  log: EventLog,
  { office, year }: { readonly office: Office; readonly year: number },
  { version, asOf }: FrozenVersion,
): Promise<Recomputed> {
  const isCounted = await recordedBefore(log, { office: office.id, year, version });
  const counted = await recount(log, { office: office.id, asOf, isCounted });
  const report = await reportOfTally(log, counted, { office, year, version });
  return { report, digest: counted.digest(), events: counted.events };
}
