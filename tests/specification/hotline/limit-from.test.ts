/** Policy hotlineLimitFrom: from which step the limit of a case's type runs. */
import { describe, expect, it } from 'vitest';
import type { HotlineSettings } from '#shared/hotline/settings.ts';
import { ACCEPTED, CALL, givenWith, type Step } from '../../support/hotline-case.ts';

const LATE_ACCEPTED: Step = { ...ACCEPTED, at: '2026-03-04 09:10' };
const dispatched = (at: string, department = '城管局'): Step => ({ command: 'Dispatch', at, department });
const returned = (at: string): Step => ({ command: 'ReturnDispatch', at, reason: '不属职责' });
const dueDay = (limitFrom: HotlineSettings['limitFrom'], ...steps: readonly Step[]) =>
  givenWith(limitFrom === undefined ? {} : { limitFrom }, CALL, ...steps).now.dueAt?.slice(0, 10) ?? null;

describe('the fifteen working days of a complaint received on Monday 2 March 2026', () => {
  it('run from the acceptance where nothing is settled', () => {
    expect(dueDay(undefined, LATE_ACCEPTED, dispatched('2026-03-06'))).toBe('2026-03-25');
  });

  it('run from the receipt, however late it is accepted', () => {
    expect(dueDay('receipt')).toBeNull();
    expect(dueDay('receipt', LATE_ACCEPTED, dispatched('2026-03-06'))).toBe('2026-03-23');
  });

  it('run from the dispatch, and anew for the next department', () => {
    expect(dueDay('dispatch', LATE_ACCEPTED)).toBeNull();
    expect(dueDay('dispatch', LATE_ACCEPTED, dispatched('2026-03-06'))).toBe('2026-03-27');
    const again = [dispatched('2026-03-06'), returned('2026-03-09'), dispatched('2026-03-10', '水务局')];
    expect(dueDay('dispatch', LATE_ACCEPTED, ...again)).toBe('2026-03-31');
  });

  it('stand as an extension named them, whatever is dispatched afterwards', () => {
    const dueAt = '2026-04-10T18:00:00+08:00';
    const extended = { command: 'ExtendHandling', at: '2026-03-07', dueAt, reason: '复杂' } as Step;
    const steps = [dispatched('2026-03-06'), extended, returned('2026-03-09'), dispatched('2026-03-10')];
    expect(dueDay('dispatch', LATE_ACCEPTED, ...steps)).toBe('2026-04-10');
  });
});
