import { describe, expect, test } from 'vitest';
import type { AppealCommand } from '#shared/appeal/commands.ts';
import { decide } from '#shared/appeal/decide.ts';
import type { AppealEvent } from '#shared/appeal/events.ts';
import { appealContributions } from '#shared/appeal/figures.ts';
import { type AppealRow, migrate } from '#shared/appeal/migrate.ts';
import { type AppealState, evolve } from '#shared/appeal/state.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { dateOf as d } from '#shared/kernel/plain-date.ts';

const today = d('2026-12-01');
const at = '2026-12-01T09:00:00.000+08:00' as Instant;

function fold(state: AppealState | null, events: readonly AppealEvent[], version = 1): AppealState | null {
  return events.reduce<AppealState | null>(
    (so, event, index) => evolve(so, { ...event, id: `${version}.${index + 1}`, recordedAt: at } as never),
    state,
  );
}
function done(state: AppealState | null, command: AppealCommand) {
  const decision = decide(state, command, { today });
  if (!decision.ok) throw new Error(decision.refusal.code);
  return { state: fold(state, decision.events, 2), ...decision };
}
const open = (more: object): AppealCommand =>
  ({ command: 'OpenAppeal', case: '1', on: d('2026-04-01'), ...more }) as AppealCommand;
const suit = (coDefendant?: boolean) =>
  open({ kind: 'suit', route: 'afterReview', ...(coDefendant !== undefined && { coDefendant }) });
const correct = (coDefendant: boolean): AppealCommand => ({
  ...{ command: 'CorrectCoDefendant', case: '1', on: d('2026-05-01'), reason: '问法有歧义' },
  coDefendant,
});
const counts = (state: AppealState | null) =>
  state === null ? null : appealContributions(state).years.length > 0;
/** As it was recorded while the question was whether there are co-defendants. */
const asked = (coDefendant: boolean): AppealState | null => {
  const about = { number: '1', kind: 'suit', route: 'afterReview', application: null, coDefendant } as const;
  const data = { ...about, procedure: null, copyReceivedOn: null, migrated: false };
  return fold(null, [{ type: 'AppealOpened', v: 2, on: d('2026-04-01'), data }]);
};

describe('the bureau that acted counts a suit in which the review organ is sued beside it (〔2016〕201号, trap 36)', () => {
  test('only the organ that decided the review does not, and is told so', () => {
    expect(counts(done(null, suit()).state)).toBe(true);
    expect(counts(done(null, suit(false)).state)).toBe(true);
    const organ = done(null, suit(true));
    expect(counts(organ.state)).toBe(false);
    expect(organ.warnings).toEqual([
      { code: 'coDefendantNotCounted', facts: { article: '国办公开办函〔2016〕201号' } },
    ]);
    expect(organ.state?.coDefendantUnsure).toBe(false);
  });

  test('what can only be said of a suit is not passed over where it is said of a review', () => {
    const review = done(null, open({ kind: 'review', route: 'direct', coDefendant: true }));
    expect(counts(review.state)).toBe(true);
    expect(review.warnings.map(({ facts }) => facts?.field)).toEqual(['route', 'coDefendant']);
  });

  test('what was answered to the old question is to be looked at again, and mended or confirmed', () => {
    expect(asked(false)?.coDefendantUnsure).toBe(false);
    expect(asked(true)?.coDefendantUnsure).toBe(true);
    const mended = done(asked(true), correct(false));
    expect([counts(mended.state), mended.state?.coDefendantUnsure]).toEqual([true, false]);
    const confirmed = done(asked(true), correct(true));
    expect(confirmed.events).toMatchObject([{ texts: { reason: '问法有歧义' } }]);
    expect([counts(confirmed.state), confirmed.state?.coDefendantUnsure]).toEqual([false, false]);
    expect(done(confirmed.state, correct(true)).events).toEqual([]);
  });

  test('a review has no defendants to correct', () => {
    const review = done(null, open({ kind: 'review' })).state;
    expect(decide(review, correct(true), { today })).toMatchObject({ refusal: { code: 'notASuit' } });
  });
});

describe('a row of an import', () => {
  const row: AppealRow = { number: '1', kind: 'suit', route: 'afterReview', openedOn: d('2026-04-01') };
  const imported = (state: AppealState | null, more: Partial<AppealRow>) => {
    const made = migrate(state, { ...row, ...more });
    return made.ok ? { state: fold(state, made.events, 3), events: made.events } : made.field;
  };
  const stateOf = (made: ReturnType<typeof imported>) => (typeof made === 'string' ? null : made.state);

  test('says in words which of the two the office was', () => {
    expect(counts(stateOf(imported(null, {})))).toBe(true);
    expect(counts(stateOf(imported(null, { coDefendant: 'false' })))).toBe(true);
    expect(counts(stateOf(imported(null, { coDefendant: 'true' })))).toBe(false);
    expect(imported(null, { kind: 'review', coDefendant: 'true' })).toBe('coDefendant');
  });

  test('the same again says nothing, also after a correction, and one that has grown is taken', () => {
    const grown = imported(stateOf(imported(null, {})), { coDefendant: 'true' });
    expect(counts(stateOf(grown))).toBe(false);
    const mended = done(stateOf(grown), correct(false)).state;
    expect(imported(mended, { coDefendant: 'true' })).toMatchObject({ events: [] });
    expect(imported(stateOf(grown), { coDefendant: 'false' })).toBe('coDefendant');
  });
});
