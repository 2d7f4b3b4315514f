/** Ledgers made at random through the product's own doors: commands and imported rows, lawful or refused. */
import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { APPLICANT_TYPES, formOf } from '#shared/glossary.ts';
import type { Row } from '#shared/kernel/kind.ts';
import { addDays, dateOf, instantOf, type PlainDate, yearOf } from '#shared/kernel/plain-date.ts';
import { POLICIES, POLICY_NAMES } from '#shared/kernel/policies.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { buildReport } from '#shared/reporting/build-report.ts';
import type { Report } from '#shared/reporting/report.ts';
import type { OrderedLog } from '#shared/store/ports.ts';
import { sqliteEventLog } from '#shared/store/sqlite/event-log.ts';
import { openLedger } from '#shared/store/sqlite/schema.ts';
import { figuresOf } from '#shared/year/figures.ts';
import { tally } from '#shared/year/tally.ts';

export const YEARS = [2024, 2025, 2026, 2027, 2028];
export const TODAY = dateOf('2028-06-30');
const FIRST = dateOf('2024-11-01');
const SPAN = 1100;

/** What is tried on case `who` of its kind, on day `day` after the first; `pick` and `more` choose details. */
export type Move = {
  readonly what: string;
  readonly who: number;
  readonly day: number;
  readonly pick: number;
  readonly more: number;
};
/** A move spelt out: a command's fields, or a row of an import. */
export type Tried =
  | { readonly by: 'command'; readonly fields: Fields }
  | { readonly by: 'row'; readonly kind: string; readonly row: Row };

type Spelling = (move: Move, on: PlainDate) => Tried;

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
const command = (fields: Fields): Tried => ({ by: 'command', fields });
const outcomeOf = (on: PlainDate, pick: number) => at(formOf(yearOf(on)).outcomes, pick).key;
/** Of a reply: now and then the two rows that stand for two cases of 条例36, which may be said or not. */
const replied = (on: PlainDate, pick: number, more: number) =>
  at<Fields>(
    [
      { outcome: outcomeOf(on, pick) },
      { outcome: 'disclosed' },
      { outcome: 'disclosed', article: at(['36(1)', '36(2)'], pick) },
      { outcome: 'unavailable.notHeld', article: at(['36(4)', '36(5)'], pick) },
    ],
    more,
  );
const REASON = 'mistyped';

const REVIEW_MEANS = [
  'notAccepted30',
  'upheld68',
  'claimRejected69',
  'revoked64',
  'noEvidence70',
  'dismissed33',
  'mediated73',
];
const SUIT_MEANS = ['claimsDismissed69', 'revoked70', 'changed77', 'withdrawn62', 'actionDismissed'];
const MEANS = [...REVIEW_MEANS, ...SUIT_MEANS, 'upheld89', 'appealWithdrawn'];
const CORRECTABLE = ['1.1', '2.1', '3.1', '4.1', '2.2'];
const DOCUMENT_KINDS = ['regulation', 'normativeDocument'];

const application = (who: number) => `A${who}`;
const appeal = (who: number) => `P${who}`;

