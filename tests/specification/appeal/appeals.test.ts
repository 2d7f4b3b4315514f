import { describe, expect, test } from 'vitest';
import { awaitedPeriod } from '#shared/appeal/clock-of.ts';
import type { AppealCommand, AppealCommandOf } from '#shared/appeal/commands.ts';
import { decide } from '#shared/appeal/decide.ts';
import { appealContributions } from '#shared/appeal/figures.ts';
import { type AppealRow, migrate } from '#shared/appeal/migrate.ts';
import type { LinkedApplication } from '#shared/appeal/review-first.ts';
import { type AppealState, evolve } from '#shared/appeal/state.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { specificationOf } from '../../support/specification.ts';

const today = dateOf('2027-06-30');
const d = dateOf;

const given = specificationOf({
  decide: (state: AppealState | null, command: AppealCommand) => decide(state, command, { today }),
  evolve,
  migrate,
});

function cells(told: readonly { now: AppealState }[], year: number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { cell, from, until, weight } of told.flatMap(({ now }) => appealContributions(now).years)) {
    if (from <= year && (until === 'open' || year <= until)) counts[cell] = (counts[cell] ?? 0) + weight;
  }
  return counts;
}

const suit = (on: string, route: 'direct' | 'afterReview' = 'direct'): AppealCommand => ({
  command: 'OpenAppeal',
  case: '1',
  kind: 'suit',
  route,
  on: d(on),
});
const conclude = (on: string, means: string): AppealCommand => ({
  command: 'ConcludeAppeal',
  case: '1',
  on: d(on),
  means,
});

describe('table 四 (R-T4-2, R-T4-5, R-T4-6)', () => {
  test('counts suits of a year without any application (trap 32)', () => {
    const dismissed = given(suit('2022-02-01'), conclude('2022-06-01', 'claimsDismissed69'));
    expect(cells([dismissed, dismissed, given(suit('2022-11-01'))], 2022)).toEqual({
      'table4.suitDirect.upheld': 2,
      'table4.suitDirect.pending': 1,
      'table4.suitDirect.total': 3,
    });
  });

  test('shows a long case as pending in its first year and under its result in the next (trap 33)', () => {
    const state = given(suit('2022-11-01'), conclude('2023-05-10', 'claimsDismissed69'));
    expect(cells([state], 2022)).toEqual({ 'table4.suitDirect.pending': 1, 'table4.suitDirect.total': 1 });
    expect(cells([state], 2023)).toEqual({ 'table4.suitDirect.upheld': 1, 'table4.suitDirect.total': 1 });
    expect(cells([state], 2024)).toEqual({});
  });

  test('a judgment under appeal is pending and takes the effective result (trap 34)', () => {
    const judged = [suit('2026-03-01'), conclude('2026-11-01', 'revoked70')];
    const again: AppealCommand = { command: 'AppealJudgment', case: '1', on: d('2026-11-20') };
    const state = given(...judged, again);
    expect(cells([state], 2026)).toEqual({ 'table4.suitDirect.pending': 1, 'table4.suitDirect.total': 1 });
    const effective = given(...judged, again, conclude('2027-04-01', 'claimsDismissed69'));
    expect(cells([effective], 2026)['table4.suitDirect.corrected']).toBeUndefined();
    expect(cells([effective], 2027)).toEqual({ 'table4.suitDirect.upheld': 1, 'table4.suitDirect.total': 1 });
  });

  test('a dispute through review and suit shows once in each block (trap 35)', () => {
    const review = given(
      { command: 'OpenAppeal', case: '2', kind: 'review', on: d('2026-01-10') },
      conclude('2026-03-01', 'upheld68'),
    );
    expect(cells([review, given(suit('2026-04-01', 'afterReview'))], 2026)).toEqual({
      'table4.review.upheld': 1,
      'table4.review.total': 1,
      'table4.suitAfterReview.pending': 1,
      'table4.suitAfterReview.total': 1,
    });
  });

  test('the review organ sued as co-defendant counts nothing (trap 36)', () => {
    const organ = given({
      command: 'OpenAppeal',
      kind: 'suit',
      route: 'afterReview',
      on: d('2026-04-01'),
      coDefendant: true,
    });
    expect(cells([organ], 2026)).toEqual({});
  });

  test('a dismissed action is another result, dismissed claims uphold (trap 37)', () => {
    expect(given(suit('2026-01-01'), conclude('2026-02-01', 'actionDismissed')).now.outcome).toBe('other');
    expect(given(suit('2026-01-01'), conclude('2026-02-01', 'claimsDismissed69')).now.outcome).toBe('upheld');
  });
});

