/** The clock against a second reading of the rules that shares no code with it: strings, UTC dates, the raw package. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClockTimeline, replyClock } from '#shared/disclosure/clock.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { dateOf, type PlainDate } from '#shared/kernel/plain-date.ts';
import { later as laterDay, nthWorkingDay, works } from '../../support/office-days.ts';
import { asking, extension, timeline } from '../../support/timelines.ts';

const later = (day: string, days: number): PlainDate => laterDay(day, days) as PlainDate;

/** Every day on which some consultation keeps the clock still, as a set: a union by construction. */
function stillDays({ consultations }: ClockTimeline): Set<string> {
  const still = new Set<string>();
  for (const { on, receivedOn, answeredOn } of consultations) {
    const expiry = nthWorkingDay(receivedOn ?? on, 15);
    for (let day = later(on, 1); day <= expiry && day <= (answeredOn ?? expiry); day = later(day, 1))
      still.add(day);
  }
  return still;
}

function oracle(timeline: ClockTimeline): string {
  const start = timeline.fee?.paidOn ?? timeline.correction?.receivedOn ?? timeline.receivedOn ?? '';
  const still = stillDays(timeline);
  let left = 20 + (timeline.extension?.workingDays ?? 0);
  let day = start;
  while (left > 0) {
    day = later(day, 1);
    if (works(day) && !still.has(day)) left -= 1;
  }
  return day;
}

const gap = (max: number) => fc.integer({ min: 0, max });
const consultation = (from: PlainDate) =>
  fc
    .record({
      kind: fc.constantFrom('thirdParty' as const, 'organ' as const),
      after: gap(40),
      post: gap(5),
      answer: gap(40),
    })
    .chain(({ kind, after, post, answer }) => {
      const on = later(from, after);
      const receivedOn = later(on, post);
      return fc.constantFrom(
        asking(kind, on),
        asking(kind, on, { receivedOn }),
        asking(kind, on, { receivedOn, answeredOn: later(on, answer) }),
      );
    });

/** A lawful order of steps: receipt, correction, fee, then consultations and an extension of the last run. */
const timelines: fc.Arbitrary<ClockTimeline> = fc
  .record({
    receipt: fc.integer({ min: 0, max: 2600 }),
    corrected: fc.option(gap(30)),
    paid: fc.option(gap(30)),
  })
  .chain(({ receipt, corrected, paid }) => {
    const receivedOn = later('2019-01-02', receipt);
    const copyOn = later(receivedOn, corrected ?? 0);
    const start = later(copyOn, paid ?? 0);
    const correction = { requestedOn: receivedOn, respondBy: copyOn, receivedOn: copyOn };
    const fee = { on: copyOn, receivedOn: copyOn, paidOn: start };
    const base = timeline(receivedOn, {
      ...(corrected === null ? {} : { correction }),
      ...(paid === null ? {} : { fee }),
    });
    return fc
      .record({
        consultations: fc.array(consultation(receivedOn), { maxLength: 4 }),
        added: fc.option(fc.integer({ min: 1, max: 20 })),
      })
      .map(({ consultations, added }) => ({
        ...base,
        consultations,
        ...(added === null ? {} : { extension: extension(start, added) }),
      }));
  });

describe('the reply clock, day by day', () => {
  it('is due on the day an independent count finds', () => {
    fc.assert(
      fc.property(timelines, (timeline) => {
        expect(replyClock(timeline, STATE_CALENDAR).dueOn).toBe(oracle(timeline));
      }),
      { numRuns: 500 },
    );
  });

  it('lists every day once, and counts exactly the days the law gives', () => {
    fc.assert(
      fc.property(timelines, (timeline) => {
        const { days, dueOn } = replyClock(timeline, STATE_CALENDAR);
        const added = timeline.extension?.workingDays ?? 0;
        expect(days.filter((day) => day.counts)).toHaveLength(20 + added);
        expect(days.filter((day) => day.reason === 'extension')).toHaveLength(added);
        expect(days.map((day) => day.date)).toEqual(days.map((_, i) => later(days[0]?.date ?? '', i)));
        expect(days.at(-1)?.date).toBe(dueOn);
      }),
      { numRuns: 300 },
    );
  });

  it('knows every day of the package as the package does', () => {
    const wrong: string[] = [];
    for (let day = dateOf('2019-01-01'); day <= '2026-12-31'; day = later(day, 1)) {
      if (STATE_CALENDAR.isWorkingDay(day) !== works(day)) wrong.push(day);
    }
    expect(wrong).toEqual([]);
  });
});
