/** What was recorded wrongly of an application and rests on the law: its outcome, its column, its day of receipt, the day of a closing. */
import { describe, expect, it } from 'vitest';
import type { DisclosureCommand } from '#shared/disclosure/commands.ts';
import {
  asked,
  corrected,
  dateCorrected,
  does,
  given,
  noticed,
  paid,
  received,
  replied,
} from '../../support/application-desk.ts';
import { later, nthWorkingDay } from '../../support/office-days.ts';

const RECEIVED = received('2026-06-01');
const outcomeIs = (outcome: string, fields: object = {}): DisclosureCommand =>
  does('CorrectOutcome', { on: '2026-09-01', outcome, reason: '误录', ...fields });

describe('an outcome that is corrected', () => {
  it('was given before (条例36), and is said once', () => {
    given(RECEIVED).when(outcomeIs('disclosed')).thenRefused('notConcluded', '条例36');
    const one = given(RECEIVED, replied('2026-06-08'));
    one.when(outcomeIs('disclosed')).thenNothing();
    one.when(outcomeIs('refused.stateSecret')).thenEvents({
      ...{ type: 'OutcomeCorrected', data: { outcome: 'refused.stateSecret' }, texts: { reason: '误录' } },
    });
  });

  it('names the case of 条例36 that it is, which is a correction of its own', () => {
    const one = given(RECEIVED, replied('2026-06-08'));
    const told = one.when(outcomeIs('disclosed', { article: '36(1)' })).thenEvents('OutcomeCorrected');
    told.when(outcomeIs('disclosed', { article: '36(1)' })).thenNothing();
    told.when(outcomeIs('disclosed')).thenNothing();
    one.when(outcomeIs('disclosed', { article: '36(5)' })).thenRefused('badChoice', '条例36');
  });

  it('is still unclear only where a correction was asked for and came (条例30)', () => {
    const unclear = outcomeIs('unavailable.stillUnclear');
    const waiting = [RECEIVED, asked('2026-06-02', '2026-06-30')];
    given(RECEIVED, replied('2026-06-08')).when(unclear).thenRefused('correctionRequired', '条例30');
    given(...waiting, replied('2026-06-08'))
      .when(unclear)
      .thenRefused('correctionRequired', '条例30');
    given(...waiting, corrected('2026-06-05'), replied('2026-06-08'))
      .when(unclear)
      .thenLawful();
  });

  it('is not corrected only where none came and the period had ended by then (条例30)', () => {
    const silent = outcomeIs('other.notCorrected');
    const waiting = [RECEIVED, asked('2026-06-02', '2026-06-15')];
    given(RECEIVED, replied('2026-06-08')).when(silent).thenRefused('noCorrectionRequested', '条例30');
    given(...waiting, corrected('2026-06-05'), replied('2026-06-17'))
      .when(silent)
      .thenRefused('noCorrectionRequested', '条例30');
    given(...waiting, replied('2026-06-15'))
      .when(silent)
      .thenRefused('periodNotEnded', '条例30');
    given(...waiting, replied('2026-06-16'))
      .when(silent)
      .thenLawful();
  });

  it('is unpaid only where a notice came and its twenty working days had ended (条例42; 国办函〔2020〕109号)', () => {
    const unpaid = outcomeIs('other.feeUnpaid');
    const end = nthWorkingDay('2026-06-03', 20);
    const waiting = [RECEIVED, noticed('2026-06-03')];
    given(RECEIVED, replied('2026-06-08')).when(unpaid).thenRefused('noFeeNotice', '条例42');
    given(...waiting, paid('2026-06-05'), replied(later(end, 1)))
      .when(unpaid)
      .thenRefused('alreadyPaid', '条例42');
    given(RECEIVED, noticed('2026-06-03', { receivedOn: undefined }), replied(later(end, 1)))
      .when(unpaid)
      .thenRefused('notServed', '国办函〔2020〕109号');
    given(...waiting, replied(end))
      .when(unpaid)
      .thenRefused('periodNotEnded', '国办函〔2020〕109号');
    given(...waiting, replied(later(end, 1)))
      .when(unpaid)
      .thenLawful();
  });

  it('of an imported case is taken as told: it has no steps', () => {
    const row = { number: '2025-1', receivedOn: '2025-03-03', applicantType: 'naturalPerson', subject: '图' };
    const imported = { ...row, applicantName: '赵一', outcome: 'disclosed', decidedOn: '2025-03-10' };
    const told = given().whenImported(imported).thenLawful();
    for (const outcome of ['unavailable.stillUnclear', 'other.notCorrected', 'other.feeUnpaid'])
      told.when(outcomeIs(outcome)).thenEvents('OutcomeCorrected');
  });
});

