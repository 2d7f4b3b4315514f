/** Registering, a correction, and those who are asked: what is recorded, warned of and refused, article by article. */
import { describe, expect, it } from 'vitest';
import type { DisclosureCommand } from '#shared/disclosure/commands.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import {
  answered,
  asked,
  consulted,
  corrected,
  does,
  given,
  received,
  under,
} from '../../support/application-desk.ts';

const RECEIVED = received('2026-06-01');
const on = '2026-06-08';

describe('registering (条例29, 31)', () => {
  const applicant = { type: 'naturalPerson', name: '赵一', identity: '护照 E1', contact: '电话' };
  const registers = (fields: object, who: object = {}) =>
    does('RegisterApplication', {
      ...{ channel: 'post', submittedOn: '2026-06-01', subject: '规划图', ...fields },
      applicant: { ...applicant, ...who },
    });

  it('records what was said, and nothing for what was not', () => {
    const { events } = given().when(registers({ signedForOn: '2026-06-03', deliveryForm: '纸质' }));
    expect(events).toMatchObject([
      {
        ...{ on: '2026-06-03', data: { signedForOn: '2026-06-03', confirmedOn: null, deliveryForm: '纸质' } },
        texts: { applicantName: '赵一', identity: '护照 E1', contact: '电话', subject: '规划图' },
      },
    ]);
    expect(Object.keys(events[0]?.texts ?? {})).not.toContain('description');
    expect(given().when(registers({ confirmedOn: '2026-06-04' })).events).toMatchObject([
      { on: '2026-06-04', data: { signedForOn: null, confirmedOn: '2026-06-04', deliveryForm: null } },
    ]);
    expect(given().when(registers({})).events).toMatchObject([
      { on: '2026-06-01', data: { receivedOn: null } },
    ]);
    const fax = { channel: 'fax', signedForOn: '2026-06-03' };
    expect(given().when(registers(fax)).events).toMatchObject([{ data: { receivedOn: null } }]);
  });

  it('warns of what is missing, by either, and of nothing else', () => {
    given().when(registers({})).thenWarned();
    given()
      .when(registers({}, { identity: undefined }))
      .thenWarned('incompleteArt29');
    given()
      .when(registers({}, { contact: undefined }))
      .thenWarned('incompleteArt29');
  });

  it('is not received or confirmed before it was sent; on that day it may be', () => {
    given()
      .when(registers({ signedForOn: '2026-05-31' }))
      .thenRefused('dateOrder', '条例31');
    given()
      .when(registers({ signedForOn: '2026-06-01' }))
      .thenLawful();
    const open = given(registers({ channel: 'online' }));
    open.when(does('ConfirmReceipt', { on: '2026-05-31' })).thenRefused('dateOrder', '条例31');
    open.when(does('ConfirmReceipt', { on: '2026-06-01' })).thenLawful();
  });

  it('checks the number of a person as a person’s, that of an organisation as its own', () => {
    const organisation = { type: 'commercialEnterprise', identity: '91350100M000100Y44' };
    given().when(registers({}, organisation)).thenWarned('checkDigit');
    given()
      .when(registers({}, { identity: '440301198505056664' }))
      .thenWarned('checkDigit');
    // eighteen digits that are a code of an organisation, and nobody's card
    const code = '914403001922038216';
    given()
      .when(registers({}, { ...organisation, identity: code }))
      .thenWarned();
    given()
      .when(registers({}, { identity: code }))
      .thenWarned('checkDigit');
  });
});

