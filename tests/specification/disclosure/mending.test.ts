/** What was entered wrongly of an application, put right: its texts, its channel with the day of receipt, what a correction brought. */
import { describe, expect, it } from 'vitest';
import { decide } from '#shared/disclosure/decide.ts';
import { mendable } from '#shared/disclosure/mend.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import {
  answered,
  asked,
  consulted,
  corrected,
  does,
  given,
  received,
  replied,
} from '../../support/application-desk.ts';

const registered = (channel: string, fields: object = {}) =>
  does('RegisterApplication', {
    ...{ channel, submittedOn: '2026-11-02', subject: '规划图' },
    applicant: { type: 'naturalPerson', name: '赵一' },
    ...fields,
  });
const mends = (fields: object) => does('CorrectText', { reason: '录入时看错', ...fields });
const channelIs = (channel: string, fields: object = {}) =>
  does('CorrectFact', { channel, reason: '误选渠道', ...fields });

describe('CorrectText', () => {
  it('puts the name and the subject right with one reason, and the case reads so', () => {
    const { now, events } = given(registered('inPerson'))
      .when(mends({ texts: { applicantName: '赵益', subject: '总体规划图' } }))
      .thenEvents({
        type: 'TextCorrected',
        on: '2026-11-24',
        data: { event: '1.1', fields: ['applicantName', 'subject'] },
        texts: { applicantName: '赵益', subject: '总体规划图', whyCorrected: '录入时看错' },
      });
    expect(now.texts).toMatchObject({ applicantName: '赵益', subject: '总体规划图' });
    expect(events[0]?.texts).toMatchObject({ applicantName: '赵一' });
  });

  it('adds the proof of identity that was left out, and takes a text out that belongs to somebody else', () => {
    const added = given(registered('inPerson')).and(mends({ field: 'identity', value: '护照 E1' }));
    expect(added.now.texts.identity).toBe('护照 E1');
    expect(added.and(mends({ field: 'identity', value: '' })).now.texts.identity).toBeUndefined();
  });

  it('keeps the name and the subject, which no application is without', () => {
    given(registered('inPerson'))
      .when(mends({ field: 'subject', value: ' ' }))
      .thenRefused('required');
  });

  it('has nothing to record where the text reads so already', () => {
    given(registered('inPerson'))
      .when(mends({ field: 'subject', value: '规划图\r\n' }))
      .thenNothing();
  });

  it('warns of a wrong check digit, as the registration does', () => {
    given(registered('inPerson'))
      .when(mends({ field: 'identity', value: '440301198505056664' }))
      .thenWarned('checkDigit');
  });

  it('names the third party as it is called, so that its answer finds it', () => {
    const { now } = given(received('2026-11-02'), consulted('2026-11-03', '某公可'))
      .and(mends({ event: 'ConsultThirdParty', field: 'party', value: '某公司' }))
      .and(answered('2026-11-10', '某公司'));
    expect(now.consultations).toMatchObject([{ party: '某公司', answeredOn: '2026-11-10' }]);
  });

  it('reaches the text of a step by its event, or the newest that has one', () => {
    const one = given(received('2026-11-02'), asked('2026-11-03', '2026-11-20'));
    one.when(mends({ texts: { '2.1/items': '文号和年份' } })).thenEvents({ data: { event: '2.1' } });
    one.when(mends({ field: 'items', value: '文号和年份' })).thenEvents({ data: { event: '2.1' } });
    one.when(mends({ event: '1.1', field: 'items', value: '文号' })).thenRefused('noSuchText');
    one.when(mends({ event: 'Reply', field: 'items', value: '文号' })).thenRefused('unknownEvent');
    one.when(mends({ field: 'document', value: 'UEs=' })).thenRefused('badChoice');
    one.when(mends({})).thenRefused('required');
  });

  it('is the officer’s once the case is concluded, and nobody’s once it is voided', () => {
    const { now } = given(received('2026-11-02'), replied('2026-11-10'));
    const context = { calendar: STATE_CALENDAR, today: dateOf('2026-11-24') };
    const command = mends({ field: 'subject', value: '图' });
    expect(decide(now, command, { ...context, role: 'intake' })).toMatchObject({
      refusal: { code: 'notAllowed' },
    });
    expect(decide(now, command, { ...context, role: 'officer' }).ok).toBe(true);
    expect(mendable(now).isConcluded).toBe(true);
    given(received('2026-11-02'), does('VoidEntry', { on: '2026-11-03', reason: '误登' }))
      .when(command)
      .thenRefused('voided');
  });

  it('changes no date: the reply is due when it was', () => {
    const before = given(registered('inPerson')).now;
    const after = given(registered('inPerson'), mends({ field: 'subject', value: '图' })).now;
    expect({ ...after, texts: {}, steps: [] }).toEqual({ ...before, texts: {}, steps: [] });
  });
});