const DISCLOSURE: Readonly<Record<string, Spelling>> = {
  RegisterApplication: ({ what, who, pick, more }, on) => {
    const channel = at(['inPerson', 'post', 'online', 'fax'], pick);
    const later = addDays(on, more % 40);
    const confirmed = more % 3 === 0 ? {} : { confirmedOn: later };
    const signed = channel === 'post' && more % 2 === 0 ? { signedForOn: later } : {};
    const applicant = { type: at(APPLICANT_TYPES, pick + more), name: '某' };
    const rest = { applicant, subject: '材料', ...confirmed, ...signed };
    return command({ command: what, case: application(who), channel, submittedOn: on, ...rest });
  },
  ConfirmReceipt: step({}),
  RequestCorrection: ({ what, who, more }, on) =>
    command({ command: what, case: application(who), on, items: '文号', respondBy: addDays(on, more % 30) }),
  RecordCorrection: step({}),
  ExtendCorrection: ({ what, who, more }, on) =>
    command({ command: what, case: application(who), on, until: addDays(on, more % 40), reason: REASON }),
  SendFeeNotice: ({ what, who, more }, on) => {
    const come = more % 3 === 0 ? {} : { receivedOn: addDays(on, more % 5) };
    const notice = { ...come, basis: 'perItem', quantity: 11 + (more % 20) };
    return command({ command: what, case: application(who), on, ...notice });
  },
  /** Of what was done last, whatever paper it has. */
  RecordService: ({ what, who, pick, more }, on) =>
    command({
      command: what,
      case: application(who),
      on,
      step: at(['SendFeeNotice', 'RequestCorrection', 'Reply'], pick),
      way: at(['inPerson', 'post', 'publicNotice'], more),
      returned: more % 7 === 0,
    }),
  RecordFeePayment: ({ what, who, more }, on) =>
    command({ command: what, case: application(who), on, amount: 50 * (1 + (more % 60)) }),
  Reply: ({ what, who, pick, more }, on) =>
    command({ command: what, case: application(who), on, ...replied(on, pick, more) }),
  CloseUncorrected: step({}),
  CloseUnpaid: step({}),
  Withdraw: step({}),
  SplitApplication: ({ what, who }, on) =>
    command({ command: what, case: application(who), on, into: [`A${who}-1`, `A${who}-2`] }),
  SplitPart: ({ who, more }, on) => {
    const part = `A${who}-${1 + (more % 2)}`;
    return command({ command: 'SplitApplication', case: part, on, into: [`${part}-1`, `${part}-2`] });
  },
  ReplyToPart: ({ who, pick, more }, on) =>
    command({ command: 'Reply', case: `A${who}-${1 + (more % 2)}`, on, ...replied(on, pick, more) }),
  RedoReply: ({ what, who, pick, more }, on) =>
    command({ command: what, case: application(who), on, ...replied(on, pick, more), byOrderOf: '法院' }),
  ReviseReply: ({ what, who, pick, more }, on) =>
    command({ command: what, case: application(who), on, ...replied(on, pick, more), reason: REASON }),
  CorrectApplicantType: ({ what, who, pick }, on) =>
    command({ command: what, case: application(who), on, type: at(APPLICANT_TYPES, pick), reason: REASON }),
  CorrectOutcome: ({ what, who, pick, more }, on) =>
    command({ command: what, case: application(who), on, ...replied(on, pick, more), reason: REASON }),
  CorrectDate: ({ what, who, pick }, on) =>
    command({
      command: what,
      case: application(who),
      event: at(['receivedOn', 'decidedOn'], pick),
      on,
      reason: REASON,
    }),
  VoidEntry: ({ what, who }, on) => command({ command: what, case: application(who), on, reason: REASON }),
  applicationRow: ({ who, pick, more, day }, on) => {
    const ended = { outcome: outcomeOf(addDays(on, more), pick), decidedOn: addDays(on, more) };
    const row = {
      number: `M${who}`,
      receivedOn: on,
      applicantType: at(APPLICANT_TYPES, more),
      subject: '材料',
    };
    return { by: 'row', kind: 'application', row: day % 3 === 0 ? row : { ...row, ...ended } };
  },
};

function step(fields: Fields): Spelling {
  return ({ what, who }, on) => command({ command: what, case: application(who), on, ...fields });
}