describe('policy instancePolicy (R-T4-7)', () => {
  const perInstance = specificationOf({
    decide: (state: AppealState | null, command: AppealCommand) =>
      decide(state, command, { today, instancePolicy: 'perInstance' }),
    evolve,
  });
  const appealed: AppealCommand = { command: 'AppealJudgment', case: '1', on: d('2026-11-20') };

  test('perInstance: the first judgment stays a result, the appeal is a case of its own', () => {
    const state = perInstance(suit('2026-03-01'), conclude('2026-11-01', 'revoked70'), appealed);
    expect(cells([state], 2026)).toEqual({
      'table4.suitDirect.corrected': 1,
      'table4.suitDirect.pending': 1,
      'table4.suitDirect.total': 2,
    });
    expect(state.now.outcome).toBeNull();
  });

  test('the policy of the day stands in the event: changing it later moves nothing of before', () => {
    const merged = given(suit('2026-03-01'), conclude('2026-11-01', 'revoked70'), appealed);
    expect(cells([merged], 2026)).toEqual({ 'table4.suitDirect.pending': 1, 'table4.suitDirect.total': 1 });
  });
});

describe('every way a case ends has its column (R-T4-3, R-T4-4)', () => {
  const review = (on: string): AppealCommand => ({
    command: 'OpenAppeal',
    case: '1',
    kind: 'review',
    on: d(on),
  });
  test.each([
    ['review', 'upheld', 'upheld68 claimRejected69'],
    ['review', 'corrected', 'changed63 revoked64 illegal65 ordered66 void67 noEvidence70'],
    ['review', 'other', 'notAccepted30 dismissed33 terminated41 mediated73'],
    ['suit', 'upheld', 'claimsDismissed69'],
    ['suit', 'corrected', 'revoked70 partlyRevoked70 ordered72 payment73 illegal74 void75 changed77'],
    ['suit', 'other', 'withdrawn62 actionDismissed notDocketed51 transferred'],
  ])('a %s is %s by %s', (kind, outcome, means) => {
    const opening = kind === 'review' ? review('2026-01-10') : suit('2026-01-10');
    const other = kind === 'review' ? suit('2026-01-10') : review('2026-01-10');
    for (const one of means.split(' ')) {
      expect(given(opening, conclude('2026-02-01', one)).now.outcome).toBe(outcome);
      given(other).when(conclude('2026-02-01', one)).thenRefused('badMeans');
    }
  });
});

