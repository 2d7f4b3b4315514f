/** The ways an application can go, as the clerks of the sample office would enter them. */
import type { Outcome } from '#shared/glossary.ts';
import { addDays, type PlainDate } from '#shared/kernel/plain-date.ts';
import { type Entry, step, workday, workdaysAfter } from './agenda.ts';
import { APPROVER, CORRECTION_ITEMS, OFFICERS, ORGANS, THIRD_PARTIES } from './sample-words.ts';
import type { Seeded } from './seeded.ts';

export type Paper = {
  readonly number: string;
  readonly receivedOn: PlainDate;
  readonly outcome: Outcome;
  readonly chance: Seeded;
  /** Numbers that a split takes for its parts; empty for every other way. */
  readonly parts: readonly string[];
};
/** What follows the registration. */
export type Path = (paper: Paper) => Entry[];

type Taken = Readonly<Record<string, unknown>> & { readonly receivedOn?: PlainDate };
/** A step whose letter has to arrive is entered when that is known. */
const entered = ({ number, chance }: Paper, on: PlainDate, fields: Taken): Entry =>
  step(fields.receivedOn ?? on, chance.pick(OFFICERS), {
    case: number,
    on,
    ...fields,
  });

function replied(paper: Paper, on: PlainDate, outcome: Outcome = paper.outcome): Entry[] {
  const documentNumber = `示政数公开〔${on.slice(0, 4)}〕${Number(paper.number.slice(-4))}号`;
  const reply = entered(paper, on, { command: 'Reply', outcome, documentNumber });
  const archived = paper.chance.chance(0.5)
    ? [entered(paper, workdaysAfter(on, paper.chance.int(20, 40)), { command: 'Archive' })]
    : [];
  return [reply, ...archived];
}

export const prompt: Path = (paper) =>
  replied(paper, workdaysAfter(paper.receivedOn, paper.chance.int(3, 19)));
/** Answered after the twenty days: recorded, and shown as a breach. */
export const late: Path = (paper) =>
  replied(paper, workdaysAfter(paper.receivedOn, paper.chance.int(21, 24)));
export const waiting: Path = () => [];

export const extended: Path = (paper) => {
  const on = workdaysAfter(paper.receivedOn, paper.chance.int(14, 19));
  const extend = {
    command: 'ExtendReply',
    workingDays: paper.chance.pick([10, 15, 20]),
    approvedBy: APPROVER,
    reason: '涉及档案较多，需要逐一查找、核对',
  };
  return [
    entered(paper, on, extend),
    ...replied(paper, workdaysAfter(paper.receivedOn, paper.chance.int(24, 30))),
  ];
};

const askedToCorrect = (paper: Paper): { asked: Entry; on: PlainDate; respondBy: PlainDate } => {
  const on = workdaysAfter(paper.receivedOn, paper.chance.int(2, 6));
  const respondBy = workdaysAfter(on, 15);
  const items = paper.chance.pick(CORRECTION_ITEMS);
  return { asked: entered(paper, on, { command: 'RequestCorrection', items, respondBy }), on, respondBy };
};

export const corrected: Path = (paper) => {
  const { asked, on } = askedToCorrect(paper);
  const back = workdaysAfter(on, paper.chance.int(3, 12));
  return [
    asked,
    entered(paper, back, { command: 'RecordCorrection' }),
    ...replied(paper, workdaysAfter(back, paper.chance.int(5, 18))),
  ];
};

export const uncorrected: Path = (paper) => {
  const { asked, respondBy } = askedToCorrect(paper);
  return [asked, entered(paper, workday(addDays(respondBy, 2)), { command: 'CloseUncorrected' })];
};

export const thirdParty: Path = (paper) => {
  const on = workdaysAfter(paper.receivedOn, paper.chance.int(2, 6));
  const party = paper.chance.pick(THIRD_PARTIES);
  const receivedOn = workdaysAfter(on, 2);
  const answeredOn = workdaysAfter(on, paper.chance.int(4, 12));
  const consents = paper.outcome === 'disclosed';
  return [
    entered(paper, on, { command: 'ConsultThirdParty', party, receivedOn }),
    entered(paper, answeredOn, { command: 'RecordThirdPartyReply', party, consents }),
    ...replied(paper, workdaysAfter(answeredOn, paper.chance.int(2, 8))),
  ];
};