const APPEALS: Readonly<Record<string, Spelling>> = {
  OpenAppeal: ({ what, who, pick, more }, on) => {
    const kind = at(['review', 'suit'], pick);
    const suit = kind === 'suit' ? { route: at(['direct', 'afterReview'], more) } : {};
    const beside = more % 5 === 0 ? { coDefendant: true } : {};
    return command({ command: what, case: appeal(who), kind, on, ...suit, ...beside });
  },
  serveDecision: ({ who, pick, more }, on) => {
    const way = at(['post', 'publicNotice', 'inPerson'], pick);
    const fields = { kind: 'appeal', step: 'ConcludeAppeal', way, returned: more % 7 === 0 };
    return command({ command: 'RecordService', case: appeal(who), on, ...fields });
  },
  RecordEffect: ({ what, who }, on) => command({ command: what, case: appeal(who), on }),
  AnswerAppeal: ({ what, who }, on) => command({ command: what, case: appeal(who), on }),
  ConcludeAppeal: ({ what, who, pick }, on) =>
    command({ command: what, case: appeal(who), on, means: at(MEANS, pick) }),
  AppealJudgment: ({ what, who }, on) => command({ command: what, case: appeal(who), on }),
  RemandCase: ({ what, who }, on) => command({ command: what, case: appeal(who), on }),
  OpenRetrial: ({ what, who, pick }, on) =>
    command({ command: what, case: appeal(who), on, byHigherCourt: pick % 2 === 0 }),
  CorrectAppealRoute: ({ what, who, pick }, on) =>
    command({
      command: what,
      case: appeal(who),
      on,
      route: at(['direct', 'afterReview'], pick),
      reason: REASON,
    }),
  CorrectCoDefendant: ({ what, who, pick }, on) =>
    command({ command: what, case: appeal(who), on, coDefendant: pick % 2 === 0, reason: REASON }),
  CorrectAppealOutcome: ({ who, pick }, on) => {
    const outcome = at(['upheld', 'corrected', 'other'], pick);
    return command({ command: 'CorrectOutcome', case: appeal(who), on, outcome, reason: REASON });
  },
  CorrectAppealDate: ({ who, pick }, on) =>
    command({ command: 'CorrectDate', case: appeal(who), event: at(CORRECTABLE, pick), on, reason: REASON }),
  VoidAppeal: ({ who }, on) => command({ command: 'VoidEntry', case: appeal(who), on, reason: REASON }),
  appealRow: ({ who, pick, more, day }, on) => {
    const kind = at(['review', 'suit'], pick);
    const suit = kind === 'suit' ? { route: at(['direct', 'afterReview'], more) } : {};
    const ended = { outcome: at(['upheld', 'corrected', 'other'], more), concludedOn: addDays(on, more) };
    const beside =
      kind === 'suit' ? at([{}, {}, { coDefendant: 'true' }, { coDefendant: 'false' }], pick + more) : {};
    const row = { number: `N${who}`, kind, openedOn: on, ...suit, ...beside };
    return { by: 'row', kind: 'appeal', row: day % 3 === 0 ? row : { ...row, ...ended } };
  },
};

const REGISTER: Readonly<Record<string, Spelling>> = {
  IssueDocument: ({ what, who, pick }, on) =>
    command({ command: what, case: `D${who}`, kind: at(DOCUMENT_KINDS, pick), issuedOn: on }),
  RepealDocument: ({ what, who }, on) => command({ command: what, case: `D${who}`, repealedOn: on }),
  CorrectDocumentDate: ({ who, pick }, on) =>
    command({ command: 'CorrectDate', case: `D${who}`, event: at(CORRECTABLE, pick), on, reason: REASON }),
  VoidDocument: ({ who }, on) => command({ command: 'VoidEntry', case: `D${who}`, on, reason: REASON }),
  RecordDecision: ({ what, who, pick, more }, on) => {
    const kind = at(['licence', 'licence', 'penalty', 'coercion'], pick);
    const refused = more % 3 === 0 ? {} : { refused: Math.floor(more / (1 + (pick % 3))) };
    return command({ command: what, case: `E${who}`, kind, decidedOn: on, count: more, ...refused });
  },
  RecordFee: ({ what, who, pick, more }, on) =>
    command({ command: what, case: `F${who}`, receivedOn: on, amount: (more * 1000 - pick * 333) / 100 }),
  documentRow: ({ who, pick, more, day }, on) => {
    const row = { number: `G${who}`, kind: at(DOCUMENT_KINDS, pick), issuedOn: on };
    return {
      by: 'row',
      kind: 'document',
      row: day % 2 === 0 ? row : { ...row, repealedOn: addDays(on, more) },
    };
  },
};