describe('steps are judged by the day they happened, not by the day they are entered', () => {
  const appealOn = (on: string): AppealCommand => ({ command: 'AppealJudgment', case: '1', on: d(on) });

  test('a first judgment and its appeal may be entered after the final judgment', () => {
    const state = given(
      suit('2026-01-10'),
      conclude('2026-10-01', 'claimsDismissed69'),
      appealOn('2026-05-01'),
      conclude('2026-04-01', 'revoked70'),
    );
    expect(state.now).toMatchObject({ outcome: 'upheld', concludedOn: '2026-10-01' });
    expect(cells([state], 2026)).toEqual({ 'table4.suitDirect.upheld': 1, 'table4.suitDirect.total': 1 });
  });

  test('an appeal against nothing, two judgments in a row and steps before the opening are refused', () => {
    const judged = given(suit('2026-01-10'), conclude('2026-10-01', 'revoked70'));
    given(suit('2026-01-10')).when(appealOn('2026-05-01')).thenRefused('notConcluded');
    judged.when(conclude('2026-04-01', 'revoked70')).thenRefused('contradictsLaterStep');
    judged.when(appealOn('2026-01-09')).thenRefused('dateOrder');
  });

  test('the same answer again adds nothing, another day is refused', () => {
    const answer: AppealCommand = { command: 'AnswerAppeal', case: '1', on: d('2026-01-20') };
    const answered = given(suit('2026-01-10'), answer);
    answered.when(answer).thenNothing();
    answered.when({ ...answer, on: d('2026-01-21') }).thenRefused('alreadyAnswered');
  });

  test('a date is corrected by the id of the history, by the command or by the column of the import', () => {
    const why = { case: '1', on: d('2026-12-01'), reason: 'mistyped' };
    for (const event of ['2.1', '2', 'ConcludeAppeal', 'AppealConcluded', 'concludedOn']) {
      const state = given(suit('2026-01-10'), conclude('2026-10-01', 'revoked70'), {
        command: 'CorrectDate',
        event,
        ...why,
      });
      expect(state.now.concludedOn).toBe('2026-12-01');
    }
  });
});

describe('a refusal goes to review first (复议法23; trap 38)', () => {
  const attacked = (
    linked: LinkedApplication | null,
    route: 'direct' | 'afterReview' = 'direct',
    on = '2025-05-01',
  ) =>
    specificationOf({
      decide: (state: AppealState | null, command: AppealCommand) =>
        decide(state, command, { today, linked }),
      evolve,
    })().when({ ...suit(on, route), application: '7' } as AppealCommand);

  test('a direct suit of 2025 against a refusal is recorded with a warning', () => {
    attacked({ outcome: 'refused.internalAffairs' }).thenWarned('reviewFirst');
  });

  test.each([
    ['a suit of 2023', '2023-12-28', 'direct', 'refused.internalAffairs'],
    ['a suit after review', '2025-05-01', 'afterReview', 'refused.internalAffairs'],
    ['information not held', '2025-05-01', 'direct', 'unavailable.notHeld'],
    [
      'a matter of registry queries, which is not settled',
      '2025-05-01',
      'direct',
      'refused.administrativeQuery',
    ],
    ['an application without a reply', '2025-05-01', 'direct', null],
  ] as const)('%s has none', (_what, on, route, outcome) => {
    attacked({ outcome }, route, on).thenWarned();
  });

  test('an application that the ledger does not have is refused', () => {
    attacked(null).thenRefused('unknownApplication');
  });
});

describe('the periods of an appeal (复议法48, 54; 行诉法67)', () => {
  const review = (more: Partial<AppealCommandOf<'OpenAppeal'>>) =>
    given({ command: 'OpenAppeal', case: '1', kind: 'review', on: d('2026-09-18'), ...more });

  test('the answer comes first: five working days in the simplified procedure (trap 40)', () => {
    const due = ({ now }: { now: AppealState }) => awaitedPeriod(now, STATE_CALENDAR);
    expect(due(review({ procedure: 'simplified' }))).toMatchObject({ step: 'answer', dueOn: '2026-09-24' });
    expect(due(given(suit('2026-09-18')))).toMatchObject({ step: 'answer', dueOn: '2026-10-08' });
  });

  test('it is counted from the day the copy came, where that was noted', () => {
    const state = review({ procedure: 'simplified', copyReceivedOn: d('2026-09-21') });
    expect(awaitedPeriod(state.now, STATE_CALENDAR)?.from).toBe('2026-09-21');
  });

  test('then the decision is awaited, after an appeal that of the second instance, and nothing once it is there', () => {
    const answered: AppealCommand = { command: 'AnswerAppeal', case: '1', on: d('2026-01-20') };
    const awaited = (...commands: AppealCommand[]) =>
      awaitedPeriod(given(suit('2026-01-10'), ...commands).now, STATE_CALENDAR)?.step ?? null;
    const judged = conclude('2026-02-01', 'revoked70');
    expect(awaited(answered)).toBe('decision');
    expect(awaited(judged)).toBeNull();
    expect(awaited(judged, { command: 'AppealJudgment', case: '1', on: d('2026-02-10') })).toBe(
      'secondInstance',
    );
  });
});

