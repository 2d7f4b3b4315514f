/** Commands that sign a year's report, and what a closed year has not yet said. */

import { type ReportPackage, reportPackage } from '#shared/documents/report-package.ts';
import { FIRST_REPORTED_YEAR, type Scope } from '#shared/reporting/year-events.ts';
import { latest } from '#shared/reporting/year-state.ts';
import type { House } from '#shared/store/house.ts';
import { readingInSlices } from '#shared/store/passes.ts';
import { countedCommits } from '#shared/store/verify-chains.ts';
import { amendmentsOf } from '#shared/year/amendments.ts';
import { reportLedger } from '#shared/year/chosen-report.ts';
import { signTree } from '#shared/year/sign-tree.ts';
import { signYear } from '#shared/year/sign-year.ts';
import { suitsNotCountedBy } from '#shared/year/suits-not-counted.ts';
import { yearStateOf } from '#shared/year/year-history.ts';
import { officeFor, scopeOf } from './annual.ts';
import { type Ending, ended, lines } from './ending.ts';
import { type Arguments, needed, UsageError, yearIn } from './options.ts';
import { progressLine } from './progress.ts';
import { toldFault } from './told-fault.ts';

/** Exit 1 with one list, a JSON array, while something blocks. */
export async function sign(house: House, args: Arguments): Promise<Ending> {
  const year = yearIn(args.rest[0]);
  if (year < FIRST_REPORTED_YEAR)
    throw new UsageError(`no annual report before ${FIRST_REPORTED_YEAR}: ${year}`);
  const approvedBy = needed(args, 'approved-by');
  const reason = args.command === 'restate' ? { reason: needed(args, 'reason') } : {};
  const office = await officeFor(house, args);
  const scope = scopeOf(args);
  const clockAhead = args.flag('clock-ahead');
  const confirmed = args.values('confirm').flatMap((one) => one.split(','));
  const signing = { office, year, approvedBy, actor: args.actor, clockAhead, confirmed, ...reason };
  const { log, done } = await told(house);
  const signed = await (scope === 'tree' ? signTree : signYear)({ ...house, log }, signing);
  done();
  const notes = scope === 'own' ? await suitNotes(house, office.id).catch(() => '') : '';
  if (!signed.ok) return { ...ended(1, signed.obstacles), stderr: notes };
  const { report: _, version, ...rest } = signed.frozen;
  const { checkpoint = null } = signed;
  const difference = args.command === 'restate' ? { difference: signed.difference } : {};
  // it is signed whatever happens from here on
  const made = await packageOf(house, { office: office.id, year, scope }, version).catch(notMade);
  const result = {
    office: office.id,
    year,
    version,
    ...rest,
    ...reason,
    ...difference,
    package: 'name' in made ? made.name : null,
    checkpoint,
  };
  const unsealed = checkpoint === null ? UNSEALED : '';
  const note = 'name' in made ? packageNote(made) : lackOfPackage(year, made);
  return { ...ended(0, result), stderr: `${notes}${note}${unsealed}` };
}

const notMade = (fault: unknown): { readonly fault: unknown } => ({ fault });

const lackOfPackage = (year: number, { fault }: { readonly fault: unknown }): string =>
  `note: signed, and its package was not made: ${toldFault(fault)}; taizhang package ${year} --out FILE makes it (已定稿，成果包没有做成)\n`;

/** Its ledger is read slice by slice, and how far that is stands on a terminal. */
async function told({ log }: House) {
  const show = progressLine('读取台账');
  const total = (await countedCommits(log)) ?? 0;
  return {
    log: readingInSlices(log, (read) => show(total === 0 ? read : Math.min(read, total - 1), total)),
    done: () => show(1, 1),
  };
}

const UNSEALED = 'note: signed, and not sealed yet; taizhang checkpoint says why (已定稿，尚未存证)\n';

/** What stops no signature and should be looked at before one. */
async function suitNotes(house: House, office: string): Promise<string> {
  const unsure = (await suitsNotCountedBy(house, office)).filter((suit) => suit.unsure);
  return unsure
    .map(
      ({ number }) =>
        `note: ${number} has a co-defendant and is not counted; CorrectCoDefendant mends or confirms\n`,
    )
    .join('');
}

type Address = { readonly office: string; readonly year: number; readonly scope: Scope };

/** The latest version's without a number. */
async function packageOf(
  house: House,
  address: Address,
  version: number | undefined,
): Promise<ReportPackage> {
  const state = await yearStateOf(house.log, address);
  const frozen =
    version === undefined ? latest(state) : state.versions.find((one) => one.version === version);
  if (!frozen) throw new UsageError(`no version ${version ?? ''} of the report of ${address.year}`);
  return reportPackage(house, { ...address, frozen });
}

function packageNote({ missing }: ReportPackage): string {
  return missing.length === 0 ? '' : `note: not in the package, no browser to print with: ${missing}\n`;
}

/** `package YEAR --out FILE`: what was handed over when the year was signed, as one .zip. */
export async function packaged(house: House, args: Arguments): Promise<Ending> {
  const office = await officeFor(house, args);
  if (args.option('out') === undefined) throw new UsageError('--out FILE is needed');
  const address = { office: office.id, year: yearIn(args.rest[0]), scope: scopeOf(args) };
  const made = await packageOf(house, address, versionNumber(args.option('version')));
  return { exit: 0, stdout: '', bytes: made.bytes, stderr: packageNote(made) };
}

function versionNumber(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  if (!/^[1-9]\d*$/.test(written)) throw new UsageError(`--version wants a number: ${written}`);
  return Number(written);
}

/** What has been recorded since a year was closed and touches it, cell by cell; empty while it still says the truth. */
export async function amendments(house: House, args: Arguments): Promise<string> {
  const office = await officeFor(house, args);
  const found = await amendmentsOf(reportLedger(house), { office, year: yearIn(args.rest[0]) });
  if (found === null) throw new UsageError(`${args.rest[0]} is not closed`);
  return lines(found);
}
