/** The channel and the form of delivery put right, and the day of receipt that follows (条例29, 31). */
import { describe, expect, it } from 'vitest';
import { decide } from '#shared/disclosure/decide.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { type ApplicationTold, does, given, received, replied } from '../../support/application-desk.ts';

const sent = (channel: string, fields: object = {}) =>
  given(
    does('RegisterApplication', {
      ...{ channel, submittedOn: '2026-11-02', subject: '规划图', ...fields },
      applicant: { type: 'naturalPerson', name: '赵一', identity: '护照 E1' },
    }),
  );
const factIs = (fields: object) => does('CorrectFact', { reason: '误录', ...fields });

describe('the form of delivery (条例29)', () => {
  it('is recorded by itself, said once, and taken out again', () => {
    const told = sent('inPerson');
    const { events } = told.when(factIs({ deliveryForm: '纸质' }));
    expect(events).toMatchObject([{ type: 'RegistrationCorrected', on: '2026-11-24' }]);
    expect(events[0]?.data).toEqual({ deliveryForm: '纸质' });
    told.when(factIs({ deliveryForm: '' })).thenNothing();
    const paper = told.and(factIs({ deliveryForm: '纸质' }));
    paper.when(factIs({ deliveryForm: '纸质' })).thenNothing();
    expect(paper.when(factIs({ deliveryForm: '' })).events[0]?.data).toEqual({ deliveryForm: null });
    told.when(factIs({})).thenRefused('required');
  });

  it('is put right on the day that is said, and beside the channel', () => {
    const told = sent('inPerson');
    expect(told.when(factIs({ deliveryForm: '纸质', on: '2026-11-09' })).events).toMatchObject([
      { on: '2026-11-09' },
    ]);
    const both = { channel: 'post', signedForOn: '2026-11-04', deliveryForm: '纸质' };
    expect(told.when(factIs(both)).events[0]?.data).toEqual(both);
    // a day belongs to a channel: without one it says nothing
    const alone = { deliveryForm: '纸质', signedForOn: '2026-11-04', confirmedOn: '2026-11-04' };
    expect(told.when(factIs(alone)).events[0]?.data).toEqual({ deliveryForm: '纸质' });
  });

  it('is the officer’s once the case is concluded', () => {
    const as = (role: 'intake' | 'officer', told: ApplicationTold) => {
      const context = { calendar: STATE_CALENDAR, today: dateOf('2026-11-24'), role };
      const decided = decide(told.now, factIs({ deliveryForm: '纸质' }), context);
      return decided.ok ? 'recorded' : decided.refusal.code;
    };
    const open = given(received('2026-11-02'));
    const closed = open.and(replied('2026-11-10'));
    expect([as('intake', open), as('officer', open)]).toEqual(['recorded', 'recorded']);
    expect([as('intake', closed), as('officer', closed)]).toEqual(['notAllowed', 'recorded']);
  });
});

describe('the day that another channel goes by (条例31)', () => {
  it('is asked for by its own name where nobody has said it', () => {
    const needed = (channel: string) => sent('inPerson').when(factIs({ channel })).refusal?.facts;
    expect(['post', 'online', 'fax'].map((channel) => needed(channel)?.field)).toEqual([
      ...['signedForOn', 'confirmedOn', 'confirmedOn'],
    ]);
  });

  it('is no day before it was sent and none to come; the day itself is one', () => {
    const told = sent('inPerson');
    const confirmed = (confirmedOn: string) => told.when(factIs({ channel: 'online', confirmedOn }));
    confirmed('2026-11-01').thenRefused('dateOrder', '条例31');
    confirmed('2026-11-25').thenRefused('future');
    expect(confirmed('2026-11-24').thenLawful().now.receivedOn).toBe('2026-11-24');
    told.when(factIs({ channel: 'post', signedForOn: '2026-11-01' })).thenRefused('dateOrder', '条例31');
  });

  it('moves nothing where it is the day already, or the channel was that one', () => {
    sent('inPerson')
      .when(factIs({ channel: 'post', signedForOn: '2026-11-02' }))
      .thenEvents('RegistrationCorrected');
    const post = sent('post', { signedForOn: '2026-11-04' });
    post.when(factIs({ channel: 'post' })).thenNothing();
    const { now, events } = post.and(factIs({ channel: 'post', deliveryForm: '纸质' }));
    expect(now.receivedOn).toBe('2026-11-04');
    expect(events.at(-1)?.data).toEqual({ deliveryForm: '纸质' });
  });

  it('is that of the post for the post alone: over the internet a signature says nothing', () => {
    sent('inPerson')
      .when(factIs({ channel: 'online', signedForOn: '2026-11-04' }))
      .thenRefused('receiptDayNeeded', '条例31');
    const open = sent('online');
    expect(open.and(factIs({ channel: 'fax' })).now).toMatchObject({ channel: 'fax', receivedOn: null });
    open
      .when(factIs({ channel: 'fax' }))
      .thenEvents({ type: 'RegistrationCorrected', data: { channel: 'fax' } });
  });
});
