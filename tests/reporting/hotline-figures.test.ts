import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hotlineContributions } from '#shared/hotline/figures.ts';
import { dateOf, type Instant } from '#shared/kernel/plain-date.ts';
import { hotlineFigures, rate } from '#shared/reporting/hotline-figures.ts';
import { CellSums } from '#shared/year/cell-sums.ts';
import type { Entry } from '#shared/year/entries.ts';
import { figuresOf } from '#shared/year/figures.ts';
import { given, type HotlineTold, type Step } from '../support/hotline-case.ts';
import { type Asked, byHand, type Sheet, type SheetLine } from './hotline-model.ts';

const SOURCES = ['12345热线', '书记在线', '物联网感知'];
const TYPES = { complaint: '投诉', consultation: '咨询', praise: '表扬' } as const;
const DEPARTMENTS = ['城管局', '住建局'];
const RATINGS = ['satisfied', 'fairlySatisfied', 'dissatisfied', 'unreached', 'unrated'] as const;

const two = (value: number) => String(value).padStart(2, '0');
const day = (n: number) => new Date(Date.UTC(2025, 10, 1) + n * 86_400_000).toISOString().slice(0, 10);

/** Minutes since the call decide when; the order in the list is the order of entry. */
const step = fc.record({
  minutes: fc.integer({ min: 0, max: 60 * 24 * 40 }),
  what: fc.constantFrom(
    ...[
      'accept',
      'reject',
      'dispatch',
      'return',
      'extend',
      'department',
      'reply',
      'close',
      'rate',
      'redo',
      'merge',
      'redirect',
    ],
  ),
  pick: fc.nat(9),
});
const life = fc.record({
  received: fc.integer({ min: 0, max: 500 }),
  hour: fc.integer({ min: 0, max: 23 }),
  source: fc.constantFrom(...SOURCES),
  type: fc.constantFrom(...(Object.keys(TYPES) as (keyof typeof TYPES)[])),
  topic: fc.constantFrom('道路', '噪音', '引"号'),
  // many lives go the usual way, so that closings and ratings are met at all
  usual: fc.boolean(),
  steps: fc.array(step, { maxLength: 14 }),
});
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;
type Taken = { readonly step: Step; readonly line: SheetLine | null };

const USUAL = ['accept', 'dispatch', 'reply', 'close', 'rate'].map((what, index) => ({
  what,
  minutes: 60 * 24 * index + 5,
  pick: index,
}));

function textAt(received: number, hour: number, minutes: number): string {
  const total = hour * 60 + minutes;
  const time = `${two(Math.floor((total % 1440) / 60))}:${two(total % 60)}`;
  return `${day(received + Math.floor(total / 1440))} ${time}`;
}

function taken(what: string, at: string, pick: number): Taken {
  const department = DEPARTMENTS[pick % 2] ?? '';
  const satisfaction = RATINGS[pick % 5] ?? 'unrated';
  const due = `${day(40 + (pick + 1) * 60)} 18:00`;
  const line = (value?: string) => ({ at, what, ...(value !== undefined && { value }) });
  const as = (command: string, more: object = {}) => ({ command, at, ...more }) as unknown as Step;
  switch (what) {
    case 'accept':
      return { step: as('AcceptHotlineCase'), line: null };
    case 'reject':
      return { step: as('RejectHotlineCase', { reason: 'x' }), line: line() };
    case 'dispatch':
      return { step: as('Dispatch', { department }), line: line(department) };
    case 'return':
      return { step: as('ReturnDispatch', { reason: 'x' }), line: line() };
    case 'extend':
      return {
        step: as('ExtendHandling', { dueAt: `${due.replace(' ', 'T')}:00.000+08:00`, reason: 'x' }),
        line: line(due),
      };
    case 'department':
      return { step: as('RecordDepartmentReply', { text: 'x' }), line: null };
    case 'reply':
      return { step: as('ReplyToCaller', { text: 'x' }), line: null };
    case 'close':
      return { step: as('CloseHotlineCase'), line: line() };
    case 'rate':
      return { step: as('RecordFollowUp', { satisfaction }), line: line(satisfaction) };
    case 'redo':
      return { step: as('Redo', { reason: 'x' }), line: line() };
    case 'merge':
      return { step: as('MergeInto', { into: '9' }), line: line() };
    default:
      return { step: as('RedirectToDisclosure'), line: null };
  }
}

