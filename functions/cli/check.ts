/** `check FILE`: whether a published report, of any office, ties out. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { type Readable, reportInFile, type UnreadableReport } from '#shared/checker/read-report.ts';
import { checksOf } from '#shared/reporting/checks.ts';
import type { PartialReport } from '#shared/reporting/partial-report.ts';
import { PublishedReport } from '#shared/reporting/published-report.ts';
import { uncheckedOf } from '#shared/reporting/unchecked.ts';

type CheckOutcome = { readonly exit: 0 | 1 | 2; readonly stdout: string; readonly stderr: string };
type CheckRequest = {
  readonly file: string;
  readonly previous?: string | undefined;
  /** Prints what was not read and not checked beside what fails. */
  readonly full?: boolean;
};

class NoReport extends Error {}

const FAULTS: Readonly<Record<UnreadableReport, string>> = {
  noTables: 'is no report: no row of tables 二, 三 or 四 was found in it',
  noFigures:
    'has rows of tables 二, 三 or 四, and not one figure that can be read: a cell holds a number alone',
  noReportJson: 'is no report',
  damagedDocument: 'is no .docx or .xlsx, or is damaged',
  pdfDocument: 'is a PDF of another program: copy its text into a file, or paste it on the page 核对报告',
  unknownFormat: 'is of a kind that is not read: use .docx .xlsx .csv .html .json or text',
};

function readReport(path: string): Readable {
  const bytes = bytesOf(path);
  const read = reportInFile(bytes);
  if (read.ok) return read;
  const why = read.fault === 'noReportJson' ? `\n${whyNoReport(bytes)}` : '';
  throw new NoReport(`${path} ${FAULTS[read.fault]}${why}`);
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (fault) {
    throw new NoReport(`${path}: ${fault instanceof Error ? fault.message : String(fault)}`);
  }
}

function whyNoReport(bytes: Buffer): string {
  try {
    const { error } = PublishedReport.safeParse(JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, '')));
    return error === undefined ? '' : z.prettifyError(error);
  } catch (fault) {
    return String(fault);
  }
}

function yearWarning(report: PartialReport, previous: PartialReport | undefined): string {
  const [year, before] = [report.year ?? null, previous?.year ?? null];
  if (year === null || before === null || before === year - 1) return '';
  return `warning: the report is of ${year}, the previous one of ${before}, not of ${year - 1}\n`;
}

export function runCheck(request: CheckRequest): CheckOutcome {
  const { file, previous, full = false } = request;
  if (file === '') return { exit: 2, stdout: '', stderr: 'taizhang: which file? check FILE\n' };
  try {
    const read = readReport(file);
    return outcomeOf(read, previous === undefined ? undefined : readReport(previous).report, full);
  } catch (fault) {
    if (fault instanceof NoReport) return { exit: 2, stdout: '', stderr: `${fault.message}\n` };
    throw fault;
  }
}

/** Of several reports in one file, each entry says which one it is of. */
function outcomeOf(read: Readable, previous: PartialReport | undefined, full: boolean): CheckOutcome {
  const { others = [], prose, ...first } = read;
  const all = [{ ...first, prose }, ...others.map((one) => ({ ...one, prose: undefined }))];
  const which = (index: number) => (others.length === 0 ? {} : { report: index + 1 });
  const failing = all.flatMap(({ report }, index) =>
    checksOf(report, previous)
      .filter((check) => !check.holds)
      .map((check) => ({ ...check, ...which(index) })),
  );
  const unchecked = all.flatMap(({ report, prose: beside, isTrialForm }, index) =>
    uncheckedOf(report, { previous, prose: beside, isTrialForm }).map((one) => ({ ...one, ...which(index) })),
  );
  const told = {
    unread: all.flatMap(({ unread }) => unread),
    remarks: all.flatMap(({ remarks = [] }) => remarks),
  };
  const result = full ? { failing, unchecked, ...told } : failing;
  return {
    exit: failing.length > 0 ? 1 : 0,
    stdout: `${JSON.stringify(result, null, 2)}\n`,
    stderr: yearWarning(first.report, previous) + noteOn(told.unread, full),
  };
}

/** An empty list of faults must not pass for a clean report. */
function noteOn(unread: readonly string[], full: boolean): string {
  if (full || unread.length === 0) return '';
  return `note: not all of it was read or checked (--full lists it): ${unread.join('；')}\n`;
}
