/**
 * The counting rules written a third time, from what the office did and nothing else: this model never sees an event.
 * It is told of each command or row that was accepted and keeps the plain facts; a year's tables are counted from those.
 */
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { addDays, type PlainDate } from '#shared/kernel/plain-date.ts';
import type { Tried } from './random-ledger.ts';

type Fields = Readonly<Record<string, unknown>>;
type Day = PlainDate;
type Paper = {
  column: string;
  receivedOn: Day | null;
  endedOn: Day | null;
  row: string;
  respondBy: Day | null;
  noticeReached: Day | null;
  /** When it was tried to serve the notice, and the day on which it counts as served. */
  served: { tried: Day; on: Day }[];
  parts: boolean;
  mistaken: boolean;
  paid: { on: Day; fen: number }[];
};
type DisputeStep = 'open' | 'answer' | 'judgment' | 'appeal' | 'retrial';
type Dispute = {
  block: string;
  isSuit: boolean;
  beside: boolean;
  /** As the rows of the import had it: told again it says nothing new. */
  besideByRow: string | null;
  mistaken: boolean;
  /** Openings, judgments and appeals in the order entered, with the name a correction uses. */
  steps: { what: DisputeStep; on: Day; id: string; column?: string }[];
};
type Paperwork = {
  cell: string;
  amount: number;
  on: Day;
  onId: string;
  gone: Day | null;
  goneId: string;
  mistaken: boolean;
};

const COLUMN_OF_MEANS: Readonly<Record<string, readonly string[]>> = {
  upheld: ['upheld68', 'claimRejected69', 'claimsDismissed69'],
  corrected: ['revoked64', 'noEvidence70', 'revoked70', 'changed77'],
  other: ['dismissed33', 'notAccepted30', 'mediated73', 'withdrawn62', 'actionDismissed'],
};
const DECISION_CELLS: Readonly<Record<string, string>> = {
  licence: 'table2.licences',
  penalty: 'table2.penalties',
  coercion: 'table2.coercions',
};
const inside = (on: Day | null, year: number): boolean => on !== null && Number(on.slice(0, 4)) === year;
const before = (on: Day | null, year: number): boolean => on !== null && Number(on.slice(0, 4)) < year;
const after = (on: Day | null, year: number): boolean => on !== null && Number(on.slice(0, 4)) > year;

export class CountingModel {
  readonly #papers = new Map<string, Paper>();
  readonly #disputes = new Map<string, Dispute>();
  readonly #works = new Map<string, Paperwork>();

  /** `version` is the one the case has after it. */
  accepted(tried: Tried, version: number): void {
    if (tried.by === 'row') this.#row(tried.kind, tried.row, version);
    else this.#command(tried.fields, version);
  }

