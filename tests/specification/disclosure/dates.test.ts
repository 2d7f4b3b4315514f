/** The traps of dates: receipt, correction, holidays, the year's end, pauses. Numbers as in docs/law.md. */
import { describe, expect, it } from 'vitest';
import { replyClock } from '#shared/disclosure/clock.ts';
import type { DisclosureCommand } from '#shared/disclosure/commands.ts';
import { explain } from '#shared/disclosure/explanation.ts';
import { silenceMeans } from '#shared/disclosure/pauses.ts';
import { appealClock } from '#shared/kernel/appeal-clock.ts';
import { addWorkingDays, STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { dateOf, type PlainDate } from '#shared/kernel/plain-date.ts';
import {
  answered,
  asked,
  consulted,
  corrected,
  does,
  extended,
  received,
  replied,
} from '../../support/application-desk.ts';
import { later, nthWorkingDay, works } from '../../support/office-days.ts';
import { application, tableThree } from '../../support/table-three.ts';
import { timeline } from '../../support/timelines.ts';

const sent = (channel: string, fields: object) =>
  does('RegisterApplication', {
    channel,
    subject: '规划图',
    applicant: { type: 'naturalPerson', name: '赵一' },
    ...fields,
  });
const dueOf = (...commands: readonly DisclosureCommand[]) =>
  explain(application(...commands), STATE_CALENDAR, dateOf('2026-12-31')).dueOn;

describe('the day of receipt (条例31)', () => {
  it('is the day both sides confirm what came over the internet, not the day it was sent (trap 1)', () => {
    const one = application(sent('online', { submittedOn: '2025-12-31', confirmedOn: '2026-01-04' }));
    expect(tableThree([one], 2025)).toEqual({});
    expect(tableThree([one], 2026, 'naturalPerson')).toEqual({ newlyReceived: 1, carriedForward: 1 });
  });

  it('is the day express mail is signed for (trap 2)', () => {
    const one = application(sent('post', { submittedOn: '2025-12-30', signedForOn: '2026-01-05' }));
    expect(tableThree([one], 2025)).toEqual({});
    expect(tableThree([one], 2026)).toMatchObject({ newlyReceived: 1 });
  });
});

describe('the reply date (条例33)', () => {
  it('counts make-up Sundays and leaves out the holidays of autumn (trap 4)', () => {
    expect(dueOf(received('2026-09-18'))).toBe('2026-10-22');
  });

  it('crosses the New Year by its notice (trap 5)', () => {
    expect(dueOf(received('2025-12-15'))).toBe('2026-01-13');
  });

  it('is no final date where no notice settles the year (trap 6)', () => {
    const clock = explain(application(received('2026-12-10')), STATE_CALENDAR, dateOf('2026-12-11'));
    expect(clock.provisional).toBe(true);
    expect(clock.dueOn && clock.dueOn >= '2027-01-08').toBe(true);
  });

  it('starts anew with the corrected copy, and takes nothing over (条例30; trap 3)', () => {
    const steps = [received('2026-09-01'), asked('2026-09-04', '2026-09-30'), corrected('2026-09-18')];
    expect(dueOf(...steps)).toBe('2026-10-22');
  });

  it('leaves out the union of two consultations, not their sum (条例32; trap 23)', () => {
    const clock = explain(
      application(
        received('2026-05-25'),
        consulted('2026-06-01', '甲'),
        consulted('2026-06-05', '乙', '2026-06-08'),
        answered('2026-06-15', '甲'),
        answered('2026-06-20', '乙'),
      ),
      STATE_CALENDAR,
      dateOf('2026-06-22'),
    );
    const still = clock.days.filter((day) => day.reason === 'consulting').map((day) => day.date);
    expect([still[0], still.at(-1), still.length]).toEqual(['2026-06-02', '2026-06-20', 19]);
    expect(clock.days.filter((day) => day.counts)).toHaveLength(20);
  });

  it('is decided by the office when a third party is silent, and agreed to when an organ is (条例32, 34; trap 24)', () => {
    expect(silenceMeans({ kind: 'thirdParty' })).toBe('officeDecides');
    expect(silenceMeans({ kind: 'organ', jointlyMade: true })).toBe('consent');
  });

  it('of an organ that did not make the information is no consent, and nothing is said where nobody knows (条例33(3))', () => {
    expect(silenceMeans({ kind: 'organ', jointlyMade: false })).toBe('officeDecides');
    expect(silenceMeans({ kind: 'organ' })).toBe('consentIfJoint');
  });

  it('that is extended is neither a new application nor an outcome (trap 22)', () => {
    const one = application(received('2025-12-10'), extended('2025-12-30'));
    expect(tableThree([one], 2025)).toEqual({ newlyReceived: 1, carriedForward: 1 });
    expect(tableThree([one], 2026)).toEqual({ carriedOver: 1, carriedForward: 1 });
  });

  it('and the outcome count by one and the same day, that of the decision (trap 21)', () => {
    const one = application(received('2026-12-21'), replied('2026-12-31'));
    expect(tableThree([one], 2026)).toEqual({ newlyReceived: 1, disclosed: 1, concluded: 1 });
    expect(tableThree([one], 2027)).toEqual({});
  });
});

describe('five days and fifteen days (trap 40)', () => {
  it('are working days before a review organ and natural days before a court', () => {
    const papers = dateOf('2026-09-18');
    const base = { procedure: 'simplified', copyReceivedOn: papers, acceptedOn: papers } as const;
    const answer = (kind: 'review' | 'suit') => appealClock({ kind, ...base }, STATE_CALENDAR)[0]?.dueOn;
    expect([answer('review'), answer('suit')]).toEqual(['2026-09-24', '2026-10-08']);
  });
});

describe('every day of 2022 to 2026, against a calendar of others', () => {
  const days: string[] = [];
  // forty working days from the last of these are still within the years both know
  for (let day = '2022-01-01'; day <= '2026-10-31'; day = later(day, 1)) days.push(day);
  const wrong = (right: (day: string) => string, ours: (day: PlainDate) => string | null): string[] =>
    days.filter((day) => right(day) !== ours(day as PlainDate));

  it('a reply, an extension, a correction notice and a payment end where theirs do', () => {
    for (const n of [5, 7, 10, 15, 20, 40])
      expect(
        wrong(
          (day) => nthWorkingDay(day, n),
          (day) => addWorkingDays(STATE_CALENDAR, day, n).date,
        ),
      ).toEqual([]);
  });

  it('an application received on it is due on their twentieth working day', () => {
    const ours = (day: PlainDate) => replyClock(timeline(day), STATE_CALENDAR).dueOn;
    expect(wrong((day) => nthWorkingDay(day, 20), ours)).toEqual([]);
  });

  it('a period of natural days that ends on a day off ends on their next working day', () => {
    const moved = (day: string): string => (works(day) ? day : moved(later(day, 1)));
    const ours = (papers: PlainDate) =>
      appealClock(
        { kind: 'suit', procedure: 'ordinary', copyReceivedOn: papers, acceptedOn: papers },
        STATE_CALENDAR,
      )[0]?.dueOn ?? null;
    expect(wrong((day) => moved(later(day, 15)), ours)).toEqual([]);
  });
});