/** What an office settles now and then: the steps entered afterwards follow it, those before do not. */
const SETTLED: Readonly<Record<string, Spelling>> = {
  SetPolicy: ({ what, pick, more }) => {
    const policy = at(['redoPolicy', 'instancePolicy', ...POLICY_NAMES] as const, pick);
    const reach = at(['openYears', 'fromNow'], pick + more);
    return command({ command: what, policy, value: at(POLICIES[policy], more), reach });
  },
};

const SPELLINGS: Readonly<Record<string, Spelling>> = { ...DISCLOSURE, ...APPEALS, ...REGISTER, ...SETTLED };
/** The ways cases usually go; each leaves the next step something to act on. */
const COURSES: readonly (readonly string[])[] = [
  ['RegisterApplication', 'ConfirmReceipt', 'Reply', 'CorrectDate', 'CorrectOutcome'],
  ['RegisterApplication', 'RequestCorrection', 'CloseUncorrected', 'CorrectDate'],
  ['RegisterApplication', 'RequestCorrection', 'RecordCorrection', 'Reply', 'RedoReply'],
  ['RegisterApplication', 'SetPolicy', 'Reply', 'RedoReply', 'CorrectOutcome', 'RedoReply', 'CorrectDate'],
  ['RegisterApplication', 'Reply', 'ReviseReply', 'SetPolicy', 'RedoReply', 'ReviseReply', 'CorrectDate'],
  ['RegisterApplication', 'RequestCorrection', 'ExtendCorrection', 'CloseUncorrected', 'CorrectDate'],
  [
    'OpenAppeal',
    'ConcludeAppeal',
    'serveDecision',
    'SetPolicy',
    'AppealJudgment',
    'ConcludeAppeal',
    'serveDecision',
  ],
  ['SetPolicy', 'OpenAppeal', 'ConcludeAppeal', 'RecordEffect', 'CorrectAppealOutcome'],
  ['SetPolicy', 'OpenAppeal', 'ConcludeAppeal', 'AppealJudgment', 'ConcludeAppeal'],
  ['OpenAppeal', 'ConcludeAppeal', 'AppealJudgment', 'RemandCase', 'ConcludeAppeal', 'CorrectAppealDate'],
  ['OpenAppeal', 'SetPolicy', 'ConcludeAppeal', 'OpenRetrial', 'ConcludeAppeal', 'OpenRetrial', 'RemandCase'],
  ['RegisterApplication', 'SendFeeNotice', 'RecordFeePayment', 'Reply', 'CorrectDate'],
  ['RegisterApplication', 'SendFeeNotice', 'CloseUnpaid', 'CorrectOutcome', 'CorrectApplicantType'],
  ['RegisterApplication', 'SendFeeNotice', 'RecordService', 'CloseUnpaid', 'RecordService', 'CorrectOutcome'],
  ['RegisterApplication', 'RequestCorrection', 'RecordService', 'CloseUncorrected', 'Reply', 'RecordService'],
  ['SetPolicy', 'RegisterApplication', 'SplitApplication', 'SplitPart', 'ReplyToPart', 'ReplyToPart'],
  ['RegisterApplication', 'SplitApplication', 'ReplyToPart', 'ReplyToPart', 'CorrectDate'],
  ['RegisterApplication', 'Withdraw', 'VoidEntry'],
  ['applicationRow', 'applicationRow'],
  ['OpenAppeal', 'ConcludeAppeal', 'ConcludeAppeal', 'AppealJudgment', 'ConcludeAppeal', 'ConcludeAppeal'],
  [
    'OpenAppeal',
    'AnswerAppeal',
    'ConcludeAppeal',
    'ConcludeAppeal',
    'CorrectAppealOutcome',
    'CorrectAppealDate',
  ],
  ['OpenAppeal', 'CorrectAppealRoute', 'CorrectAppealDate', 'ConcludeAppeal', 'AppealJudgment'],
  ['appealRow', 'appealRow'],
  ['IssueDocument', 'RepealDocument', 'CorrectDocumentDate', 'CorrectDocumentDate'],
  ['documentRow', 'RecordDecision', 'RecordFee'],
  ['RecordDecision', 'RecordDecision', 'RecordDecision'],
];

