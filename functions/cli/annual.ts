/** Commands of the annual report: report and cell. */

import { FORMATS, renderReport } from '#shared/documents/render-report.ts';
import { formOf } from '#shared/glossary.ts';
import { type Instant, parseInstant } from '#shared/kernel/plain-date.ts';
import { type Office, officeOf } from '#shared/ledger/office-name.ts';
import { isCellName } from '#shared/reporting/cell-name.ts';
import type { Period } from '#shared/reporting/figure-source.ts';
import type { Report } from '#shared/reporting/report.ts';
import type { Scope } from '#shared/reporting/year-events.ts';
import type { House } from '#shared/store/house.ts';
import { allBehind, toldWeight } from '#shared/year/behind-cell.ts';
import { type Choice, type ChosenReport, chosenReport, reportLedger } from '#shared/year/chosen-report.ts';
import type { Member } from '#shared/year/entries.ts';
import { openingBalanceOf } from '#shared/year/opening-balance-of.ts';
import { treeMembers } from '#shared/year/tree-members.ts';
import { owesSignature, partsOf, treeReport } from '#shared/year/tree-report.ts';
import { type Ending, lines } from './ending.ts';
import { type Arguments, dateIn, UsageError, yearIn } from './options.ts';

export async function report(house: House, args: Arguments): Promise<Ending> {
  const asked = args.option('format') ?? 'json';
  const format = FORMATS.find((one) => one === asked);
  if (format === undefined) throw new UsageError(`unknown --format ${asked}: ${FORMATS.join(', ')}`);
  const chosen = await reportOf(house, args);
  const form = args.flag('previous-form') ? formOf(chosen.report.year, true) : undefined;
  const made = await renderReport({ ...chosen, form }, format);
  const stderr =
    scopeOf(args) === 'tree' ? await treeNotes(house, args) : await openingNotes(house, chosen.report);
  return typeof made === 'string'
    ? { exit: 0, stdout: made, stderr }
    : { exit: 0, stdout: '', bytes: made, stderr };
}

/** What the year before owes to a report published before the product, and where the records say otherwise. */
async function openingNotes(house: House, { office, year }: Report): Promise<string> {
  const balance = await openingBalanceOf(reportLedger(house), { office, year: year - 1 });
  if (balance === null) return '';
  const said = balance.differences.map(
    ({ cell: name, records, published }) =>
      `note: ${name} ${records} by the records, ${published} as published\n`,
  );
  return [`note: ${year - 1} is compared as published, not from records\n`, ...said].join('');
}

async function reportOf(house: House, args: Arguments): Promise<ChosenReport> {
  const choice = await choiceOf(house, args);
  const ledger = reportLedger(house);
  const chosen = await (scopeOf(args) === 'tree' ? treeReport : chosenReport)(ledger, choice);
  if (chosen === null) throw new UsageError(`no version ${choice.version} of the report of ${choice.year}`);
  return chosen;
}

/** Whose reports of the tree are not signed yet: the sum takes their records as they stand. */
async function treeNotes(house: House, args: Arguments): Promise<string> {
  const parts = await partsOf(reportLedger(house), await choiceOf(house, args));
  return parts
    .filter((part) => owesSignature(part, args.office))
    .map(({ office }) => `note: ${office.id} ${office.name} is not closed\n`)
    .join('');
}

export function scopeOf(args: Arguments): Scope {
  const scope = args.option('scope') ?? 'own';
  if (scope !== 'own' && scope !== 'tree') throw new UsageError(`--scope is own or tree: ${scope}`);
  return scope;
}

async function choiceOf(house: House, args: Arguments): Promise<Choice> {
  const year = yearIn(args.rest[0]);
  return {
    office: await officeFor(house, args),
    year,
    version: versionOf(args.option('version')),
    asOf: instantOption(args.option('as-of')),
    period: periodOf(args, year),
  };
}

export async function officeFor({ log }: House, { office: id }: Arguments): Promise<Office> {
  const office = await officeOf(log, id);
  if (office === null) throw new UsageError(`no office ${id}`);
  return office;
}

function versionOf(written: string | undefined): number | 'live' | undefined {
  if (written === undefined || written === 'live') return written;
  if (!/^[1-9]\d*$/.test(written)) throw new UsageError(`--version wants a number or live: ${written}`);
  return Number(written);
}

function instantOption(written: string | undefined): Instant | undefined {
  const instant = written === undefined ? undefined : parseInstant(written);
  if (instant === null) throw new UsageError(`--as-of wants an instant with its offset: ${written}`);
  return instant;
}

function periodOf(args: Arguments, year: number): Period | undefined {
  const [from, to] = [args.option('from'), args.option('to')];
  if (from === undefined && to === undefined) return undefined;
  const period = { from: dateIn(from ?? `${year}-01-01`), to: dateIn(to ?? `${year}-12-31`) };
  if (period.from > period.to) throw new UsageError(`--from ${period.from} is after --to ${period.to}`);
  return period;
}

/** The cases of the report that `report` would print. Weights are cases, counts, or yuan for fees. */
export async function cell(house: House, args: Arguments): Promise<string> {
  const choice = await choiceOf(house, args);
  const name = args.rest[1];
  if (name === undefined) throw new UsageError('which cell? e.g. table3.newlyReceived.total');
  if (!isCellName(name))
    throw new UsageError(`${name} has no list of cases: it is not a cell, or it is a rate`);
  const members = await (scopeOf(args) === 'tree' ? ofTree : ofOffice)(house, choice, name);
  return lines(members.map(({ weight, ...member }) => ({ ...member, weight: toldWeight(name, weight) })));
}

type Behind = Pick<Member, 'case' | 'kind' | 'weight'>;

async function ofOffice(house: House, choice: Choice, name: string): Promise<Behind[]> {
  const behind = await allBehind(house, { choice, cell: name });
  if (behind === null) throw new UsageError(`no version ${choice.version} of ${choice.year}`);
  return behind.map(({ case: number, kind, weight }) => ({ case: number, kind, weight }));
}

async function ofTree(house: House, choice: Choice, name: string): Promise<(Behind & { office: string })[]> {
  const parts = await partsOf(reportLedger(house), choice);
  return treeMembers(house, parts, { cell: name, year: choice.year, period: choice.period });
}
