import { describe, expect, it } from 'vitest';
import type { Application } from '#shared/disclosure/application.ts';
import type { DisclosureCommand } from '#shared/disclosure/commands.ts';
import { contributionsOfApplication } from '#shared/disclosure/figures.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { givenOn } from '../../support/application-desk.ts';

const day = (text: string) => text as PlainDate;
const given = (...told: DisclosureCommand[]) => givenOn(day('2030-01-01'), ...told);

function cells(state: Application | null, year: number): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { cell, from, until, weight } of contributionsOfApplication(state).years) {
    const stands = from <= year && (until === 'open' || until >= year);
    if (stands && cell.endsWith('.total')) found[cell.slice('table3.'.length, -'.total'.length)] = weight;
  }
  return found;
}

const registered = (
  change: Partial<Extract<DisclosureCommand, { command: 'RegisterApplication' }>> = {},
): DisclosureCommand => ({
  command: 'RegisterApplication',
  channel: 'inPerson',
  submittedOn: day('2025-12-20'),
  subject: '规划图',
  applicant: { type: 'legalServiceOrganisation', name: '某律师事务所' },
  ...change,
});

describe('the day of receipt counts (条例31)', () => {
  it('is the day both sides confirm an online submission, so the year before has nothing', () => {
    const { state } = given(
      registered({ channel: 'online', submittedOn: day('2025-12-31'), confirmedOn: day('2026-01-04') }),
    );
    expect(cells(state, 2025)).toEqual({});
    expect(cells(state, 2026)).toEqual({ newlyReceived: 1, carriedForward: 1 });
  });

  it('is the day registered mail is signed for', () => {
    const { state } = given(
      registered({ channel: 'post', submittedOn: day('2025-12-30'), signedForOn: day('2026-01-05') }),
    );
    expect(state?.receivedOn).toBe('2026-01-05');
  });

  it('an unconfirmed online submission is in no table and cannot be replied to', () => {
    const reply: DisclosureCommand = { command: 'Reply', on: day('2026-01-05'), outcome: 'disclosed' };
    const unconfirmed = given(registered({ channel: 'online' }));
    unconfirmed.when(reply).thenRefused('notReceived', '条例31');
    expect(contributionsOfApplication(unconfirmed.now).years).toEqual([]);
  });
});

describe('correcting the day of receipt (条例31)', () => {
  it('is refused while there is none: an unconfirmed submission does not become received by a correction', () => {
    const correction: DisclosureCommand = {
      command: 'CorrectDate',
      event: 'receivedOn',
      on: day('2026-01-04'),
      reason: '笔误',
    };
    given(registered({ channel: 'online' }))
      .when(correction)
      .thenRefused('notReceived', '条例31');
  });
});

describe('what is carried over in table 三 (R5)', () => {
  it('a withdrawal after the turn of the year concludes what was carried over', () => {
    const { state } = given(registered(), { command: 'Withdraw', on: day('2026-01-08') });
    expect(cells(state, 2025)).toEqual({ newlyReceived: 1, carriedForward: 1 });
    expect(cells(state, 2026)).toEqual({ carriedOver: 1, 'other.other': 1, concluded: 1 });
    expect(cells(state, 2027)).toEqual({});
  });

  it('an open case crosses three year ends without an event', () => {
    const { state } = given(registered());
    for (const year of [2026, 2027, 2028])
      expect(cells(state, year)).toEqual({ carriedOver: 1, carriedForward: 1 });
  });
});

describe('one outcome each (条例30, 36; R4)', () => {
  it('not corrected and still unclear are never swapped', () => {
    const asked: DisclosureCommand = {
      command: 'RequestCorrection',
      on: day('2025-12-24'),
      items: '文号',
      respondBy: day('2026-01-10'),
    };
    const unclear: DisclosureCommand = {
      command: 'Reply',
      on: day('2026-01-20'),
      outcome: 'unavailable.stillUnclear',
    };
    given(registered(), asked).when(unclear).thenRefused('correctionRequired');
    given(registered(), asked)
      .when({ command: 'CloseUncorrected', on: day('2026-01-10') })
      .thenRefused('periodNotEnded', '条例30');
    const { state } = given(registered(), asked, { command: 'CloseUncorrected', on: day('2026-01-12') });
    expect(state?.conclusion).toMatchObject({ outcome: 'other.notCorrected', on: '2026-01-11' });
  });

  it('a second outcome is refused, a correction with a reason is not', () => {
    const replied: DisclosureCommand = { command: 'Reply', on: day('2026-01-05'), outcome: 'disclosed' };
    given(registered(), replied)
      .when({ command: 'Withdraw', on: day('2026-01-06') })
      .thenRefused('alreadyConcluded', '条例33');
    const mended = given(registered(), replied, {
      command: 'CorrectOutcome',
      on: day('2026-02-01'),
      outcome: 'partiallyDisclosed',
      reason: '笔误',
    });
    expect(cells(mended.state, 2026)).toEqual({ carriedOver: 1, partiallyDisclosed: 1, concluded: 1 });
  });

  it('a mistaken entry leaves every figure', () => {
    const { state } = given(registered(), {
      command: 'VoidEntry',
      on: day('2026-01-05'),
      reason: '重复登记',
    });
    expect(contributionsOfApplication(state).years).toEqual([]);
  });
});
