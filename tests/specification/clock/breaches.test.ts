import { describe, expect, it } from 'vitest';
import type { DisclosureCommand } from '#shared/disclosure/commands.ts';
import {
  answered,
  asked,
  clockAfter,
  consulted,
  corrected,
  does,
  extended,
  noticed,
  paid,
  received,
  replied,
} from '../../support/application-desk.ts';

const breaches = (...commands: DisclosureCommand[]) =>
  clockAfter(commands).breaches.map(({ code, article, on, by }) => `${code} ${article} ${on} > ${by}`);

describe('a step taken too late is recorded, and said with its article on the day it was taken', () => {
  it('the notice of correction on the eighth working day (条例30; trap 7)', () => {
    // received on Thursday 10 September; 18 September is the sixth, Sunday 20 the seventh, a make-up day
    expect(breaches(received('2026-09-10'), asked('2026-09-20', '2026-10-15'))).toEqual([]);
    const late = [received('2026-09-10'), asked('2026-09-21', '2026-10-15')];
    expect(breaches(...late)).toEqual(['correctionNoticeLate 条例30 2026-09-21 > 2026-09-20']);
    // it does not become invalid: the clock still waits
    expect(clockAfter(late)).toMatchObject({ state: 'awaitingCorrection', dueOn: null });
  });

  it('the reply after its day, and not on it (条例33)', () => {
    expect(breaches(received('2026-09-18'), replied('2026-10-22'))).toEqual([]);
    expect(breaches(received('2026-09-18'), replied('2026-10-23'))).toEqual([
      'replyLate 条例33 2026-10-23 > 2026-10-22',
    ]);
  });

  it('the fee notice after the reply was due (条例42)', () => {
    expect(breaches(received('2026-09-18'), noticed('2026-10-22'))).toEqual([]);
    expect(breaches(received('2026-09-18'), noticed('2026-10-23'))).toEqual([
      'feeNoticeLate 条例42 2026-10-23 > 2026-10-22',
    ]);
    expect(breaches(received('2026-09-18'), extended('2026-10-20'), noticed('2026-10-23'))).toEqual([]);
  });

  it('the agreed delay after the reply was due (条例35)', () => {
    const delay = (on: string) => does('AgreeDelay', { on, until: '2026-12-01', reason: '数量过大' });
    const reasons = [does('AskReasons', { on: '2026-10-08' }), does('RecordReasons', { on: '2026-10-12' })];
    expect(breaches(received('2026-09-18'), ...reasons, delay('2026-10-22'))).toEqual([]);
    expect(breaches(received('2026-09-18'), ...reasons, delay('2026-10-23'))).toEqual([
      'delayAfterDue 条例35 2026-10-23 > 2026-10-22',
    ]);
  });

  it('an extension that an answer entered later shows to have come too late (条例33)', () => {
    const open = [received('2026-09-01'), consulted('2026-09-02'), extended('2026-10-12')];
    expect(breaches(...open)).toEqual([]);
    expect(breaches(...open, answered('2026-09-03'))).toEqual([
      'extensionAfterDue 条例33 2026-10-12 > 2026-09-30',
    ]);
  });

  it('nothing after a fresh period began', () => {
    const steps = [
      received('2026-09-01'),
      asked('2026-09-03', '2026-09-30'),
      corrected('2026-09-18'),
      replied('2026-10-22'),
    ];
    expect(breaches(...steps)).toEqual([]);
    expect(
      breaches(received('2026-08-24'), noticed('2026-09-01'), paid('2026-09-18'), replied('2026-10-22')),
    ).toEqual([]);
  });

  it('a withdrawal after the reply was due: the office had not replied by then', () => {
    expect(breaches(received('2026-09-18'), does('Withdraw', { on: '2026-10-26' }))).toEqual([
      'replyLate 条例33 2026-10-26 > 2026-10-22',
    ]);
  });
});

it('an entry that was voided is owed no reply, and is not overdue', () => {
  const voided = [received('2026-09-18'), does('VoidEntry', { on: '2026-09-21', reason: '误录' })];
  expect(clockAfter(voided)).toMatchObject({ state: 'concluded', overdue: false, workingDaysLeft: null });
});