describe('commands on appeals', () => {
  test('are refused when the law or the order of the steps speaks against them', () => {
    const open = given(suit('2026-01-10'));
    const judged = given(suit('2026-01-10'), conclude('2026-02-01', 'revoked70'));
    given()
      .when({ command: 'OpenAppeal', kind: 'suit', on: d('2026-01-01') })
      .thenRefused('routeRequired');
    given().when(conclude('2026-02-01', 'revoked70')).thenRefused('unknownCase');
    open.when(conclude('2026-02-01', 'revoked64')).thenRefused('badMeans');
    open.when(conclude('2026-01-09', 'revoked70')).thenRefused('dateOrder');
    open.when(conclude('2027-07-01', 'revoked70')).thenRefused('future');
    judged.when(conclude('2026-03-01', 'revoked70')).thenRefused('alreadyJudged');
    open.when({ command: 'AppealJudgment', case: '1', on: d('2026-03-01') }).thenRefused('notConcluded');
  });

  test('correct the date, the outcome and the route, and void a mistaken entry', () => {
    const why = { case: '1', on: d('2027-01-05'), reason: 'mistyped' };
    const base = [suit('2026-01-10'), conclude('2026-12-30', 'revoked70')];
    const dated = given(...base, { command: 'CorrectDate', event: '2.1', ...why });
    expect(dated.now.concludedOn).toBe('2027-01-05');
    dated
      .when({ command: 'CorrectDate', event: '1.1', ...why, on: d('2027-02-01') })
      .thenRefused('contradictsLaterStep');
    dated.when({ command: 'CorrectDate', event: '9.1', ...why }).thenRefused('unknownEvent');
    expect(given(...base, { command: 'CorrectOutcome', outcome: 'other', ...why }).now.outcome).toBe('other');
    expect(given(...base, { command: 'CorrectAppealRoute', route: 'afterReview', ...why }).now.route).toBe(
      'afterReview',
    );
    const voided = given(...base, { command: 'VoidEntry', ...why });
    expect(cells([voided], 2026)).toEqual({});
    voided.when({ command: 'AnswerAppeal', ...why }).thenRefused('voided');
  });
});

