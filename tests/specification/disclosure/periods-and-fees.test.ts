/** Extensions, reasons, agreed dates, the fee and what ends an application once: recorded, warned of and refused by article. */
import { describe, expect, it } from 'vitest';
import type { Policies } from '#shared/kernel/policies.ts';
import {
  type ApplicationTold,
  asked,
  corrected,
  does,
  extended,
  given,
  noticed,
  paid,
  received,
  replied,
  under,
} from '../../support/application-desk.ts';
import { later, nthWorkingDay } from '../../support/office-days.ts';

const RECEIVED = received('2026-06-01');
const on = '2026-06-08';

describe('extending, asking for reasons, agreeing (条例33, 35)', () => {
  it('extends at most twenty working days, once, to the last day of the period', () => {
    const due = nthWorkingDay('2026-06-01', 20);
    const { events } = given(RECEIVED).when(extended(due, 20));
    expect(events[0]?.data).toEqual({ workingDays: 20 });
    given(RECEIVED).when(extended(due, 21)).thenRefused('extensionTooLong', '条例33');
    given(RECEIVED)
      .when(extended(later(due, 1), 20))
      .thenRefused('extensionAfterDue', '条例33');
    given(RECEIVED, extended('2026-06-05'))
      .when(extended('2026-06-04'))
      .thenRefused('alreadyExtended', '条例33');
  });

  it('extends each fresh period once, where the office has settled so (policy extensionAfterRestart)', () => {
    const once = given(RECEIVED, extended('2026-06-02'));
    const anew = once.and(asked('2026-06-03', '2026-06-30'), corrected(on));
    const again = (told: ApplicationTold, policies: Partial<Policies>) =>
      under(policies, told, extended('2026-06-09'));
    const settled = { extensionAfterRestart: 'anew' } as const;
    expect(again(anew, settled)).toMatchObject({
      ok: true,
      events: [{ data: { workingDays: 10, anew: true } }],
    });
    expect(again(once, settled)).toMatchObject({ refusal: { code: 'alreadyExtended', article: '条例33' } });
    expect(again(anew, {})).toMatchObject({ refusal: { code: 'alreadyExtended', article: '条例33' } });
    const first = again(given(RECEIVED), settled);
    expect(first.ok && first.events[0]?.data).toEqual({ workingDays: 10 });
  });

  it('asks for reasons once, and has them on the day they were asked for at the earliest', () => {
    const asks = (day: string) => does('AskReasons', { on: day });
    const has = (day: string) => does('RecordReasons', { on: day });
    const told = given(RECEIVED, asks('2026-06-05'));
    told.when(asks('2026-06-05')).thenNothing();
    told.when(asks('2026-06-04')).thenRefused('reasonsAlreadyAsked', '条例35');
    told.when(has('2026-06-04')).thenRefused('dateOrder', '条例35');
    const had = told.when(has('2026-06-05')).thenLawful();
    had.when(has('2026-06-05')).thenNothing();
    had.when(has('2026-06-04')).thenRefused('noReasonsAsked', '条例35');
  });

  it('agrees on a day from its own on, and says where that is earlier than it was due', () => {
    const until = (day: string) => does('AgreeDelay', { on, until: day, reason: '数量过大' });
    const due = nthWorkingDay('2026-06-01', 20);
    const told = given(RECEIVED);
    told.when(until(due)).thenWarned();
    told.when(until(later(due, -1))).thenWarned('delayShortens');
    told.when(until(later(due, 1))).thenWarned();
    told.when(until(on)).thenWarned('delayShortens');
    told.when(until(later(on, -1))).thenRefused('dateOrder', '条例35');
    told.and(until(due)).when(until(due)).thenNothing();
    given(RECEIVED, asked('2026-06-02', '2026-07-31')).when(until(on)).thenWarned();
  });
});

describe('the fee (条例42; 国办函〔2020〕109号)', () => {
  const waiting = given(RECEIVED, noticed('2026-06-03'));

  it('by page knows no earlier notice, and names the article of its scale where nothing is due', () => {
    const { events } = given(RECEIVED).when(noticed(on, { chargedBefore: 300 }));
    expect(events).toMatchObject([{ data: { amountFen: 470_000, chargedBefore: 0 } }]);
    const free = (basis: string) => given(RECEIVED).when(noticed(on, { basis, quantity: 5 }));
    free('perPage').thenRefused('feeNotDue', '国办函〔2020〕109号5');
    free('perItem').thenRefused('feeNotDue', '国办函〔2020〕109号4');
    given(RECEIVED)
      .when(noticed(on, { receivedOn: '2026-06-05' }))
      .thenRefused('dateOrder');
  });

  it('is paid from the day of the notice on, once; what is too much or too late is said', () => {
    waiting.when(paid('2026-06-02')).thenRefused('dateOrder', '条例42');
    waiting.when(paid('2026-06-03')).thenWarned();
    waiting.when(paid(on, 4700.5)).thenWarned('overpaid');
    expect(waiting.when(paid(on, 4800)).warnings).toEqual([{ code: 'overpaid', facts: { fen: 10_000 } }]);
    const part = waiting.when(paid('2026-06-04', 4000)).thenWarned();
    part.when(paid('2026-06-05', 700)).thenWarned();
    part.when(paid('2026-06-05', 701)).thenWarned('overpaid');
    waiting.and(paid(on)).when(paid('2026-06-05', 1)).thenRefused('alreadyPaid', '条例42');
    const end = nthWorkingDay('2026-06-03', 20);
    waiting.when(paid(end)).thenWarned();
    waiting.when(paid(later(end, 1))).thenWarned('paymentAfterDate');
    expect(waiting.when(paid(later(end, 1))).warnings).toEqual([
      { code: 'paymentAfterDate', facts: { by: end } },
    ]);
  });

  it('that comes after a reply belongs to the treasury all the same', () => {
    waiting.and(replied(on)).when(paid('2026-06-09')).thenEvents('FeePaid');
  });
});

describe('a second ending (R4)', () => {
  it('is refused as such, also where it would lie before the first', () => {
    const told = given(RECEIVED, asked('2026-06-02', '2026-06-05'), replied('2026-06-12'));
    for (const command of ['CloseUncorrected', 'Withdraw'] as const)
      told.when(does(command, { on })).thenRefused('alreadyConcluded', '条例33');
    told.when(replied(on)).thenRefused('alreadyConcluded', '条例33');
    told
      .when(does('SplitApplication', { on, into: ['甲-1', '甲-2'] }))
      .thenRefused('alreadyConcluded', '条例33');
    const charged = given(received('2026-03-02'), noticed('2026-03-03'), replied('2026-06-12'));
    charged.when(does('CloseUnpaid', { on })).thenRefused('alreadyConcluded', '条例33');
  });
});
