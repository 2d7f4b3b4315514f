import { describe, expect, it } from 'vitest';
import { evolveLists, type HotlineLists } from '#shared/hotline/lists.ts';
import { decideLists, type ListsCommand } from '#shared/hotline/lists-commands.ts';
import { type AppealTimeline, appealClock, remedyPeriod } from '#shared/kernel/appeal-clock.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { CALL, givenWith, type Step } from '../../support/hotline-case.ts';
import { specificationOf } from '../../support/specification.ts';

const due = (timeline: Partial<AppealTimeline> & Pick<AppealTimeline, 'kind'>) => {
  const papers = dateOf('2026-09-18');
  const base = { procedure: 'ordinary', copyReceivedOn: papers, acceptedOn: papers } as const;
  const periods = appealClock({ ...base, ...timeline }, STATE_CALENDAR);
  return Object.fromEntries(periods.map(({ step, dueOn, article }) => [step, `${dueOn} ${article}`]));
};

describe('the office that is attacked', () => {
  it('answers a review in 10 working days, a simplified one in 5 (复议法48, 54; trap 40)', () => {
    expect(due({ kind: 'review' }).answer).toBe('2026-10-09 复议法48');
    expect(due({ kind: 'review', procedure: 'simplified' }).answer).toBe('2026-09-24 复议法54');
  });

  it('answers a court in 15 natural days, and not on a day off (行诉法67; trap 40)', () => {
    expect(due({ kind: 'suit' }).answer).toBe('2026-10-08 行诉法67');
  });

  it('awaits the review for 60 natural days, 30 in the simplified procedure, and at most 30 more', () => {
    expect(due({ kind: 'review' }).decision).toBe('2026-11-17 复议法62');
    expect(due({ kind: 'review', procedure: 'simplified' }).decision).toBe('2026-10-19 复议法62');
    expect(due({ kind: 'review', extendedDays: 40 }).decision).toBe('2026-12-17 复议法62');
  });

  it('awaits no longer in the simplified procedure, nor a court, whatever a review may be extended by (复议法62)', () => {
    const extended = (more: Parameters<typeof due>[0]) => due({ extendedDays: 10, ...more }).decision;
    expect(extended({ kind: 'review' })).toBe('2026-11-27 复议法62');
    expect(extended({ kind: 'review', procedure: 'simplified' })).toBe('2026-10-19 复议法62');
    expect(extended({ kind: 'suit' })).toBe(due({ kind: 'suit' }).decision);
    expect(extended({ kind: 'review', extendedDays: -5 })).toBe('2026-11-17 复议法62');
  });

  it('owes no answer before the copy has come, and a review has no second instance', () => {
    const later = { appealedOn: dateOf('2026-06-30') };
    expect(Object.keys(due({ kind: 'review', copyReceivedOn: null, ...later }))).toEqual(['decision']);
    expect(Object.keys(due({ kind: 'suit', ...later }))).toEqual(['answer', 'decision', 'secondInstance']);
  });

  it('awaits the court for six months, 45 days in the simplified procedure (行诉法81, 83)', () => {
    const docketed = dateOf('2026-03-02');
    expect(due({ kind: 'suit', acceptedOn: docketed }).decision).toBe('2026-09-02 行诉法81');
    expect(due({ kind: 'suit', acceptedOn: docketed, procedure: 'simplified' }).decision).toBe(
      '2026-04-16 行诉法83',
    );
  });

  it('appeals against a judgment in 15 days, against a ruling in 10 (行诉法85, 88)', () => {
    const judged = (kind: 'judgment' | 'ruling') =>
      due({ kind: 'suit', judgment: { kind, receivedOn: dateOf('2026-06-01') } }).appeal;
    expect([judged('judgment'), judged('ruling')]).toEqual(['2026-06-16 行诉法85', '2026-06-11 行诉法85']);
    expect(due({ kind: 'suit', appealedOn: dateOf('2026-06-30') }).secondInstance).toBe(
      '2026-09-30 行诉法88',
    );
  });

  it('is shown why the last day moved', () => {
    const [answer] = appealClock(
      {
        kind: 'suit',
        procedure: 'ordinary',
        copyReceivedOn: dateOf('2026-09-18'),
        acceptedOn: dateOf('2026-09-18'),
      },
      STATE_CALENDAR,
    );
    expect(answer?.days.filter((day) => day.counts)).toHaveLength(15);
    expect(answer?.days.at(15)).toEqual({ date: '2026-10-03', counts: true, reason: 'naturalDay' });
    expect(answer?.days.slice(16, 18).map((day) => day.reason)).toEqual(['holiday', 'holiday']);
  });
});