function lived(one: Life): { case: HotlineTold; sheet: Sheet; entered: Step[] } {
  const receivedAt = textAt(one.received, one.hour, 0);
  const { source, type, topic } = one;
  const call = { command: 'RegisterHotlineCase', at: receivedAt, source, type, topic } as Step;
  let it = given(call);
  const lines: SheetLine[] = [];
  const entered: Step[] = [call];
  for (const { what, minutes, pick } of [...(one.usual ? USUAL : []), ...one.steps]) {
    const at = textAt(one.received, one.hour, minutes);
    const { step: wanted, line } = taken(what, at, pick);
    const { events } = it.when(wanted);
    if (events.length === 0) continue;
    it = it.recording(events);
    entered.push(wanted);
    if (line !== null) lines.push(line);
    const limit = events.find((event) => event.type === 'TimeLimitSet');
    if (limit !== undefined)
      lines.push({ at, what: 'limit', value: String(limit.data.dueAt).slice(0, 16).replace('T', ' ') });
  }
  const is12345 = source === '12345热线';
  return { case: it, entered, sheet: { receivedAt, source, is12345, typeLabel: TYPES[type], topic, lines } };
}

function figures(cases: readonly HotlineTold[], group: 'hotline' | 'events', asked: Asked) {
  const entries = cases.flatMap((one, index) =>
    hotlineContributions(one.now).days.map(
      ({ cell, on, weight }): Entry => ({
        ...{ cell, on, weight, case: String(index), kind: 'hotline' },
        ...{ from: Number(on.slice(0, 4)), until: Number(on.slice(0, 4)) },
      }),
    ),
  );
  const sums = new CellSums();
  for (const entry of entries) sums.add(entry);
  const source = figuresOf({ sums, units: {} });
  const head = {
    ...{ office: { id: 'o', name: '' }, status: 'live' as const, version: null },
    ...{ year: asked.year, asOf: `${asked.asOf}T12:00:00.000+08:00` as Instant },
  } as const;
  return hotlineFigures(group, { source, head, period: { from: dateOf(asked.from), to: dateOf(asked.to) } });
}

describe('hotline figures against counting by hand', () => {
  test('agree for random lives, steps entered in any order, any period', () => {
    fc.assert(
      fc.property(
        fc.array(life, { maxLength: 25 }),
        fc.tuple(
          fc.integer({ min: 61, max: 425 }),
          fc.integer({ min: 0, max: 364 }),
          fc.integer({ min: 61, max: 520 }),
        ),
        (lives, [first, length, asOfDay]) => {
          const all = lives.map(lived);
          const to = Math.min(first + length, 425);
          for (const [from, until] of [
            ['2026-01-01', '2026-12-31'],
            [day(first), day(to)],
          ] as const) {
            const asked = { from, to: until, asOf: day(asOfDay), year: 2026 };
            for (const group of ['hotline', 'events'] as const) {
              const counted = figures(
                all.map((one) => one.case),
                group,
                asked,
              );
              const sheets = all.map(({ sheet }) => sheet);
              expect(counted).toEqual(byHand(sheets, group === 'hotline', asked));
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test('do not depend on the order of entry: in the order of time every step is as lawful', () => {
    fc.assert(
      fc.property(life, (one) => {
        const { case: it, entered } = lived(one);
        const again = given(
          ...entered.toSorted((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : a.at === b.at ? 0 : 1)),
        );
        expect(hotlineContributions(again.now)).toEqual(hotlineContributions(it.now));
      }),
      { numRuns: 300 },
    );
  });
});

describe('rates', () => {
  test('are rounded half-up to four decimals, and nothing over nothing is no rate', () => {
    expect(rate(320_000 - 151_350, 151_350)).toBe(1.1143);
    expect(rate(1, 8)).toBe(0.125);
    expect(rate(5, 80_000)).toBe(0.0001);
    expect(rate(-1, 3)).toBe(-0.3333);
    expect(rate(0, 0)).toBeNull();
  });
});
