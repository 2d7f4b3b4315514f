import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appealPeriods } from '#shared/appeal/clock-of.ts';
import type { AppealCommand } from '#shared/appeal/commands.ts';
import { decide } from '#shared/appeal/decide.ts';
import { appealContributions } from '#shared/appeal/figures.ts';
import { type AppealState, evolve } from '#shared/appeal/state.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import type { DomainEvent } from '#shared/kernel/event.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { DEFAULT_POLICIES, type Policies } from '#shared/kernel/policies.ts';
import { AppealCase } from '#shared/recount/appeal-case.ts';
import { specificationOf } from '../../support/specification.ts';
import { FURTHER_LIVES, LIVES_UNDER_POLICIES } from './further-lives.ts';
import { LIVES as FIRST_LIVES } from './lives-of-appeals.ts';

const LIVES = [...FIRST_LIVES, ...FURTHER_LIVES];

const today = dateOf('2027-12-31');
const rulesUnder = (policies: Partial<Policies> = {}) => ({
  decide: (state: AppealState | null, command: AppealCommand) =>
    decide(state, command, {
      ...{ today, calendar: STATE_CALENDAR, ...policies },
      policies: { ...DEFAULT_POLICIES, ...policies },
    }),
  evolve,
});
const given = specificationOf(rulesUnder());

const COMMANDS: Readonly<Record<string, (on: string, said: string) => object>> = {
  R: () => ({ command: 'OpenAppeal', kind: 'review' }),
  SD: () => ({ command: 'OpenAppeal', kind: 'suit', route: 'direct' }),
  SA: () => ({ command: 'OpenAppeal', kind: 'suit', route: 'afterReview' }),
  N: (_, said) => served('OpenAppeal', said),
  V: (_, said) => served('ConcludeAppeal', said),
  W: () => ({ command: 'AnswerAppeal' }),
  C: (_, means) => ({ command: 'ConcludeAppeal', means }),
  A: () => ({ command: 'AppealJudgment' }),
  B: () => ({ command: 'RemandCase' }),
  T: () => ({ command: 'OpenRetrial' }),
  'T!': () => ({ command: 'OpenRetrial', byHigherCourt: true }),
  RS: () => ({ command: 'OpenAppeal', kind: 'review', procedure: 'simplified' }),
  SS: () => ({ command: 'OpenAppeal', kind: 'suit', route: 'direct', procedure: 'simplified' }),
  E: () => ({ command: 'RecordEffect' }),
  D: (_, event) => ({ command: 'CorrectDate', event, reason: '误' }),
  O: (_, said) => {
    const [outcome, event] = said.split('@');
    return { command: 'CorrectOutcome', outcome, ...(event && { event }), reason: '误' };
  },
  Z: () => ({ command: 'VoidEntry', reason: '误' }),
  X: (_, days) => ({ command: 'ExtendReview', days: Number(days) }),
};
function served(step: string, said: string) {
  return {
    command: 'RecordService',
    step,
    way: said === 'publicNotice' ? said : 'post',
    returned: said === 'returned',
  };
}

function commandsOf(steps: string): readonly AppealCommand[] {
  return steps.split(', ').map((step) => {
    const [letter = '', day = '', said = ''] = step.split(' ');
    const on = dateOf(`20${day}`);
    return { case: '1', on, ...COMMANDS[letter]?.(on, said) } as AppealCommand;
  });
}

const LETTERS = { upheld: 'u', corrected: 'c', other: 'o', pending: 'p' } as const;
const YEARS = [2025, 2026, 2027] as const;

function cellsOf(state: AppealState): string {
  return told((year) =>
    appealContributions(state)
      .years.filter(({ from, until }) => from <= year && (until === 'open' || year <= until))
      .map(({ cell }) => cell),
  );
}

function recounted(events: readonly DomainEvent[]): string {
  const one = new AppealCase();
  for (const [index, { type, v, on, data }] of events.entries())
    one.read({ type, v, on, data, id: `${index + 1}.1` });
  return told((year) => one.inYear(year).map(({ cell }) => cell));
}

/** `26:u 27:p`, from the cells of each year. */
function told(cellsIn: (year: number) => readonly string[]): string {
  const letters = YEARS.map((year) => {
    const found = Object.entries(LETTERS).filter(([column]) =>
      cellsIn(year).some((cell) => cell.endsWith(`.${column}`)),
    );
    return found.length === 0 ? '' : `${year - 2000}:${found.map(([, letter]) => letter).join('')}`;
  });
  return letters.filter(Boolean).join(' ');
}

