/** Papers that arrive later than they are sent: every life as the articles have it, in whatever order it is entered. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Application } from '#shared/disclosure/application.ts';
import type { DisclosureCommand } from '#shared/disclosure/commands.ts';
import { explain } from '#shared/disclosure/explanation.ts';
import { remedyPeriodsOf } from '#shared/disclosure/remedy-periods.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import {
  type ApplicationTold,
  answered,
  asked,
  consulted,
  corrected,
  does,
  extended,
  givenOn,
  noticed,
  paid,
  received,
  replied,
} from '../../support/application-desk.ts';
import { later } from '../../support/office-days.ts';
import { partsOfSplit } from '../../support/table-three.ts';
import { LIVES } from './lives-of-service.ts';
import { type Asked, dueDay } from './procedure-oracle.ts';

const END = '2026-12-31' as PlainDate;
const day = (text: string | undefined): string | undefined => text && `2026-${text}`;
const COMMAND_OF = {
  Q: 'RequestCorrection',
  T: 'ConsultThirdParty',
  O: 'ConsultOrgan',
  F: 'SendFeeNotice',
  D: 'Reply',
  A: 'RedoReply',
} as const;

const STEPS: Readonly<Record<string, (on: string, said: string) => DisclosureCommand>> = {
  R: (on) => received(on),
  Q: (on, said) => asked(on, day(said) ?? ''),
  K: (on) => corrected(on),
  T: (on, said) => consulted(on, '某公司', day(said)),
  t: (on) => answered(on),
  O: (on, said) => does('ConsultOrgan', { on, organ: '市档案馆', ...(said && { receivedOn: day(said) }) }),
  o: (on) => does('RecordOrganReply', { on, organ: '市档案馆' }),
  X: (on, said) => extended(on, Number(said)),
  F: (on, said) => noticed(on, { receivedOn: day(said) || undefined }),
  P: (on) => paid(on),
  D: (on, said) => replied(on, said || 'disclosed'),
  A: (on) => does('RedoReply', { on, outcome: 'unavailable.notHeld', byOrderOf: '判决' }),
  U: (on) => does('CloseUnpaid', { on }),
  L: (on) => does('CloseUncorrected', { on }),
};

function commandOf(step: string): DisclosureCommand {
  const [letter = '', on = '', said = ''] = step.split(' ');
  const taken = STEPS[letter];
  if (taken !== undefined) return taken(day(on) ?? '', said);
  const paper = COMMAND_OF[letter.slice(1) as keyof typeof COMMAND_OF];
  const way = said === 'notice' ? 'publicNotice' : 'post';
  return does('RecordService', { step: paper, on: day(on), way, returned: said === 'returned' });
}

/** What is expected and what is, part by part. */
function seen(expected: string, state: Application, on: PlainDate): string {
  const { dueOn, stepDueOn, earliest, overdue, breaches } = explain(state, STATE_CALENDAR, on);
  const remedies = remedyPeriodsOf(state, STATE_CALENDAR, {});
  const mark = (date: string | null): string => `${date}${earliest ? '~' : ''}`;
  const open = (step: string) => remedies?.periods.find((one) => one.step === step)?.dueOn ?? null;
  const is: Readonly<Record<string, string | false>> = {
    due: `due:${mark(dueOn)}`,
    step: `step:${mark(stepDueOn)}`,
    late: breaches.length > 0 && 'late',
    inTime: breaches.length === 0 && !overdue && 'inTime',
    overdue: overdue && 'overdue',
    review: `review:${open('review')}`,
    suit: `suit:${open('suit')}`,
    unserved: remedies?.servedOn === null && 'unserved',
  };
  const parts = expected.split(' ').map((part) => is[part.split(':')[0] ?? ''] || 'not so');
  // a date that is past and certain is one that somebody is late for
  const isOverdue = overdue && !expected.includes('overdue') ? ' overdue' : '';
  return parts.join(' ') + isOverdue;
}