describe('a correction (条例30)', () => {
  const waiting = given(RECEIVED, asked('2026-06-03', '2026-06-15'));

  it('is asked for by a later day, and comes on the day of the notice at the earliest', () => {
    given(RECEIVED).when(asked('2026-06-03', '2026-06-03')).thenRefused('dateOrder', '条例30');
    given(RECEIVED).when(asked('2026-06-03', '2026-06-04')).thenLawful();
    waiting.when(corrected('2026-06-02')).thenRefused('dateOrder', '条例30');
    waiting.when(corrected('2026-06-03')).thenLawful();
    waiting
      .and(corrected('2026-06-05'))
      .when(corrected('2026-06-02'))
      .thenRefused('noCorrectionRequested', '条例30');
  });

  it('that comes after its day is taken, and that is said', () => {
    waiting.when(corrected('2026-06-15')).thenWarned();
    waiting.when(corrected('2026-06-16')).thenWarned('correctionAfterDate');
    given(RECEIVED).when(corrected('2026-06-16')).thenRefused('noCorrectionRequested', '条例30');
  });

  it('brings the form of delivery where it is another', () => {
    const told = waiting.and(does('CorrectFact', { deliveryForm: '纸质', reason: '补录' }));
    told.when(does('RecordCorrection', { on, deliveryForm: '纸质' })).thenEvents('CorrectionReceived');
    told
      .when(does('RecordCorrection', { on, deliveryForm: '电子' }))
      .thenEvents('CorrectionReceived', 'RegistrationCorrected');
  });

  it('is given a longer period only to a day that is still to come', () => {
    const until = (day: string) => does('ExtendCorrection', { on: '2026-06-22', until: day, reason: '住院' });
    waiting.when(until('2026-06-22')).thenRefused('dateOrder', '条例30');
    waiting.when(until('2026-06-23')).thenLawful();
  });
});

describe('asking others (条例32, 34)', () => {
  const two = given(RECEIVED, consulted('2026-06-02', '某公司'), consulted('2026-06-03', '某厂'));
  const organ = (fields: object = {}) =>
    does('ConsultOrgan', { on: '2026-06-03', organ: '某公司', ...fields });

  it('is answered by whom it asked, once, and not before', () => {
    const { now } = two.when(answered(on, '某厂')).thenEvents({ data: { consultation: 1 } });
    expect(now.consultations.map(({ answeredOn }) => answeredOn)).toEqual([null, on]);
    two.when(answered(on, '别家')).thenRefused('noSuchConsultation', '条例32');
    two.when(answered('2026-06-02', '某厂')).thenRefused('dateOrder', '条例32');
    two.and(answered(on)).when(answered(on)).thenRefused('consultationAnswered', '条例32');
    two.when(does('RecordOrganReply', { on, organ: '某公司' })).thenRefused('noSuchConsultation', '条例34');
    two
      .and(organ())
      .when(does('RecordOrganReply', { on, organ: '某公司' }))
      .thenEvents({ data: { consultation: 2 } });
  });

  it('of one party twice is answered letter by letter', () => {
    const again = given(RECEIVED, consulted('2026-06-02'), answered('2026-06-03'), consulted('2026-06-04'));
    again.when(answered(on)).thenEvents({ data: { consultation: 1 } });
    again.when(answered('2026-06-03')).thenRefused('dateOrder', '条例32');
  });

  it('of an organ keeps whether it made the information too, where that was said', () => {
    const dataOf = (command: DisclosureCommand) => given(RECEIVED).when(command).events[0]?.data;
    expect(dataOf(organ())).toEqual({ consultation: 0, receivedOn: null });
    expect(dataOf(organ({ jointlyMade: false }))).toEqual({
      consultation: 0,
      receivedOn: null,
      jointlyMade: false,
    });
    given(RECEIVED)
      .when(organ({ receivedOn: '2026-06-02' }))
      .thenRefused('dateOrder', '条例34');
    given(RECEIVED)
      .when(consulted('2026-06-03', '某公司', '2026-06-02'))
      .thenRefused('dateOrder', '条例32');
  });

  it('keeps the policy consultationDays, where the office has settled another', () => {
    const asks = (days: Policies['consultationDays']) =>
      under({ consultationDays: days }, given(RECEIVED), organ());
    expect(asks('bothDays')).toMatchObject({ ok: true, events: [{ data: { days: 'bothDays' } }] });
    const plain = asks('answerDay');
    expect(plain.ok && Object.keys(plain.events[0]?.data ?? {})).not.toContain('days');
  });
});
