/** The reporting years of an office as recorded: their versions and paragraphs, now or as known at an instant. */
import type { CaseKind } from '#shared/kernel/event.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { RatePolicies } from '#shared/kernel/policies.ts';
import { eventsOf, historyOf } from '#shared/ledger/case-history.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { type Wording, wordingOf } from '#shared/reporting/narrative-template.ts';
import {
  evolveOpening,
  type OpeningBalance,
  type OpeningBalanceEvent,
} from '#shared/reporting/opening-balance.ts';
import type { PartialReport } from '#shared/reporting/partial-report.ts';
import { reportIn } from '#shared/reporting/report.ts';
import { type Scope, TEMPLATE_STREAM, type YearEvent, yearStreamOf } from '#shared/reporting/year-events.ts';
import { evolveYear, latest, OPEN_YEAR, type YearState } from '#shared/reporting/year-state.ts';
import type { LogReader } from '#shared/store/ports.ts';

export type YearAddress = { readonly office: string; readonly year: number; readonly scope?: Scope };

/** `asOf` null: everything recorded. */
export async function yearStateOf(
  log: LogReader,
  { office, year, scope }: YearAddress,
  asOf: Instant | null = null,
): Promise<YearState> {
  return foldOf(log, { office, kind: 'year', stream: yearStreamOf(year, scope) }, asOf);
}

async function foldOf(
  log: LogReader,
  at: { readonly office: string; readonly kind: CaseKind; readonly stream: string },
  asOf: Instant | null,
): Promise<YearState> {
  const commits = await log.history(at);
  return commits
    .filter((commit) => asOf === null || commit.recordedAt <= asOf)
    .flatMap((commit) => eventsOf<YearEvent>(commit))
    .reduce(evolveYear, OPEN_YEAR);
}

/** The office's own template: what a year starts from before its paragraphs are written. */
export async function templateOf(
  log: LogReader,
  office: string,
  asOf: Instant | null = null,
): Promise<Wording> {
  return (await foldOf(log, { office, kind: 'letters', stream: TEMPLATE_STREAM }, asOf)).wording;
}

/** The texts the office had written itself by then, in the year or in its template. */
export async function ownWordingOf(
  log: LogReader,
  address: YearAddress,
  asOf: Instant | null = null,
): Promise<Wording> {
  const own = await yearStateOf(log, address, asOf);
  return { ...(await templateOf(log, address.office, asOf)), ...own.wording };
}

export type YearContext = {
  readonly wording: Wording;
  readonly previous?: PartialReport;
  readonly opening?: OpeningBalance;
  readonly rates: RatePolicies;
};

/** The year as its report was published before the product; null when none was imported, or it was voided. */
export async function openingOf(
  log: LogReader,
  { office, year }: YearAddress,
  asOf: Instant | null = null,
): Promise<OpeningBalance | null> {
  const commits = await historyOf(log, { office, kind: 'report', number: String(year) });
  const state = (commits ?? [])
    .filter((commit) => asOf === null || commit.recordedAt <= asOf)
    .flatMap((commit) => eventsOf<OpeningBalanceEvent>(commit))
    .reduce<OpeningBalance | null>(evolveOpening, null);
  return state === null || state.voided ? null : state;
}

/** What a report of a year needs besides figures: its texts, and the year before as published when it was. */
export async function yearContextOf(
  log: LogReader,
  address: YearAddress,
  asOf: Instant | null = null,
): Promise<YearContext> {
  const { office, year } = address;
  const template = await templateOf(log, office, asOf);
  const own = await yearStateOf(log, address, asOf);
  const before = latest(await yearStateOf(log, { ...address, year: year - 1 }, asOf));
  const opening = await openingOf(log, { office, year: year - 1 }, asOf);
  return {
    wording: wordingOf(own.wording, template),
    rates: await officeSettings(log, office, asOf).rates(year),
    ...(before && { previous: reportIn(before.report) }),
    ...(opening && { opening }),
  };
}
