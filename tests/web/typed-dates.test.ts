import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate, readInstant } from '#functions/web/look/typed-date.ts';
import { addDays, dateOf, daysBetween, type Instant } from '#shared/kernel/plain-date.ts';
import { SEED } from '../support/seed.ts';

const TODAY = dateOf('2026-11-23');
const NOW = '2026-11-23T09:30:12.345+08:00' as Instant;

describe('a day as people type it', () => {
  it.each([
    ['2026-11-20', '2026-11-20'],
    ['20261120', '2026-11-20'],
    ['２０２６１１２０', '2026-11-20'],
    ['2026/11/2', '2026-11-02'],
    ['2026.11.20', '2026-11-20'],
    ['2026年11月20日', '2026-11-20'],
    [' 11.20 ', '2026-11-20'],
    ['11-20', '2026-11-20'],
    ['11/20', '2026-11-20'],
    ['11月20日', '2026-11-20'],
    ['11月20号', '2026-11-20'],
    ['1120', '2026-11-20'],
    ['今天', '2026-11-23'],
    ['昨天', '2026-11-22'],
    ['前天', '2026-11-21'],
    ['明天', '2026-11-24'],
  ])('%s', (typed, day) => expect(readDate(typed, TODAY)).toBe(day));

  it('without a year is the one nearest to today, also over the end of the year', () => {
    expect(readDate('1.5', TODAY)).toBe('2027-01-05');
    expect(readDate('12.30', dateOf('2027-01-03'))).toBe('2026-12-30');
    expect(readDate('2.29', dateOf('2028-01-03'))).toBe('2028-02-29');
  });

  it.each(['13.1', '2.30', '1345', '26-11-20', '三月', '__proto__', '20261131', '2026'])(
    '%s is none, and stays as it was typed',
    (typed) => expect(readDate(typed, TODAY)).toBe(typed),
  );

  it('any day near today comes back from any way of writing it', () => {
    const written = fc.tuple(fc.integer({ min: -150, max: 150 }), fc.constantFrom('.', '-', '/', '月', ''));
    fc.assert(
      fc.property(written, ([away, mark]) => {
        const day = addDays(TODAY, away);
        const [, month = '', date = ''] = day.split('-');
        const text = mark === '' ? month + date : `${Number(month)}${mark}${Number(date)}`;
        const read = readDate(text, TODAY);
        expect(read).toBe(day);
        expect(Math.abs(daysBetween(dateOf(read), TODAY))).toBeLessThanOrEqual(183);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

describe('a minute as people type it', () => {
  it.each([
    ['9:05', '2026-11-23T09:05:00.000+08:00'],
    ['9：05', '2026-11-23T09:05:00.000+08:00'],
    ['9点05', '2026-11-23T09:05:00.000+08:00'],
    ['昨天 14:20', '2026-11-22T14:20:00.000+08:00'],
    ['11.20 14:20', '2026-11-20T14:20:00.000+08:00'],
    ['2026-11-20 14:20', '2026-11-20T14:20:00.000+08:00'],
    ['2026-11-20T14:20', '2026-11-20T14:20:00.000+08:00'],
    ['2026年11月20日 9时05分', '2026-11-20T09:05:00.000+08:00'],
    ['现在', NOW],
  ])('%s', (typed, instant) => expect(readInstant(typed, { now: NOW })).toBe(instant));

  it('a known instant within the minute is meant exactly', () => {
    expect(readInstant('09:30', { now: NOW, instants: [NOW] })).toBe(NOW);
  });

  it.each(['25:00', '9:60', '上午', '9'])('%s is none', (typed) =>
    expect(readInstant(typed, { now: NOW })).toBe(typed),
  );
});