describe('the person who attacks', () => {
  it('has 60 days for a review, six months for a suit, 15 days after a review', () => {
    const until = (remedy: Parameters<typeof remedyPeriod>[0]) =>
      remedyPeriod(remedy, dateOf('2026-08-03'), STATE_CALENDAR).dueOn;
    expect([until('review'), until('suitAfterReview')]).toEqual(['2026-10-08', '2026-08-18']);
    expect(remedyPeriod('suit', dateOf('2025-08-31'), STATE_CALENDAR).dueOn).toBe('2026-02-28');
  });
});

describe('a hotline case (广东省12345热线管理办法)', () => {
  const accepted = (type: string, at: string, settings: Parameters<typeof givenWith>[0] = {}) => {
    const call = { ...CALL, type, at } as Step;
    const { dueAt, dueProvisional } = givenWith(settings, call, { command: 'AcceptHotlineCase', at }).now;
    return { dueAt, dueProvisional };
  };

  it('is dealt with by the end of the last working day of its type', () => {
    const friday = '2026-09-18 16:00';
    const types = ['consultation', 'praise', 'assistance', 'suggestion', 'complaint', 'report'];
    const ends = types.map((type) => accepted(type, friday).dueAt?.slice(0, 10));
    // Sunday 20 September is a make-up working day
    const [two, ten, fifteen] = ['2026-09-21', '2026-10-09', '2026-10-15'];
    expect(ends).toEqual([two, two, ten, ten, fifteen, fifteen]);
    expect(accepted('consultation', friday).dueAt).toBe('2026-09-21T23:59:59.999+08:00');
  });

  it('counts from the Shanghai day of the acceptance, whatever the offset it was written in', () => {
    expect(accepted('consultation', '2026-09-20T16:30:00Z').dueAt?.slice(0, 10)).toBe('2026-09-23');
  });

  it('of a type without a limit has no date', () => {
    expect(accepted('other', '2026-09-18 16:00').dueAt).toBeNull();
  });

  it('follows the limit of the office from the day it begins, in hours through days off', () => {
    const own = { lists: settled({ label: '咨询', hours: 24 }) };
    expect(accepted('consultation', '2026-09-30 10:00', own).dueAt?.slice(0, 10)).toBe('2026-10-09');
    expect(accepted('consultation', '2026-10-02 10:00', own)).toEqual({
      dueAt: '2026-10-03T10:00:00.000+08:00',
      dueProvisional: false,
    });
    expect(accepted('complaint', '2026-10-02 10:00', own).dueAt?.slice(11, 16)).toBe('23:59');
  });

  it('has one limit: in days or in hours, the later settled', () => {
    const both = { label: '咨询', hours: 24, workingDays: 3 };
    expect(() => settled(both)).toThrow('badChoice');
    const back = settled({ label: '咨询', hours: 24 }, { label: '咨询', workingDays: 3 });
    expect(accepted('consultation', '2026-10-08 10:00', { lists: back }).dueAt?.slice(0, 10)).toBe(
      '2026-10-12',
    );
  });

  it('says that the date is provisional where no notice settles it', () => {
    expect(accepted('complaint', '2026-12-20 10:00').dueProvisional).toBe(true);
    expect(accepted('complaint', '2026-11-02 10:00').dueProvisional).toBe(false);
  });
});

/** The lists of an office that has settled a type anew from 1 October, each time by one of these. */
function settled(...entries: readonly object[]): HotlineLists {
  const given = specificationOf({ decide: decideLists, evolve: evolveLists });
  const on = dateOf('2026-10-01');
  return given(
    ...entries.map((entry) => ({ command: 'SetListEntry', on, list: 'types', ...entry }) as ListsCommand),
  ).now;
}
