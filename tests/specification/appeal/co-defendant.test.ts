import { describe, expect, test } from 'vitest';
import type { AppealCommand } from '#shared/appeal/commands.ts';
import { decide } from '#shared/appeal/decide.ts';
import { appealContributions } from '#shared/appeal/figures.ts';
import { type AppealRow, migrate } from '#shared/appeal/migrate.ts';
import { type AppealState, evolve } from '#shared/appeal/state.ts';
import { dateOf as d } from '#shared/kernel/plain-date.ts';
import { specificationOf } from '../../support/specification.ts';

const today = d('2026-12-01');
const given = specificationOf({
  decide: (state: AppealState | null, command: AppealCommand) => decide(state, command, { today }),
  evolve,
  migrate,
});
type Told = ReturnType<typeof given>;
const open = (more: object): AppealCommand =>
  ({ command: 'OpenAppeal', case: '1', on: d('2026-04-01'), ...more }) as AppealCommand;
const suit = (coDefendant?: boolean) =>
  open({ kind: 'suit', route: 'afterReview', ...(coDefendant !== undefined && { coDefendant }) });
const correct = (coDefendant: boolean): AppealCommand => ({
  ...{ command: 'CorrectCoDefendant', case: '1', on: d('2026-05-01'), reason: '问法有歧义' },
  coDefendant,
});
const counts = ({ now }: Told) => appealContributions(now).years.length > 0;
/** As it was recorded while the question was whether there are co-defendants. */
const asked = (coDefendant: boolean): Told => {
  const about = { number: '1', kind: 'suit', route: 'afterReview', application: null, coDefendant } as const;
  const data = { ...about, procedure: null, copyReceivedOn: null, migrated: false };
  return given({ type: 'AppealOpened', v: 2, on: d('2026-04-01'), data });
};

describe('the bureau that acted counts a suit in which the review organ is sued beside it (〔2016〕201号, trap 36)', () => {
  test('only the organ that decided the review does not, and is told so', () => {
    expect(counts(given(suit()))).toBe(true);
    expect(counts(given(suit(false)))).toBe(true);
    const organ = given().when(suit(true));
    expect(organ.warnings).toEqual([
      { code: 'coDefendantNotCounted', facts: { article: '国办公开办函〔2016〕201号' } },
    ]);
    const told = organ.thenLawful();
    expect(counts(told)).toBe(false);
    expect(told.now.coDefendantUnsure).toBe(false);
  });

  test('what can only be said of a suit is not passed over where it is said of a review', () => {
    const review = given().when(open({ kind: 'review', route: 'direct', coDefendant: true }));
    expect(counts(review.thenLawful())).toBe(true);
    expect(review.warnings.map(({ facts }) => facts?.field)).toEqual(['route', 'coDefendant']);
  });

  test('what was answered to the old question is to be looked at again, and mended or confirmed', () => {
    expect(asked(false).now.coDefendantUnsure).toBe(false);
    expect(asked(true).now.coDefendantUnsure).toBe(true);
    const mended = asked(true).and(correct(false));
    expect([counts(mended), mended.now.coDefendantUnsure]).toEqual([true, false]);
    const confirmed = asked(true)
      .when(correct(true))
      .thenEvents({ texts: { reason: '问法有歧义' } });
    expect([counts(confirmed), confirmed.now.coDefendantUnsure]).toEqual([false, false]);
    confirmed.when(correct(true)).thenNothing();
  });

  test('a review has no defendants to correct', () => {
    given(open({ kind: 'review' }))
      .when(correct(true))
      .thenRefused('notASuit');
  });
});

describe('a row of an import', () => {
  const row: AppealRow = { number: '1', kind: 'suit', route: 'afterReview', openedOn: d('2026-04-01') };
  const imported = (more: Partial<AppealRow>, told = given()) => told.whenImported({ ...row, ...more });

  test('says in words which of the two the office was', () => {
    expect(counts(imported({}).thenLawful())).toBe(true);
    expect(counts(imported({ coDefendant: 'false' }).thenLawful())).toBe(true);
    expect(counts(imported({ coDefendant: 'true' }).thenLawful())).toBe(false);
    imported({ kind: 'review', coDefendant: 'true' }).thenConflict('coDefendant');
  });

  test('the same again says nothing, also after a correction, and one that has grown is taken', () => {
    const grown = imported({ coDefendant: 'true' }, imported({}).thenLawful()).thenLawful();
    expect(counts(grown)).toBe(false);
    imported({ coDefendant: 'true' }, grown.and(correct(false))).thenNothing();
    imported({ coDefendant: 'false' }, grown).thenConflict('coDefendant');
  });
});