const details = { day: fc.nat(SPAN), pick: fc.nat(41), more: fc.nat(90) };
const stray = fc.record({ what: fc.constantFrom(...Object.keys(SPELLINGS)), who: fc.nat(3), ...details });

/** A course on one case: its steps follow each other by some days, now and then by a year. */
const course = fc
  .record({
    steps: fc.constantFrom(...COURSES),
    who: fc.nat(3),
    start: fc.nat(SPAN),
    pace: fc.constantFrom(3, 20, 60, 300),
    details: fc.array(fc.record({ gap: fc.nat(99), pick: fc.nat(41), more: fc.nat(90) }), {
      minLength: 7,
      maxLength: 7,
    }),
  })
  .map(({ steps, who, start, pace, details: each }): Move[] => {
    let day = start;
    return steps.map((what, index) => {
      const { gap, pick, more } = each[index] ?? { gap: 0, pick: 0, more: 0 };
      day += index === 0 ? 0 : Math.round((gap * pace) / 100);
      return { what, who, day, pick, more };
    });
  });

/** At most `most` moves: courses of cases with stray moves between them, and policies that change on the way. */
export const settledMoves = (most: number): fc.Arbitrary<Move[]> =>
  fc
    .array(fc.oneof({ weight: 3, arbitrary: course }, { weight: 2, arbitrary: stray.map((one) => [one]) }), {
      minLength: 1,
      maxLength: most,
      size: 'max',
    })
    .map((parts) => parts.flat().slice(0, most));

/** The same while every policy stands as it comes. */
export const moves = (most: number): fc.Arbitrary<Move[]> =>
  settledMoves(most).map((list) => list.filter(({ what }) => what !== 'SetPolicy'));

export function spell(move: Move): Tried {
  const spelling = SPELLINGS[move.what];
  if (spelling === undefined) throw new Error(`no such move: ${move.what}`);
  return spelling(move, addDays(FIRST, move.day));
}

export const OFFICE = 'o';
const actor = { user: 'li', role: 'operator', via: 'cli' } as const;
export const clock = { now: () => instantOf(Date.parse(`${TODAY}T12:00:00+08:00`)) };

export type RandomLedger = { readonly log: OrderedLog; readonly db: DatabaseSync };

export function emptyLedger(): RandomLedger {
  const db = openLedger(':memory:');
  return { db, log: sqliteEventLog(db, { clock, masterKey: randomBytes(32) }) };
}

/** The version of the case that the move left, null when it was refused, a conflict or nothing new. */
export async function carryOut({ log }: Pick<RandomLedger, 'log'>, tried: Tried): Promise<number | null> {
  if (tried.by === 'command') {
    const done = await executeCommand({ log, clock }, { office: OFFICE, actor, fields: tried.fields });
    return done.ok && done.outcome === 'recorded' ? done.version : null;
  }
  const room = KINDS.get(tried.kind);
  if (room === undefined) throw new Error(`no room for ${tried.kind}`);
  const where = { office: OFFICE, number: String(tried.row.number), actor };
  const [done] = await log.write([rowJob(room, where, tried.row)]);
  if (done === undefined || !done.ok) throw done?.error ?? new Error('nothing written');
  return done.value.outcome === 'recorded' ? done.value.version : null;
}

export async function reportsOf({ log }: RandomLedger, years: readonly number[]): Promise<Report[]> {
  const counted = await tally(log, { office: OFFICE, asOf: null });
  const source = figuresOf(counted);
  const head = {
    office: { id: OFFICE, name: '甲' },
    status: 'live',
    version: null,
    asOf: clock.now(),
  } as const;
  return years.map((year) => buildReport({ ...head, year }, source));
}