export const organ: Path = (paper) => {
  const on = workdaysAfter(paper.receivedOn, paper.chance.int(2, 6));
  const body = paper.chance.pick(ORGANS);
  const answeredOn = workdaysAfter(on, paper.chance.int(3, 9));
  return [
    entered(paper, on, { command: 'ConsultOrgan', organ: body }),
    entered(paper, answeredOn, { command: 'RecordOrganReply', organ: body }),
    ...replied(paper, workdaysAfter(answeredOn, paper.chance.int(2, 8))),
  ];
};

function feeNotice(paper: Paper): { notice: Entry; receivedOn: PlainDate; yuan: number } {
  const on = workdaysAfter(paper.receivedOn, paper.chance.int(4, 10));
  const receivedOn = workdaysAfter(on, 1);
  // 国办函〔2020〕109号 art. 5, written out for four numbers of pages
  const fees = [
    [45, 150],
    [80, 500],
    [120, 1100],
    [250, 4700],
  ] as const;
  const [quantity, yuan] = paper.chance.pick(fees);
  const fields = { command: 'SendFeeNotice', receivedOn, basis: 'perPage', quantity };
  return { notice: entered(paper, on, fields), receivedOn, yuan };
}

export const feePaid: Path = (paper) => {
  const { notice, receivedOn, yuan } = feeNotice(paper);
  const on = workdaysAfter(receivedOn, paper.chance.int(2, 15));
  return [
    notice,
    entered(paper, on, { command: 'RecordFeePayment', amount: yuan }),
    ...replied(paper, workdaysAfter(on, paper.chance.int(3, 15))),
  ];
};

export const feeUnpaid: Path = (paper) => {
  const { notice, receivedOn } = feeNotice(paper);
  return [notice, entered(paper, workdaysAfter(receivedOn, 22), { command: 'CloseUnpaid' })];
};

/** 条例35: reasons are asked for and a date is agreed. */
export const voluminous: Path = (paper) => {
  const on = workdaysAfter(paper.receivedOn, 4);
  const explained = workdaysAfter(on, 6);
  const until = workdaysAfter(paper.receivedOn, 35);
  return [
    entered(paper, on, { command: 'AskReasons' }),
    entered(paper, explained, { command: 'RecordReasons' }),
    entered(paper, explained, { command: 'AgreeDelay', until, reason: '申请数量较多，需分批查找' }),
    ...replied(paper, workdaysAfter(paper.receivedOn, 32)),
  ];
};

export const withdrawn: Path = (paper) => [
  entered(paper, workdaysAfter(paper.receivedOn, paper.chance.int(2, 12)), { command: 'Withdraw' }),
];

/** One paper with several requests, each answered under its own number (条例29). */
export const split: Path = (paper) => {
  const on = workdaysAfter(paper.receivedOn, 2);
  const outcomes: readonly Outcome[] = ['disclosed', 'unavailable.notHeld', 'refused.processInformation'];
  return [
    entered(paper, on, { command: 'SplitApplication', into: paper.parts }),
    ...paper.parts.flatMap((number, index) =>
      replied({ ...paper, number }, workdaysAfter(on, 8 + index), outcomes[index % 3]),
    ),
  ];
};

export const voided: Path = (paper) => [
  entered(paper, workdaysAfter(paper.receivedOn, 1), { command: 'VoidEntry', reason: '重复登记' }),
];

export const retyped: Path = (paper) => {
  const on = workdaysAfter(paper.receivedOn, 3);
  const fields = {
    command: 'CorrectApplicantType',
    type: 'otherOrganisation',
    reason: '登记时申请人类型选择有误',
  };
  return [entered(paper, on, fields), ...prompt(paper)];
};

export const outcomeCorrected: Path = (paper) => {
  const [reply] = prompt(paper);
  if (reply === undefined || !('fields' in reply)) return [];
  const on = workdaysAfter(reply.enteredOn, 4);
  const reason = '复核时发现办理结果勾选有误';
  return [reply, entered(paper, on, { command: 'CorrectOutcome', outcome: 'partiallyDisclosed', reason })];
};
