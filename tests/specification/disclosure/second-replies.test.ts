/** A correction period lengthened once (条例30), and a reply the office revises of its own accord. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DisclosureCommand } from '#shared/disclosure/commands.ts';
import { contributionsOfApplication } from '#shared/disclosure/figures.ts';
import { addDays, dateOf } from '#shared/kernel/plain-date.ts';
import {
  type ApplicationTold,
  asked,
  clockAfter,
  corrected,
  does,
  given,
  received,
  replied,
} from '../../support/application-desk.ts';

const longer = (on: string, until: string): DisclosureCommand =>
  does('ExtendCorrection', { on, until, reason: '住院' });
const ASKED = [received('2026-09-01'), asked('2026-09-04', '2026-09-18')];

describe('a correction period', () => {
  it('is lengthened when asked with a reason, and nothing runs until its new end', () => {
    given(...ASKED)
      .when(longer('2026-09-16', '2026-10-09'))
      .thenEvents({
        type: 'CorrectionPeriodExtended',
        data: { until: '2026-10-09' },
        texts: { reason: '住院' },
      });
    expect(clockAfter([...ASKED, longer('2026-09-16', '2026-10-09')], '2026-09-30')).toMatchObject({
      state: 'awaitingCorrection',
      dueOn: null,
      stepDueOn: '2026-10-09',
      overdue: false,
    });
  });

  it('is lengthened once, to a later day, while a correction is awaited', () => {
    const once = given(...ASKED, longer('2026-09-16', '2026-10-09'));
    once.when(longer('2026-09-16', '2026-10-09')).thenNothing();
    once.when(longer('2026-10-08', '2026-10-20')).thenRefused('alreadyExtended', '条例30');
    given(...ASKED)
      .when(longer('2026-09-16', '2026-09-18'))
      .thenRefused('dateOrder', '条例30');
    given(received('2026-09-01'))
      .when(longer('2026-09-16', '2026-10-09'))
      .thenRefused('noCorrectionRequested', '条例30');
    given(...ASKED, corrected('2026-09-10'))
      .when(longer('2026-09-16', '2026-10-09'))
      .thenRefused('noCorrectionRequested', '条例30');
  });

  it('may be lengthened after its end, for who had a good reason is not late; never once it was closed', () => {
    given(...ASKED)
      .when(longer('2026-09-21', '2026-10-09'))
      .thenLawful();
    given(...ASKED, does('CloseUncorrected', { on: '2026-09-21' }))
      .when(longer('2026-09-17', '2026-10-09'))
      .thenRefused('alreadyConcluded');
  });

  it('ends the application the day after the longer one, and not before', () => {
    const told = given(...ASKED, longer('2026-09-16', '2026-10-09'));
    told.when(does('CloseUncorrected', { on: '2026-09-21' })).thenRefused('periodNotEnded', '条例30');
    const closed = told.when(does('CloseUncorrected', { on: '2026-10-12' })).thenLawful();
    expect(closed.now.conclusion).toMatchObject({ outcome: 'other.notCorrected', on: '2026-10-10' });
  });

  it('closes by its own end whatever the days are', () => {
    const gap = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(gap, gap, gap, (first, more, late) => {
        const askedOn = dateOf('2026-03-02');
        const by = addDays(askedOn, first);
        const until = addDays(by, more);
        const told = given(received('2026-03-01'), asked(askedOn, by), longer(addDays(askedOn, 1), until));
        const closing = (on: string) => told.when(does('CloseUncorrected', { on }));
        closing(until).thenRefused('periodNotEnded', '条例30');
        expect(closing(addDays(until, late)).thenLawful().now.conclusion?.on).toBe(addDays(until, 1));
      }),
    );
  });
});

const FIRST = [received('2025-12-01'), replied('2025-12-15', 'refused.processInformation')];
const revised = (on: string, outcome = 'disclosed'): DisclosureCommand =>
  does('ReviseReply', { on, outcome, reason: '原答复认定有误' });
const rowsOf = ({ now }: ApplicationTold): string[] =>
  contributionsOfApplication(now)
    .years.filter(({ cell }) => /^table3\.(?:disclosed|refused)/.test(cell) && cell.endsWith('.total'))
    .map(({ cell, from }) => `${cell} ${from}`);

describe('a reply revised of the office’s own accord', () => {
  it('is recorded with its reason and leaves table 三 as it was (policy selfCorrectionPolicy)', () => {
    const told = given(...FIRST)
      .when(revised('2026-03-02'))
      .thenEvents({ type: 'ReplyRevised', data: { outcome: 'disclosed', counts: 'unchanged' } });
    expect(rowsOf(told)).toEqual(['table3.refused.processInformation.total 2025']);
  });

  it('takes the place of the first where the office has settled so, in the year of the first', () => {
    const data = { outcome: 'disclosed', documentNumber: null, counts: 'replaces' } as const;
    const told = given(...FIRST, { type: 'ReplyRevised', v: 1, on: dateOf('2026-03-02'), data });
    expect(rowsOf(told)).toEqual(['table3.disclosed.total 2025']);
  });

  it('wants a reply to revise, and comes after it; the last one is said once', () => {
    given(received('2025-12-01')).when(revised('2026-03-02')).thenRefused('notConcluded', '条例36');
    given(...FIRST)
      .when(revised('2025-12-14'))
      .thenRefused('dateOrder', '条例36');
    given(...FIRST, revised('2026-03-02'))
      .when(revised('2026-03-02'))
      .thenNothing();
    given(...FIRST, revised('2026-03-02'))
      .when(revised('2026-04-02', 'partiallyDisclosed'))
      .thenLawful();
  });

  it('does not open the case again: no date runs', () => {
    expect(clockAfter([...FIRST, revised('2026-03-02')])).toMatchObject({
      ...{ state: 'concluded', overdue: false, workingDaysLeft: null },
    });
  });
});
