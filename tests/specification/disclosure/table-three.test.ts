/** The traps of counting what the procedure leaves behind in table 三. Numbers as in docs/law.md. */
import { describe, expect, it } from 'vitest';
import type { DisclosureCommand } from '#shared/disclosure/commands.ts';
import { asked, corrected, does, given, received, replied } from '../../support/application-desk.ts';
import { application, partsOfSplit, tableThree } from '../../support/table-three.ts';

const closed = (on: string) => does('CloseUncorrected', { on });
const withdrawn = (on: string) => does('Withdraw', { on });
const refusedOn = (on: string, outcome: string, otherGrounds: readonly string[] = []) =>
  does('Reply', { on, outcome, otherGrounds });
const from = (type: string, submittedOn: string): DisclosureCommand =>
  does('RegisterApplication', {
    channel: 'inPerson',
    submittedOn,
    subject: '规划图',
    applicant: { type, name: '某' },
  });
const of = (...cases: ReturnType<typeof application>[]) => tableThree(cases, 2026);

describe('not corrected and still unclear (条例30)', () => {
  it('are two rows that never change places (条例30; trap 8)', () => {
    const steps = [received('2026-03-02'), asked('2026-03-05', '2026-03-20')];
    const silent = application(...steps, closed('2026-03-23'));
    const unclear = application(
      ...steps,
      corrected('2026-03-16'),
      replied('2026-04-01', 'unavailable.stillUnclear'),
    );
    expect(of(silent)).toMatchObject({ 'other.notCorrected': 1 });
    expect(of(unclear)).toMatchObject({ 'unavailable.stillUnclear': 1 });
    given(...steps)
      .when(replied('2026-03-16', 'unavailable.stillUnclear'))
      .thenRefused('correctionRequired');
    given(...steps)
      .when(replied('2026-03-16', 'other.notCorrected'))
      .thenRefused('ownCommand');
  });

  it('was received all the same when it is given up (trap 9)', () => {
    const one = application(received('2026-03-01'), asked('2026-03-05', '2026-03-31'), closed('2026-04-02'));
    expect(of(one)).toEqual({ newlyReceived: 1, 'other.notCorrected': 1, concluded: 1 });
    expect(one.conclusion?.on).toBe('2026-04-01');
  });
});

describe('a reply counts in one row (条例36, 37; R6, R7)', () => {
  it('when something was given and something withheld: partial disclosure alone (条例37; trap 10)', () => {
    const grounds = ['refused.thirdPartyRights', 'unavailable.notHeld'];
    const one = application(received('2026-03-02'), refusedOn('2026-03-10', 'partiallyDisclosed', grounds));
    expect(of(one)).toEqual({ newlyReceived: 1, partiallyDisclosed: 1, concluded: 1 });
  });

  it('when a part is lacking or another organ has it: partial disclosure, whatever case of art. 36 that is', () => {
    for (const grounds of [
      ['personnel', 'otherOrgan'],
      ['tradeSecret', 'nonexistent'],
    ]) {
      const fields = { on: '2026-03-10', outcome: 'partiallyDisclosed', grounds };
      const one = application(received('2026-03-02'), does('Reply', fields));
      expect(of(one)).toEqual({ newlyReceived: 1, partiallyDisclosed: 1, concluded: 1 });
    }
  });

  it('when two grounds withheld everything: the main one (trap 11)', () => {
    const one = application(
      received('2026-03-02'),
      refusedOn('2026-03-10', 'refused.processInformation', ['refused.internalAffairs']),
    );
    expect(of(one)).toEqual({ newlyReceived: 1, 'refused.processInformation': 1, concluded: 1 });
  });

  it('when it was public already: disclosed, not "not processed" (条例36(1); trap 12)', () => {
    const one = application(received('2026-03-02'), replied('2026-03-10', 'disclosed'));
    expect(of(one)).toEqual({ newlyReceived: 1, disclosed: 1, concluded: 1 });
  });

  it('apart for a repetition and for a mass without good reason (条例36(6), 35; trap 13)', () => {
    const repeated = application(received('2026-03-02'), replied('2026-03-10', 'notProcessed.repeated'));
    const mass = Array.from({ length: 60 }, () =>
      application(
        received('2026-03-02'),
        does('AskReasons', { on: '2026-03-05' }),
        replied('2026-03-20', 'notProcessed.excessive'),
      ),
    );
    expect(of(repeated, ...mass)).toEqual({
      newlyReceived: 61,
      'notProcessed.repeated': 1,
      'notProcessed.excessive': 60,
      concluded: 61,
    });
  });

  it('as disclosed for another applicant who asks the same (条例36(6); trap 14)', () => {
    const first = application(from('naturalPerson', '2026-03-02'), replied('2026-03-10'));
    const other = application(from('commercialEnterprise', '2026-03-12'), replied('2026-03-20'));
    expect(of(first, other)).toEqual({ newlyReceived: 2, disclosed: 2, concluded: 2 });
  });

  it('for each of two applications that one letter answers (trap 15)', () => {
    const two = ['2026-03-02', '2026-03-03'].map((on) =>
      application(received(on), replied('2026-03-20', 'refused.stateSecret')),
    );
    expect(of(...two)).toEqual({ newlyReceived: 2, 'refused.stateSecret': 2, concluded: 2 });
  });

  it('as a petition when it is one in the clothes of an application (条例39(1); trap 25)', () => {
    const one = application(received('2026-03-02'), replied('2026-03-10', 'notProcessed.petition'));
    expect(of(one)).toEqual({ newlyReceived: 1, 'notProcessed.petition': 1, concluded: 1 });
  });
});