describe('收到补正', () => {
  const waiting = given(registered('inPerson'), asked('2026-11-03', '2026-11-20'));

  it('records the identity and the clarified request that came with it', () => {
    const { now } = waiting
      .when(does('RecordCorrection', { on: '2026-11-09', identity: '护照 E1', subject: '2025年总体规划图' }))
      .thenEvents('CorrectionReceived', {
        type: 'TextCorrected',
        on: '2026-11-09',
        data: { event: '1.1', fields: ['identity', 'subject'], supplied: true },
      });
    expect(now.texts).toMatchObject({ identity: '护照 E1', subject: '2025年总体规划图' });
    expect(now.correction?.receivedOn).toBe('2026-11-09');
  });

  it('records what reads otherwise than before, and the form of delivery', () => {
    waiting.when(corrected('2026-11-09')).thenEvents('CorrectionReceived');
    waiting
      .when(does('RecordCorrection', { on: '2026-11-09', subject: '规划图', deliveryForm: '纸质' }))
      .thenEvents('CorrectionReceived', { type: 'RegistrationCorrected', data: { deliveryForm: '纸质' } });
  });
});

describe('another channel (条例31)', () => {
  it('over the counter: received on the day it was handed in', () => {
    const { now } = given(registered('online', { confirmedOn: '2026-11-05' }))
      .when(channelIs('inPerson'))
      .thenEvents('RegistrationCorrected', {
        type: 'DateCorrected',
        data: { event: '1.1', to: '2026-11-02' },
      });
    expect(now).toMatchObject({ channel: 'inPerson', receivedOn: '2026-11-02', submittedOn: '2026-11-02' });
  });

  it('by post: received on the day it was signed for, which somebody has to say', () => {
    const one = given(registered('inPerson'));
    one.when(channelIs('post')).thenRefused('receiptDayNeeded', '条例31');
    one.when(channelIs('post', { signedForOn: '2026-11-01' })).thenRefused('dateOrder', '条例31');
    const { now } = one.and(channelIs('post', { signedForOn: '2026-11-04' }));
    expect(now).toMatchObject({ channel: 'post', receivedOn: '2026-11-04', submittedOn: '2026-11-02' });
  });

  it('of one that was never confirmed: handed in at the counter it needs no confirmation', () => {
    const { now } = given(registered('online')).and(channelIs('inPerson'));
    expect(now).toMatchObject({ channel: 'inPerson', receivedOn: '2026-11-02' });
    expect(given(registered('online')).and(channelIs('fax')).now).toMatchObject({ receivedOn: null });
  });

  it('confirmed on a day of its own, it keeps that day over the internet and by fax', () => {
    const one = given(registered('online'), does('ConfirmReceipt', { on: '2026-11-06' }));
    expect(one.and(channelIs('fax')).now).toMatchObject({ channel: 'fax', receivedOn: '2026-11-06' });
    expect(one.and(channelIs('inPerson')).now.receivedOn).toBe('2026-11-02');
  });

  it('is refused where a step would lie before the receipt', () => {
    given(registered('inPerson'), asked('2026-11-03', '2026-11-20'))
      .when(channelIs('post', { signedForOn: '2026-11-04' }))
      .thenRefused('contradictsLaterStep');
  });

  it('brings its day to the parts of a paper that is split afterwards', () => {
    const { now } = given(registered('online', { confirmedOn: '2026-11-05' }), channelIs('inPerson'));
    expect(now.steps[0]?.event.data).toMatchObject({ channel: 'inPerson' });
  });
});

describe('a reply that gives out while a third party may still object (条例32)', () => {
  it('says so, and until when; not once its fifteen working days are over or it has answered', () => {
    const one = given(received('2026-11-02'), consulted('2026-11-03', '某公司', '2026-11-04'));
    one.when(replied('2026-11-20')).thenWarned('thirdPartyMayStillAnswer');
    one.when(replied('2026-11-20', 'unavailable.notHeld')).thenWarned();
    one.and(answered('2026-11-10')).when(replied('2026-11-20')).thenWarned();
    const late = given(received('2026-10-09'), consulted('2026-10-12', '某公司', '2026-10-12'));
    late.when(replied('2026-11-20')).thenWarned();
  });
});

describe('a row that was imported', () => {
  const row = {
    ...{ number: '2026-1', receivedOn: '2026-11-02', applicantType: 'naturalPerson' },
    ...{ applicantName: '赵一', identity: 'E1', subject: '规划图', channel: 'online' },
  };

  it('stays a duplicate after its texts were corrected or taken out, and undoes nothing', () => {
    const one = given()
      .whenImported(row)
      .thenLawful()
      .and(mends({ texts: { applicantName: '赵益', identity: '' } }))
      .and(channelIs('fax'));
    const { now } = one.whenImported(row).thenNothing();
    expect(now.texts).toEqual({ applicantName: '赵益', subject: '规划图' });
    expect(now).toMatchObject({ channel: 'fax', receivedOn: '2026-11-02' });
    one.whenImported({ ...row, applicantName: '赵益' }).thenNothing();
    one.whenImported({ ...row, applicantName: '钱二' }).thenConflict('applicantName');
  });
});
