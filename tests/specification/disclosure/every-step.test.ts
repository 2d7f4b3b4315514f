/** Every step in every situation: what the law allows is done, everything else is refused with its code and article. */
import { describe, expect, it } from 'vitest';
import { refusalText } from '#shared/glossary/refusals.ts';
import { REFUSAL_CODES, type RefusalCode } from '#shared/kernel/refusal-code.ts';
import { clockAfter, givenOn } from '../../support/application-desk.ts';
import { SITUATIONS, STEPS, stepNamed, THAT_DAY } from '../../support/application-situations.ts';

/** `OK` is lawful; the other signs are refusals, with the article they rest on. */
const SIGNS: Readonly<Record<string, string>> = {
  OK: 'lawful',
  '--': 'unknownCase',
  vd: 'voided',
  nr: 'notReceived 条例31',
  ar: 'alreadyReceived 条例31',
  sp: 'alreadySplit 条例29',
  ac: 'alreadyConcluded 条例33',
  rc: 'correctionAlreadyRequested 条例30',
  nc: 'noCorrectionRequested 条例30',
  p0: 'periodNotEnded 条例30',
  n2: 'noSuchConsultation 条例32',
  n4: 'noSuchConsultation 条例34',
  xd: 'extensionAfterDue 条例33',
  xx: 'alreadyExtended 条例33',
  wc: 'awaitingCorrection 条例33',
  wp: 'awaitingPayment 条例33',
  ra: 'reasonsAlreadyAsked 条例35',
  na: 'noReasonsAsked 条例35',
  fn: 'feeAlreadyNoticed 国办函〔2020〕109号2',
  nf: 'noFeeNotice 条例42',
  ap: 'alreadyPaid 条例42',
  pf: 'periodNotEnded 国办函〔2020〕109号',
  n6: 'notConcluded 条例36',
  n5: 'notConcluded 条例45',
  av: 'archived 条例45',
  un: 'unknownEvent',
  np: 'noPaper',
};

/** Columns in the order of the procedure: see COLUMNS. */
const LAW = `
  unregistered      -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- --
  unconfirmed       OK nr nr nr nr n2 nr n4 nr nr nr nr nr nr nr nr nr nr nr n6 n6 n5 un
  processing        ar OK nc nc OK n2 OK n4 OK OK na OK OK nf OK nc nf OK OK n6 n6 n5 un
  overdue           ar OK nc nc OK n2 OK n4 xd OK na OK OK nf OK nc nf OK OK n6 n6 n5 un
  correctionAwaited ar rc OK OK OK n2 OK n4 wc OK na OK OK nf OK p0 nf OK OK n6 n6 n5 OK
  correctionLapsed  ar rc OK OK OK n2 OK n4 wc OK na OK OK nf OK OK nf OK OK n6 n6 n5 OK
  corrected         ar rc nc nc OK n2 OK n4 OK OK na OK OK nf OK nc nf OK OK n6 n6 n5 OK
  thirdPartyAsked   ar OK nc nc OK OK OK n4 OK OK na OK OK nf OK nc nf OK OK n6 n6 n5 OK
  organAsked        ar OK nc nc OK n2 OK OK OK OK na OK OK nf OK nc nf OK OK n6 n6 n5 OK
  extended          ar OK nc nc OK n2 OK n4 xx OK na OK OK nf OK nc nf OK OK n6 n6 n5 OK
  reasonsAsked      ar OK nc nc OK n2 OK n4 OK ra OK OK OK nf OK nc nf OK OK n6 n6 n5 OK
  reasonsGiven      ar OK nc nc OK n2 OK n4 OK ra na OK OK nf OK nc nf OK OK n6 n6 n5 OK
  delayAgreed       ar OK nc nc OK n2 OK n4 OK ra na OK OK nf OK nc nf OK OK n6 n6 n5 OK
  feeAwaited        ar OK nc nc OK n2 OK n4 wp OK na OK fn OK OK nc pf OK OK n6 n6 n5 OK
  feeLapsed         ar OK nc nc OK n2 OK n4 wp OK na OK fn OK OK nc OK OK OK n6 n6 n5 OK
  feePaid           ar OK nc nc OK n2 OK n4 OK OK na OK fn ap OK nc ap OK OK n6 n6 n5 OK
  replied           ar ac ac ac ac n2 ac n4 ac ac ac ac ac ac ac ac ac ac ac OK OK OK OK
  archived          ar ac ac ac ac n2 ac n4 ac ac ac ac ac ac ac ac ac ac ac OK OK av OK
  closedUncorrected ar rc ac ac ac n2 ac n4 ac ac ac ac ac ac ac ac ac ac ac OK OK OK OK
  closedUnpaid      ar ac ac ac ac n2 ac n4 ac ac ac ac fn ac ac ac ac ac ac OK OK OK OK
  withdrawn         ar ac ac ac ac n2 ac n4 ac ac ac ac ac ac ac ac ac ac ac OK OK OK np
  split             ar sp sp sp sp n2 sp n4 sp sp sp sp sp sp sp sp sp sp sp n6 n6 OK np
  voided            vd vd vd vd vd vd vd vd vd vd vd vd vd vd vd vd vd vd vd vd vd vd vd
`;
const COLUMNS =
  'ConfirmReceipt RequestCorrection RecordCorrection ExtendCorrection ConsultThirdParty RecordThirdPartyReply ConsultOrgan ' +
  'RecordOrganReply ExtendReply AskReasons RecordReasons AgreeDelay SendFeeNotice RecordFeePayment Reply ' +
  'CloseUncorrected CloseUnpaid Withdraw SplitApplication RedoReply ReviseReply Archive RecordService';