  #command(fields: Fields, version: number): void {
    const number = String(fields.case);
    if (number.startsWith('P')) this.#dispute(fields, `${version}.1`);
    else if (number.startsWith('A')) this.#paper(fields);
    else this.#work(fields, `${version}.1`);
  }

  #paper(fields: Fields): void {
    const number = String(fields.case);
    const on = fields.on as Day;
    if (fields.command === 'RegisterApplication') this.#papers.set(number, registeredPaper(fields));
    const paper = this.#papers.get(number);
    if (paper === undefined) return;
    const end = (row: string, day: Day): void => {
      paper.row = row;
      paper.endedOn = day;
    };
    switch (fields.command) {
      case 'ConfirmReceipt':
        paper.receivedOn = on;
        break;
      case 'RequestCorrection':
        paper.respondBy = fields.respondBy as Day;
        break;
      case 'ExtendCorrection':
        paper.respondBy = fields.until as Day;
        break;
      case 'SendFeeNotice':
        paper.noticeReached = (fields.receivedOn as Day | undefined) ?? null;
        break;
      case 'RecordService':
        if (fields.step === 'SendFeeNotice' && fields.returned === false)
          paper.served.push({ tried: on, on: fields.way === 'publicNotice' ? addDays(on, 30) : on });
        break;
      case 'RecordFeePayment':
        paper.paid.push({ on, fen: Number(fields.amount) * 100 });
        break;
      case 'Reply':
        end(String(fields.outcome), on);
        break;
      case 'Withdraw':
        end('other.other', on);
        break;
      case 'CloseUncorrected':
        end('other.notCorrected', addDays(paper.respondBy as Day, 1));
        break;
      case 'CloseUnpaid':
        end('other.feeUnpaid', addDays(twentyWorkingDaysAfter(reachedBy(paper, on)), 1));
        break;
      case 'SplitApplication':
        paper.parts = true;
        for (const part of fields.into as string[])
          if (!this.#papers.has(part))
            this.#papers.set(part, { ...blankPaper(), column: paper.column, receivedOn: paper.receivedOn });
        break;
      default:
        correctPaper(paper, fields);
    }
  }

  #dispute(fields: Fields, id: string): void {
    const number = String(fields.case);
    const on = fields.on as Day;
    if (fields.command === 'OpenAppeal') this.#disputes.set(number, openedDispute(fields, id));
    const dispute = this.#disputes.get(number);
    if (dispute === undefined) return;
    switch (fields.command) {
      case 'AnswerAppeal':
        dispute.steps.push({ what: 'answer', on, id });
        break;
      case 'ConcludeAppeal':
        dispute.steps.push({ what: 'judgment', on, id, column: columnOf(String(fields.means), dispute, on) });
        break;
      case 'AppealJudgment':
      case 'RemandCase':
        dispute.steps.push({ what: 'appeal', on, id });
        break;
      case 'OpenRetrial':
        dispute.steps.push({ what: 'retrial', on, id });
        break;
      case 'CorrectCoDefendant':
        dispute.beside = fields.coDefendant === true;
        break;
      case 'CorrectAppealRoute':
        dispute.block = blockOf('suit', String(fields.route));
        break;
      case 'CorrectOutcome':
        Object.assign(inOrder(dispute).at(-1) ?? {}, { column: String(fields.outcome) });
        break;
      case 'CorrectDate':
        for (const step of dispute.steps) if (step.id === fields.event) step.on = on;
        break;
      case 'VoidEntry':
        dispute.mistaken = true;
    }
  }

  #work(fields: Fields, id: string): void {
    const number = String(fields.case);
    const begin = (cell: string, amount: number, on: unknown): void => {
      const rest = { gone: null, goneId: '', mistaken: false };
      this.#works.set(number, { cell, amount, on: on as Day, onId: id, ...rest });
    };
    if (fields.command === 'IssueDocument') begin(rowOfDocument(fields.kind), 1, fields.issuedOn);
    if (fields.command === 'RecordDecision')
      begin(DECISION_CELLS[String(fields.kind)] ?? '', Number(fields.count), fields.decidedOn);
    if (fields.command === 'RecordFee')
      begin('table2.feesTenThousandYuan', Math.round(Number(fields.amount) * 100), fields.receivedOn);
    const work = this.#works.get(number);
    if (work === undefined) return;
    if (fields.command === 'VoidEntry') work.mistaken = true;
    if (fields.command === 'RepealDocument')
      Object.assign(work, { gone: fields.repealedOn as Day, goneId: id });
    if (fields.command !== 'CorrectDate') return;
    if (work.onId === fields.event) work.on = fields.on as Day;
    if (work.goneId === fields.event) work.gone = fields.on as Day;
  }

  #row(kind: string, row: Fields, version: number): void {
    const number = String(row.number);
    if (kind === 'application') {
      const paper = this.#papers.get(number) ?? {
        ...blankPaper(),
        column: String(row.applicantType),
        receivedOn: row.receivedOn as Day,
      };
      if (row.outcome !== undefined && paper.endedOn === null)
        Object.assign(paper, { row: row.outcome, endedOn: row.decidedOn });
      this.#papers.set(number, paper);
    } else if (kind === 'appeal') {
      const dispute =
        this.#disputes.get(number) ?? openedDispute({ ...row, on: row.openedOn }, `${version}.1`);
      const said = row.coDefendant === undefined ? null : String(row.coDefendant);
      if (said === 'true' && dispute.besideByRow !== 'true')
        Object.assign(dispute, { beside: true, besideByRow: said });
      if (row.outcome !== undefined) {
        const on = row.concludedOn as Day;
        dispute.steps.push({ what: 'judgment', on, id: `${version}.2`, column: String(row.outcome) });
      }
      this.#disputes.set(number, dispute);
    } else {
      const work = this.#works.get(number) ?? {
        cell: rowOfDocument(row.kind),
        ...{ amount: 1, on: row.issuedOn as Day, onId: '1.1', gone: null, goneId: '', mistaken: false },
      };
      if (row.repealedOn !== undefined) work.gone = row.repealedOn as Day;
      this.#works.set(number, work);
    }
  }

  /** The sums of a year by cell. */
  sums(year: number): Map<string, number> {
    const sums = new Map<string, number>();
    const add = (cell: string, amount = 1): void => void sums.set(cell, (sums.get(cell) ?? 0) + amount);
    for (const paper of this.#papers.values()) countPaper(paper, year, add);
    for (const dispute of this.#disputes.values()) countDispute(dispute, year, add);
    for (const work of this.#works.values()) countWork(work, year, add);
    return sums;
  }
}

function blankPaper(): Paper {
  const nothing = { receivedOn: null, endedOn: null, respondBy: null, noticeReached: null };
  return { ...nothing, column: '', row: '', parts: false, mistaken: false, paid: [], served: [] };
}

function registeredPaper(fields: Fields): Paper {
  const { channel, submittedOn, signedForOn, confirmedOn } = fields as Readonly<Record<string, Day>>;
  const confirmed = confirmedOn ?? null;
  const posted = signedForOn ?? confirmed;
  const given = String(channel) === 'inPerson' ? (submittedOn ?? null) : confirmed;
  const receivedOn = String(channel) === 'post' ? posted : given;
  return { ...blankPaper(), column: (fields.applicant as { type: string }).type, receivedOn };
}

function correctPaper(paper: Paper, fields: Fields): void {
  if (fields.command === 'CorrectApplicantType') paper.column = String(fields.type);
  if (fields.command === 'CorrectOutcome') paper.row = String(fields.outcome);
  if (fields.command === 'VoidEntry') paper.mistaken = true;
  if (fields.command !== 'CorrectDate') return;
  if (fields.event === 'receivedOn') paper.receivedOn = fields.on as Day;
  else paper.endedOn = fields.on as Day;
}

/** The first service that was tried by that day, else what was said when the notice went out. */
function reachedBy({ served, noticeReached }: Paper, day: Day): Day {
  const known = served.filter(({ tried }) => tried <= day).map(({ on }) => on);
  return known.sort()[0] ?? (noticeReached as Day);
}

function twentyWorkingDaysAfter(day: Day): Day {
  let date = day;
  for (let left = 20; left > 0; left -= STATE_CALENDAR.isWorkingDay(date) ? 1 : 0) date = addDays(date, 1);
  return date;
}

function blockOf(kind: string, route: string): string {
  return kind === 'review' ? 'review' : route === 'afterReview' ? 'suitAfterReview' : 'suitDirect';
}

function openedDispute(fields: Fields, id: string): Dispute {
  const isSuit = fields.kind === 'suit';
  return {
    block: blockOf(String(fields.kind), String(fields.route)),
    isSuit,
    beside: isSuit && String(fields.coDefendant) === 'true',
    besideByRow: null,
    mistaken: false,
    steps: [{ what: 'open', on: fields.on as Day, id }],
  };
}

const CONFIRMING = ['upheld89', 'appealWithdrawn'];

/** A judgment that only confirms goes to the column of the one before it. */
function columnOf(means: string, dispute: Dispute, on: Day): string {
  const before = inOrder(dispute).filter((step) => step.what === 'judgment' && step.on <= on);
  if (CONFIRMING.includes(means)) return before.at(-1)?.column ?? '';
  return Object.keys(COLUMN_OF_MEANS).find((column) => COLUMN_OF_MEANS[column]?.includes(means)) ?? '';
}

function rowOfDocument(kind: unknown): string {
  return kind === 'regulation' ? 'table2.regulations' : 'table2.normativeDocuments';
}

type Add = (cell: string, amount?: number) => void;

function countPaper(paper: Paper, year: number, add: Add): void {
  if (paper.mistaken) return;
  for (const { on, fen } of paper.paid) if (inside(on, year)) add('table2.feesTenThousandYuan', fen);
  const { receivedOn, endedOn } = paper;
  if (receivedOn === null || paper.parts || after(receivedOn, year)) return;
  const row = (name: string): void => {
    add(`table3.${name}.${paper.column}`);
    add(`table3.${name}.total`);
  };
  const isOpenAtStart = before(receivedOn, year) && !before(endedOn, year);
  if (inside(receivedOn, year)) row('newlyReceived');
  if (isOpenAtStart) row('carriedOver');
  if (inside(endedOn, year)) row(paper.row);
  if (inside(endedOn, year)) row('concluded');
  if (endedOn === null || after(endedOn, year)) row('carriedForward');
}

/** What decides, by its day: the opening first, then judgments and appeals. */
function inOrder({ steps }: Dispute): Dispute['steps'] {
  const [opening, ...later] = steps;
  const deciding = later.filter(({ what }) => what !== 'answer');
  return [
    ...(opening ? [opening] : []),
    ...deciding.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
  ];
}

const inOtherYear = (one: Day, other: Day): boolean => one.slice(0, 4) !== other.slice(0, 4);

/** A retrial of a later year is a further count: the judgment it reopens stays in its own, where it was entered. */
function countDispute(dispute: Dispute, year: number, add: Add): void {
  if (dispute.beside || dispute.mistaken) return;
  const counts: Dispute['steps'][] = [];
  for (const step of inOrder(dispute)) {
    const last = counts.at(-1)?.at(-1);
    const anew = step.what === 'retrial' && last?.what === 'judgment' && inOtherYear(last.on, step.on);
    if (last === undefined || anew) counts.push([step]);
    else counts.at(-1)?.push(step);
  }
  for (const count of counts) countOnce(count, dispute.block, { year, add });
}

function countOnce(steps: Dispute['steps'], block: string, { year, add }: { year: number; add: Add }): void {
  const [opening, last] = [steps[0], steps.at(-1)];
  if (opening === undefined || after(opening.on, year)) return;
  const endedOn = last?.what === 'judgment' ? last.on : null;
  if (before(endedOn, year)) return;
  add(`table4.${block}.${inside(endedOn, year) ? last?.column : 'pending'}`);
  add(`table4.${block}.total`);
}

function countWork({ cell, amount, on, gone, mistaken }: Paperwork, year: number, add: Add): void {
  if (mistaken) return;
  const isDocument = cell.endsWith('ocuments') || cell.endsWith('egulations');
  if (!isDocument && inside(on, year)) add(cell, amount);
  if (!isDocument) return;
  if (inside(on, year)) add(`${cell}.issued`);
  if (inside(gone, year)) add(`${cell}.repealed`);
  if (!after(on, year) && (gone === null || after(gone, year))) add(`${cell}.inForce`);
}
