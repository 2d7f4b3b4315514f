/** The traps of the fee: 国办函〔2020〕109号. Numbers as in docs/law.md. */
import { describe, expect, it } from 'vitest';
import type { DisclosureCommand } from '#shared/disclosure/commands.ts';
import { explain } from '#shared/disclosure/explanation.ts';
import { perItem, perPage, priceOfItem } from '#shared/disclosure/fees.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { does, given, noticed, paid, received } from '../../support/application-desk.ts';
import { application, feesOf, tableThree } from '../../support/table-three.ts';

const yuan = (amount: number): number => amount * 100;
/** What a notice of the `quantity`-th application of the month, or of so many pages, asks for; the refusal otherwise. */
function asks(basis: 'perItem' | 'perPage', quantity: number): number | string {
  return yuanAskedBy(noticed('2026-11-23', { basis, quantity }));
}
function yuanAskedBy(notice: DisclosureCommand): number | string {
  const { refusal, events } = given(received('2026-11-20')).when(notice);
  return refusal?.code ?? Number(events[0]?.data.amountFen) / 100;
}
const closed = (on: string) => does('CloseUnpaid', { on });

describe('the fee by item (条例42; 国办函〔2020〕109号)', () => {
  it('counts the applications of one applicant in one calendar month (trap 27)', () => {
    // ten on 31 October and ten on 1 November are twice the tenth of a month
    expect([asks('perItem', 10), asks('perItem', 10)]).toEqual(['feeNotDue', 'feeNotDue']);
    expect(asks('perItem', 20)).toBe(1000);
  });

  it('is marginal, not flat (trap 28)', () => {
    expect(asks('perItem', 45)).toBe(5500);
    expect(asks('perItem', 45)).not.toBe(45 * 300);
  });

  it('does not ask again for what earlier notices of the month have asked for (traps 28, 29)', () => {
    const asked = (quantity: number, chargedBefore: number) =>
      yuanAskedBy(noticed('2026-11-23', { basis: 'perItem', quantity, chargedBefore }));
    expect([asked(35, 34), asked(12, 11), asked(45, 30)]).toEqual([200, 100, 3500]);
    expect([asked(34, 34), asked(8, 4)]).toEqual(['badNumber', 'feeNotDue']);
    const each = Array.from({ length: 35 }, (_none, index) =>
      asked(11 + index, index === 0 ? 0 : 10 + index),
    );
    expect(each.reduce<number>((sum, one) => sum + Number(one), 0)).toBe(5500);
  });

  it('is the sum of the price of every item, band by band', () => {
    for (let n = 0; n <= 130; n += 1) {
      const items = Array.from({ length: n }, (_none, index) => priceOfItem(index + 1));
      expect(perItem(n)).toBe(items.reduce((sum, one) => sum + one, 0));
    }
    const bands = [1, 10, 11, 30, 31, 40, 41, 50, 51, 60, 61].map((item) => priceOfItem(item) / 100);
    expect(bands).toEqual([0, 0, 100, 100, 200, 200, 300, 300, 400, 400, 500]);
  });
});

describe('the fee by page (条例42; 国办函〔2020〕109号)', () => {
  it('is marginal, not flat (trap 28)', () => {
    expect(asks('perPage', 250)).toBe(4700);
    expect(asks('perPage', 30)).toBe('feeNotDue');
  });

  it('rises with every page by the price of its band', () => {
    for (let page = 1; page <= 400; page += 1) {
      const price = page <= 30 ? 0 : page <= 100 ? 10 : page <= 200 ? 20 : 40;
      expect(perPage(page) - perPage(page - 1)).toBe(yuan(price));
    }
  });
});

describe('an application that is charged (F1, F5, F6)', () => {
  it('is charged by one scale, never by both (trap 29)', () => {
    expect([priceOfItem(35) / 100, perPage(250) / 100]).toEqual([200, 4700]);
    given(received('2026-11-20'), noticed('2026-11-23', { basis: 'perItem', quantity: 35 }))
      .when(noticed('2026-11-23', { basis: 'perPage', quantity: 250 }))
      .thenRefused('feeAlreadyNoticed', '国办函〔2020〕109号2');
  });

  it('whose fee is not paid is closed the day after the twentieth working day, and costs nothing (trap 30)', () => {
    const steps = [received('2026-09-10'), noticed('2026-09-18')];
    given(...steps)
      .when(closed('2026-10-22'))
      .thenRefused('periodNotEnded');
    const one = application(...steps, closed('2026-10-26'));
    expect(one.conclusion).toMatchObject({ outcome: 'other.feeUnpaid', on: '2026-10-23' });
    expect(tableThree([one], 2026)).toEqual({ newlyReceived: 1, 'other.feeUnpaid': 1, concluded: 1 });
    expect(feesOf([one], 2026)).toBe(0);
  });

  it('whose fee is paid starts anew the day after, and the money is in table 二 (trap 31)', () => {
    const notice = noticed('2026-09-01', { basis: 'perItem', quantity: 45 });
    const one = application(received('2026-08-24'), notice, paid('2026-09-18', 5500));
    expect(feesOf([one], 2026)).toBe(yuan(5500));
    const clock = explain(one, STATE_CALENDAR, dateOf('2026-09-21'));
    expect(clock).toMatchObject({ dueOn: '2026-10-22', period: { begins: 'payment', extendedBy: 0 } });
    expect(clock.days[1]?.date).toBe('2026-09-19');
  });

  it('that is paid in parts goes on when the last has come', () => {
    const steps = [received('2026-08-24'), noticed('2026-09-01'), paid('2026-09-10', 4000)];
    const waiting = explain(application(...steps), STATE_CALENDAR, dateOf('2026-09-11'));
    expect(waiting).toMatchObject({ state: 'awaitingPayment', dueOn: null });
    const whole = explain(
      application(...steps, paid('2026-09-18', 700)),
      STATE_CALENDAR,
      dateOf('2026-09-21'),
    );
    expect(whole.dueOn).toBe('2026-10-22');
  });
});