describe('a paper that arrives later than it is sent', () => {
  it.each(LIVES)('%s: %s', (_, life, expected) => {
    const [steps = '', on] = life.split(' @ ');
    const commands = steps.split(', ').map(commandOf);
    const told = givenOn(END, ...commands.slice(0, -1));
    const last = told.when(commands.at(-1) as DisclosureCommand);
    if (expected.startsWith('refused:')) expect(`refused:${last.refusal?.code}`).toBe(expected);
    else expect(seen(expected, last.thenLawful().now, (day(on) ?? END) as PlainDate)).toBe(expected);
  });

  it('has its day of service corrected like any other, and taken back by voiding nothing', () => {
    const sent = givenOn(END, received('2026-05-06'), consulted('2026-05-12'));
    const served = sent.and(commandOf('ST 05-25'));
    const mended = served.and(
      does('CorrectDate', { event: 'RecordService', on: '2026-05-18', reason: '回执' }),
    );
    expect(explain(mended.now, STATE_CALENDAR, END).dueOn).toBe('2026-06-30');
    served
      .when(does('CorrectDate', { event: 'RecordService', on: '2026-05-11', reason: '回执' }))
      .thenRefused('dateOrder');
    served
      .when(does('CorrectDate', { event: 'ConsultThirdParty', on: '2026-05-26', reason: '笔误' }))
      .thenRefused('contradictsLaterStep');
    served.when(commandOf('ST 05-25')).thenNothing();
    sent
      .when({ ...commandOf('ST 05-25'), way: 'electronic' } as never)
      .thenRefused('consentRequired', '民诉法90');
    served.when(does('RecordService', { step: '1.1', way: 'post', on: '2026-05-25' })).thenRefused('noPaper');
  });

  it('had not come on a day before it came', () => {
    const told = givenOn(END, received('2026-05-06'), consulted('2026-05-12'), commandOf('ST 05-18'));
    const before = explain(told.now, STATE_CALENDAR, '2026-05-15' as PlainDate);
    expect([before.earliest, before.dueOn]).toEqual([true, '2026-06-24']);
  });

  it('stands on each part of a paper that was split with the day on which it came', () => {
    const split = does('SplitApplication', { on: '2026-05-20', into: ['乙-1', '乙-2'] });
    const paper = givenOn(END, received('2026-05-06'), consulted('2026-05-12'), commandOf('ST 05-18'));
    for (const part of partsOfSplit(paper.now, split))
      expect(explain(part.now, STATE_CALENDAR, END)).toMatchObject({ dueOn: '2026-06-30', earliest: false });
  });
});

type Letter = { readonly on: number; readonly reached: number | null; readonly back: number | null };
const letters: fc.Arbitrary<Letter> = fc.record({
  on: fc.nat({ max: 30 }),
  reached: fc.option(fc.nat({ max: 12 }), { freq: 2 }),
  back: fc.option(fc.nat({ max: 45 }), { freq: 2 }),
});

/** The same life with each unknown day put where it makes the date earliest. */
function lettersOf(received: string, all: readonly Letter[]): Asked[] {
  return all.map(({ on, reached, back }, index) => {
    const sent = later(received, on);
    const arrived = reached === null ? undefined : later(sent, reached);
    // nobody answers a letter before it came
    const answer = back === null ? undefined : later(arrived ?? sent, back);
    const party = `第${index}方`;
    const dates = { ...(arrived && { reached: arrived }), ...(answer && { back: answer }) };
    return { kind: 'thirdParty', party, on: sent, ...dates };
  });
}

describe('any letters, served before or after they are answered, entered in any order', () => {
  const receipts = fc.integer({ min: 0, max: 1500 }).map((days) => later('2022-01-03', days));
  const NOW = '2030-01-01' as PlainDate;

  it('give the date of the walk, and say that it is the earliest exactly where another arrival would move it', () => {
    fc.assert(
      fc.property(
        receipts,
        fc.array(letters, { maxLength: 3 }),
        fc.infiniteStream(fc.nat()),
        (receivedOn, all, order) => {
          const others = lettersOf(receivedOn, all);
          const steps = others.flatMap(({ party, on, reached, back }) => [
            [consulted(on, party), ...(back ? [answered(back, party)] : [])],
            reached === undefined ? [] : [[on, party, reached] as const],
          ]);
          const sent = steps.filter((_, index) => index % 2 === 0).flat() as DisclosureCommand[];
          const arrivals = steps.filter((_, index) => index % 2 === 1).flat() as [string, string, string][];
          let told = givenOn(
            NOW,
            received(receivedOn),
            ...sent.filter((one) => one.command === 'ConsultThirdParty'),
          );
          const answers = sent.filter((one) => one.command === 'RecordThirdPartyReply');
          const services = arrivals.map(([, party, reached]) => {
            const id = told.now.steps.find(({ event }) => event.texts?.party === party)?.id ?? '';
            return does('RecordService', { step: id, way: 'inPerson', on: reached });
          });
          const rest = [...answers, ...services];
          const at = order[Symbol.iterator]();
          while (rest.length > 0) {
            const [command] = rest.splice(Number(at.next().value) % rest.length, 1);
            told = told.and(command as DisclosureCommand);
          }
          expect(seenDate(told)).toBe(dueDay({ received: receivedOn, others }));
          expect(explain(told.now, STATE_CALENDAR, NOW).earliest).toBe(mayMove(receivedOn, others));
        },
      ),
      { numRuns: 200 },
    );
  }, 60_000);

  const seenDate = ({ now }: ApplicationTold) => explain(now, STATE_CALENDAR, NOW).dueOn;

  /** Whether the date is another one if a letter of unknown arrival came as late as it can have come. */
  function mayMove(receivedOn: string, others: readonly Asked[]): boolean {
    const latest = others.map((one) => ({ ...one, reached: one.reached ?? one.back ?? '2029-01-01' }));
    return (
      dueDay({ received: receivedOn, others: latest }) !==
      dueDay({ received: receivedOn, others: [...others] })
    );
  }
});