function dueOf(state: AppealState, expected: string): string {
  const periods = appealPeriods(state, STATE_CALENDAR);
  return expected
    .split(' ')
    .map((one) => one.split(':')[0] ?? '')
    .map((step) => {
      const period = periods.find((one) => one.step === step);
      return `${step}:${period === undefined ? 'none' : `${period.dueOn}${period.earliest ? '~' : ''}`}`;
    })
    .join(' ');
}

describe('lives of reviews and suits, from the articles', () => {
  test.each(LIVES.map(([about, steps, cells, due]) => ({ about, steps, cells, due })))(
    '$about: $steps',
    (told) => {
      const { steps, cells, due } = told;
      const life = given(...commandsOf(steps));
      expect(cellsOf(life.now)).toBe(cells);
      expect(recounted(life.events)).toBe(cells);
      if (due !== undefined) expect(dueOf(life.now, due)).toBe(due);
    },
  );

  test.each([...LIVES_UNDER_POLICIES])('under %o, %s: %s', (policies, _about, steps, cells) => {
    const life = specificationOf(rulesUnder(policies))(...commandsOf(steps));
    expect([cellsOf(life.now), recounted(life.events)]).toEqual([cells, cells]);
  });

  test('are the same in whatever order their steps could be entered', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LIVES.filter(([, steps]) => !/, [DOZ] /.test(steps))),
        fc.infiniteStream(fc.nat(1_000)),
        (life, picks) => {
          const [opening, ...later] = commandsOf(life[1]);
          let told = given(...(opening === undefined ? [] : [opening]));
          const waiting = [...later];
          for (let refused = 0; waiting.length > 0 && refused < waiting.length; ) {
            const [command] = waiting.splice((picks.next().value ?? 0) % waiting.length, 1);
            if (command === undefined) break;
            const judged = told.when(namedByNow(command, told.now));
            refused = judged.refusal === null ? 0 : refused + 1;
            if (judged.refusal === null) told = judged.thenLawful();
            else waiting.push(command);
          }
          if (waiting.length === 0) {
            expect(cellsOf(told.now)).toBe(life[2]);
            expect(recounted(told.events)).toBe(life[2]);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** The paper of a decision is that of the decision of its day, whatever was entered last. */
function namedByNow(command: AppealCommand, { steps }: AppealState): AppealCommand {
  if (command.command !== 'RecordService' || command.step !== 'ConcludeAppeal') return command;
  const decided = steps.filter(({ type, on }) => type === 'AppealConcluded' && on <= command.on);
  return { ...command, step: decided.toSorted((a, b) => (a.on < b.on ? 1 : -1))[0]?.id ?? 'none' };
}

describe('what the law does not know is refused', () => {
  const judged = commandsOf('SD 26-03-02, C 26-06-01 revoked70');
  const appeal = (on: string, by?: 'office' | 'opponent'): AppealCommand => ({
    command: 'AppealJudgment',
    case: '1',
    on: dateOf(on),
    ...(by && { by }),
  });
  const last = (steps: string): AppealCommand => {
    const command = commandsOf(steps).at(-1);
    if (command === undefined) throw new Error('no command');
    return command;
  };

  test.each([
    [
      'an appeal a year after the judgment',
      'SD 26-03-02, C 26-06-01 revoked70',
      'A 27-06-01',
      'appealPeriodOver',
      '行诉法85',
    ],
    [
      'an appeal after the second instance',
      'SD 26-03-02, C 26-06-01 revoked70, A 26-06-10, C 26-09-01 upheld89',
      'A 26-09-05',
      'finalJudgment',
      '行诉法7',
    ],
    [
      'an appeal after a withdrawal',
      'SD 26-03-02, C 26-06-01 withdrawn62',
      'A 26-06-05',
      'notAppealable',
      '法释〔2018〕1号101',
    ],
    ['an appeal in a review', 'R 26-03-02, C 26-04-01 upheld68', 'A 26-04-05', 'notASuit', '行诉法85'],
    ['a remand of a first instance', 'SD 26-03-02', 'B 26-06-01', 'notInSecondInstance', '行诉法89'],
    [
      'a first instance that upholds a judgment',
      'SD 26-03-02',
      'C 26-06-01 upheld89',
      'notInSecondInstance',
      '行诉法89',
    ],
    ['a retrial of what is not decided', 'SD 26-03-02', 'T 26-06-01', 'notConcluded', '行诉法90'],
    ['a retrial of a review', 'R 26-03-02, C 26-04-01 upheld68', 'T 26-06-01', 'notASuit', '行诉法90'],
    ['an extension by 31 days', 'R 26-03-02', 'X 26-04-01 31', 'extensionTooLong', '复议法62'],
    [
      'a second remand',
      'SD 26-01-05, C 26-03-02 revoked70, A 26-03-10, B 26-05-08, C 26-07-01 revoked70, A 26-07-10',
      'B 26-09-01',
      'remandedBefore',
      '行诉法89',
    ],
    [
      'an outcome of what decides nothing',
      'SD 26-03-02, C 26-06-01 revoked70',
      'O 26-06-05 upheld@1',
      'unknownEvent',
      '',
    ],
    ['an outcome of what is not decided', 'SD 26-03-02', 'O 26-03-05 upheld', 'notConcluded', ''],
    ['an answer after the decision', 'R 26-03-02, C 26-04-20 upheld68', 'W 26-04-21', 'alreadyJudged', ''],
    [
      'an effect of a judgment that was appealed',
      'SD 26-03-02, C 26-06-01 revoked70, A 26-06-10',
      'E 26-06-17',
      'appealedSince',
      '行诉法85',
    ],
    [
      'an appeal after the judgment took effect',
      'SD 26-03-02, C 26-06-01 revoked70, E 26-06-17',
      'A 26-06-18',
      'appealPeriodOver',
      '行诉法85',
    ],
    [
      'a retrial before a judgment is effective',
      'SD 26-03-02, C 26-06-01 revoked70',
      'T 26-06-10',
      'notEffective',
      '行诉法90',
    ],
    [
      'an appeal withdrawn in a retrial',
      'SD 25-03-03, C 25-06-02 revoked70, T 26-03-02',
      'C 26-06-01 appealWithdrawn',
      'notInSecondInstance',
      '行诉法89',
    ],
    [
      'a retrial ended where none began',
      'SD 26-03-02, C 26-06-01 revoked70, A 26-06-10',
      'C 26-07-01 retrialEnded',
      'notInRetrial',
      '行诉法90',
    ],
    [
      'a judgment dated after its service',
      'SD 26-03-02, C 26-06-01 revoked70, V 26-06-05',
      'D 26-06-10 ConcludeAppeal',
      'contradictsLaterStep',
      '',
    ],
    [
      'a service dated before its judgment',
      'SD 26-03-02, C 26-06-01 revoked70, V 26-06-05',
      'D 26-05-20 RecordService',
      'dateOrder',
      '',
    ],
    [
      'an extension dated after the decision',
      'R 26-03-02, X 26-04-01 30, C 26-05-20 upheld68',
      'D 26-05-25 ExtendReview',
      'alreadyJudged',
      '复议法62',
    ],
    ['a second extension', 'R 26-03-02, X 26-04-01 10', 'X 26-04-02 10', 'alreadyExtended', '复议法62'],
    ['an extension of a suit', 'SD 26-03-02', 'X 26-04-01 10', 'notAReview', '复议法62'],
    ['a paper served before it was made', 'SD 26-03-02, C 26-06-01 revoked70', 'V 26-05-30', 'dateOrder', ''],
    ['a paper of a step that has none', 'SD 26-03-02', 'V 26-05-30', 'unknownEvent', ''],
  ] as const)('%s', (_what, steps, step, code, article) => {
    given(...commandsOf(steps))
      .when(last(step))
      .thenRefused(code, article);
  });

  test('the office itself is late from the day the judgment reached it, the other party is not', () => {
    const told = given(...judged, last('V 26-06-05'));
    told.when(appeal('2026-06-23', 'office')).thenRefused('appealPeriodOver', '行诉法85');
    told.when(appeal('2026-06-22', 'office')).thenWarned();
    told.when(appeal('2026-06-23', 'opponent')).thenWarned('appealAfterPeriod');
    given(...judged)
      .when(appeal('2026-06-23', 'office'))
      .thenWarned('appealAfterPeriod');
  });

  test('electronic service without the consent of the addressee (民诉法90)', () => {
    const command = { ...last('N 26-03-09'), way: 'electronic' } as AppealCommand;
    given(...judged)
      .when(command)
      .thenRefused('consentRequired', '民诉法90');
    given(...judged)
      .when({ ...command, consent: true } as AppealCommand)
      .thenEvents('PaperServed');
  });
});