describe('one paper with three requests (条例29; trap 16)', () => {
  it('that is split counts as its parts, and no more itself', () => {
    const split = does('SplitApplication', { on: '2026-03-04', into: ['甲-1', '甲-2', '甲-3'] });
    const paper = application(received('2026-03-02'), split);
    const whole = application(received('2026-03-02'));
    const parts = partsOfSplit(whole, split);
    const outcomes = ['disclosed', 'unavailable.notHeld', 'refused.processInformation'];
    const answered = parts.map((part, index) => {
      return part.and(replied('2026-03-20', outcomes[index])).now;
    });
    expect(of(paper, ...answered)).toEqual({
      newlyReceived: 3,
      disclosed: 1,
      'unavailable.notHeld': 1,
      'refused.processInformation': 1,
      concluded: 3,
    });
    expect(of(paper)).toEqual({});
  });

  it('that is not split counts once', () => {
    const one = application(received('2026-03-02'), replied('2026-03-20', 'partiallyDisclosed'));
    expect(of(one)).toEqual({ newlyReceived: 1, partiallyDisclosed: 1, concluded: 1 });
  });
});

describe('what is withdrawn (R8)', () => {
  it('stays received and ends under "other" (trap 17)', () => {
    const one = application(received('2026-05-06'), withdrawn('2026-05-20'));
    expect(of(one)).toEqual({ newlyReceived: 1, 'other.other': 1, concluded: 1 });
  });

  it('after the turn of the year is carried over, and not received twice (trap 18)', () => {
    const one = application(received('2025-12-20'), withdrawn('2026-01-08'));
    expect(tableThree([one], 2025)).toEqual({ newlyReceived: 1, carriedForward: 1 });
    expect(of(one)).toEqual({ carriedOver: 1, 'other.other': 1, concluded: 1 });
  });
});

describe('what is carried over (R5, R11)', () => {
  it('keeps its column from one year to the next (trap 19)', () => {
    const one = application(from('legalServiceOrganisation', '2025-12-20'));
    expect(tableThree([one], 2025, 'legalServiceOrganisation').carriedForward).toBe(1);
    expect(tableThree([one], 2026, 'legalServiceOrganisation').carriedOver).toBe(1);
    expect(tableThree([one], 2026, 'naturalPerson')).toEqual({});
  });
});