describe('the kind of applicant (R11)', () => {
  const typeIs = (type: string) => does('CorrectApplicantType', { on: '2026-06-08', type, reason: '误选' });

  it('is corrected with a reason, and said once', () => {
    given(RECEIVED).when(typeIs('naturalPerson')).thenNothing();
    const { now } = given(RECEIVED)
      .when(typeIs('commercialEnterprise'))
      .thenEvents({ type: 'ApplicantTypeCorrected', data: { type: 'commercialEnterprise' } });
    expect(now.applicantType).toBe('commercialEnterprise');
  });
});

describe('the day of receipt (条例31)', () => {
  const sent = (channel: string, fields: object = {}) =>
    does('RegisterApplication', {
      ...{ channel, submittedOn: '2026-06-03', subject: '规划图', ...fields },
      applicant: { type: 'naturalPerson', name: '赵一' },
    });

  it('of what was sent is not corrected to a day before it was', () => {
    const online = given(sent('online', { confirmedOn: '2026-06-05' }));
    online.when(dateCorrected('receivedOn', '2026-06-02')).thenRefused('dateOrder', '条例31');
    online.when(dateCorrected('receivedOn', '2026-06-05')).thenNothing();
    const moved = online.when(dateCorrected('receivedOn', '2026-06-03')).thenEvents('DateCorrected');
    expect(moved.now.receivedOn).toBe('2026-06-03');
    const confirmed = given(sent('online'), does('ConfirmReceipt', { on: '2026-06-05' }));
    confirmed.when(dateCorrected('receivedOn', '2026-06-02')).thenRefused('dateOrder', '条例31');
    given(sent('online')).when(dateCorrected('RegisterApplication', '2026-06-02')).thenLawful();
  });

  it('of what was handed in is the day it was submitted, and moves with it', () => {
    const told = given(sent('inPerson')).when(dateCorrected('receivedOn', '2026-06-02')).thenLawful();
    expect(told.now).toMatchObject({ receivedOn: '2026-06-02' });
  });

  it('bounds no other date: a step is judged by its own rule', () => {
    given(sent('online', { confirmedOn: '2026-06-05' }), asked('2026-06-08', '2026-06-30'))
      .when(dateCorrected('RequestCorrection', '2026-06-09'))
      .thenLawful();
    given(RECEIVED).when(dateCorrected('Reply', '2026-06-09')).thenRefused('unknownEvent');
  });
});

describe('the day of a closing (条例30; R4)', () => {
  it('is that of its outcome: the day after the period, not the day of the act', () => {
    const closed = given(
      ...[RECEIVED, asked('2026-06-02', '2026-06-15'), does('CloseUncorrected', { on: '2026-06-22' })],
    );
    closed.when(dateCorrected('outcome', '2026-06-16')).thenNothing();
    const { now } = closed.when(dateCorrected('outcome', '2026-06-22')).thenEvents('DateCorrected');
    expect(now.conclusion?.on).toBe('2026-06-22');
    closed.when(dateCorrected('RequestCorrection', '2026-06-16')).thenRefused('dateOrder', '条例30');
  });
});