const rows = LAW.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/))
  .map(([situation = '', ...signs]) => [situation, signs] as const);

describe('every step in every situation', () => {
  it('is judged by one row of the law each', () => {
    expect(rows.map(([situation]) => situation)).toEqual(Object.keys(SITUATIONS));
    expect(STEPS.map((step) => step.command).join(' ')).toBe(COLUMNS);
  });

  it.each(rows)('%s', (situation, signs) => {
    const one = givenOn(THAT_DAY, ...(SITUATIONS[situation] ?? []));
    const judged = STEPS.map((step) => {
      const { refusal, events } = one.when(step);
      if (refusal === null) return events.length > 0 ? 'lawful' : 'nothing recorded';
      return `${refusal.code} ${refusal.article}`.trim();
    });
    expect(judged).toEqual(signs.map((sign) => SIGNS[sign]));
  });

  it('is refused in words, by a code of the closed list', () => {
    for (const [code = ''] of Object.values(SIGNS).map((said) => said.split(' '))) {
      if (code === 'lawful') continue;
      expect(REFUSAL_CODES).toContain(code);
      expect(refusalText(code as RefusalCode)).toMatch(/\p{Script=Han}/u);
    }
  });
});

describe('a step taken late (条例30, 33, 35, 42)', () => {
  const late = (name: string) =>
    clockAfter([...(SITUATIONS.overdue ?? []), stepNamed(name)], THAT_DAY).breaches.map(
      ({ code, article, on }) => `${code} ${article} ${on}`,
    );

  it('is recorded, because it happened, and marked as a breach on its day', () => {
    expect(late('RequestCorrection')).toEqual([`correctionNoticeLate 条例30 ${THAT_DAY}`]);
    expect(late('SendFeeNotice')).toEqual([`feeNoticeLate 条例42 ${THAT_DAY}`]);
    expect(late('Reply')).toEqual([`replyLate 条例33 ${THAT_DAY}`]);
    expect(late('Withdraw')).toEqual([`replyLate 条例33 ${THAT_DAY}`]);
    const reasons = SITUATIONS.overdue ?? [];
    const agreed = clockAfter([...reasons, stepNamed('AskReasons'), stepNamed('AgreeDelay')], THAT_DAY);
    expect(agreed.breaches).toMatchObject([{ code: 'delayAfterDue', article: '条例35', on: THAT_DAY }]);
  });
});