describe('the opening of an appeal', () => {
  const opening = suit('2026-01-10');
  const knowing = (linked: LinkedApplication | null) =>
    specificationOf({
      decide: (state: AppealState | null, command: AppealCommand) =>
        decide(state, command, { today, linked }),
      evolve,
    });

  test('is recorded once, with its number, its court, and the application it is about (条例51)', () => {
    const about = { ...opening, application: ' ７', court: '某区法院' } as AppealCommand;
    const opened = knowing({ outcome: null })()
      .when(about)
      .thenEvents({ data: { number: '1', application: '7', migrated: false }, texts: { court: '某区法院' } });
    opened.when(opening).thenRefused('numberTaken');
    knowing(null)()
      .when(opening)
      .thenEvents({ type: 'AppealOpened', data: { number: '1', application: null } });
  });

  test('of a review takes no route, and is about one act (行诉法85)', () => {
    const review = { command: 'OpenAppeal', case: '1', kind: 'review', route: 'direct' } as const;
    const opened = given()
      .when({ ...review, on: d('2026-01-10') })
      .thenEvents({ data: { kind: 'review', route: null } });
    opened
      .when({ command: 'AppealJudgment', case: '1', on: d('2026-03-01') })
      .thenRefused('notASuit', '行诉法85');
    knowing({ outcome: null })()
      .when({ ...opening, application: '7', otherAct: '主动公开' } as AppealCommand)
      .thenRefused('conflict');
    given()
      .when({ ...opening, otherAct: '主动公开' } as AppealCommand)
      .thenEvents('AppealOpened', 'OtherActAppealed');
  });

  test('takes no copy of the future, and one of today', () => {
    const copied = (copyReceivedOn: string) =>
      given().when({ ...opening, copyReceivedOn: d(copyReceivedOn) } as AppealCommand);
    copied('2027-07-01').thenRefused('future');
    copied('2027-06-30').thenEvents({ data: { copyReceivedOn: '2027-06-30' } });
  });

  test('is linked to its application, or to another act, afterwards', () => {
    const link = { command: 'LinkAppeal', case: '1', on: d('2026-02-01') } as const;
    const opened = knowing({ outcome: null })(opening);
    const linked = opened.when({ ...link, application: '7' }).thenEvents('AppealApplicationLinked');
    linked.when({ ...link, application: '7' }).thenNothing();
    opened.when({ ...link, otherAct: '主动公开' }).thenEvents('OtherActAppealed');
    opened.when(link).thenRefused('required');
    opened.when({ ...link, application: '7', otherAct: '主动公开' }).thenRefused('conflict');
    knowing(null)(opening)
      .when({ ...link, application: '7' })
      .thenRefused('unknownApplication');
  });

  test('names its application one way, however the number was typed', () => {
    const link = { command: 'LinkAppeal', case: '1', on: d('2026-02-01') } as const;
    const typed = ['７', ' 7 ', '\u200b7\ufeff', '7'];
    for (const application of typed) {
      const data = { data: { application: '7' } };
      given()
        .when({ ...opening, application } as AppealCommand)
        .thenEvents(data);
      const linked = knowing({ outcome: null })(opening)
        .when({ ...link, application })
        .thenEvents(data);
      for (const again of typed) linked.when({ ...link, application: again }).thenNothing();
    }
    // recorded before format characters were left out of numbers
    const former = knowing({ outcome: null, number: '\u200b7' });
    const data = { data: { application: '\u200b7' } };
    former(opening)
      .when({ ...link, application: '\u200b7' })
      .thenEvents(data);
    former()
      .when({ ...opening, application: '\u200b7' } as AppealCommand)
      .thenEvents(data);
  });

  test('is answered on its day or later, and its end is recorded as decided here', () => {
    const answer = (on: string): AppealCommand => ({ command: 'AnswerAppeal', case: '1', on: d(on) });
    given(opening).when(answer('2026-01-09')).thenRefused('dateOrder');
    given(opening).when(answer('2026-01-10')).thenEvents('AppealAnswered');
    const concluded = given(opening)
      .when(conclude('2026-02-01', 'revoked70'))
      .thenEvents({ data: { outcome: 'corrected', means: 'revoked70', migrated: false } });
    const appealed: AppealCommand = { command: 'AppealJudgment', case: '1', on: d('2026-01-09') };
    concluded.when(appealed).thenRefused('dateOrder', '');
    given(opening)
      .when({ ...appealed, on: d('2026-03-01') })
      .thenRefused('notConcluded', '行诉法85');
  });
});

describe('imported appeals', () => {
  const row: AppealRow = { number: '1', kind: 'suit', route: 'direct', openedOn: d('2026-01-10') };
  const ended: AppealRow = { ...row, outcome: 'upheld', concludedOn: d('2026-05-01') };

  test('the same row adds nothing, a grown row adds its outcome, a blank contradicts nothing', () => {
    const first = given().whenImported(row).thenLawful();
    first.whenImported(row).thenNothing();
    const grown = first.whenImported(ended).thenEvents('AppealConcluded');
    expect(grown.now.outcome).toBe('upheld');
    grown.whenImported(row).thenNothing();
    grown.whenImported({ ...ended, outcome: 'other' }).thenConflict('outcome');
  });

  test('the same row stays a duplicate after a correction', () => {
    const why = { case: '1', on: d('2026-06-01'), reason: 'mistyped' };
    const state = given()
      .whenImported(ended)
      .thenLawful()
      .and({ command: 'CorrectOutcome', outcome: 'other', ...why });
    expect(state.now.outcome).toBe('other');
    state.whenImported(ended).thenNothing();
    state.whenImported({ ...ended, outcome: 'other' }).thenNothing();
    state.whenImported({ ...ended, outcome: 'corrected' }).thenConflict('outcome');
  });
});
