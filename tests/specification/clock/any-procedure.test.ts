/** Any lawful order of steps, entered in any order: the reply date is the one a day-by-day walk finds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DisclosureCommand } from '#shared/disclosure/commands.ts';
import { type Explanation, explain } from '#shared/disclosure/explanation.ts';
import { calendarOf, STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { STATE_YEARS } from '#shared/kernel/calendar/years.ts';
import { dateOf, type PlainDate } from '#shared/kernel/plain-date.ts';
import { type ApplicationTold, does, givenOn, received } from '../../support/application-desk.ts';
import { later } from '../../support/office-days.ts';
import { dueDay, type Facts, factsBy, isAwaited, statutoryDays } from './procedure-oracle.ts';

type Move = { readonly what: number; readonly gap: number; readonly size: number };
type Taken = {
  readonly facts: Facts;
  readonly commands: DisclosureCommand[];
  day: string;
  /** Whether one party may be asked a second time after it has answered. */
  readonly again: boolean;
};
/** Takes the step if the law allows it in this situation, by the plain reading of the facts alone. */
type Take = (taken: Taken, size: number) => void;

const PARTIES = ['某公司', '某厂', '李某'];

const requestCorrection: Take = ({ facts, commands, day }, size) => {
  if (facts.asked) return;
  Object.assign(facts, { asked: day, respondBy: later(day, 1 + size) });
  commands.push(does('RequestCorrection', { on: day, items: '文号', respondBy: facts.respondBy }));
};
const recordCorrection: Take = ({ facts, commands, day }) => {
  if (!facts.asked || facts.corrected) return;
  facts.corrected = day;
  commands.push(does('RecordCorrection', { on: day }));
};
/** The same question on the same day is one question, said twice. */
const isOver = ({ on, back }: Facts['others'][number], day: string): boolean => Boolean(back) && on < day;
const consult: Take = ({ facts, commands, day, again }, size) => {
  const party = PARTIES[size % PARTIES.length] ?? '';
  if (
    facts.others.some(
      (one) => one.kind === 'thirdParty' && one.party === party && !(again && isOver(one, day)),
    )
  )
    return;
  const reached = size % 2 === 0 ? later(day, size % 4) : undefined;
  facts.others.push({ kind: 'thirdParty', party, on: day, ...(reached && { reached }) });
  commands.push(does('ConsultThirdParty', { on: day, party, ...(reached && { receivedOn: reached }) }));
};
const consultOrgan: Take = ({ facts, commands, day, again }) => {
  if (facts.others.some((one) => one.kind === 'organ' && !(again && isOver(one, day)))) return;
  facts.others.push({ kind: 'organ', party: '市档案馆', on: day });
  commands.push(does('ConsultOrgan', { on: day, organ: '市档案馆' }));
};
const answer: Take = ({ facts, commands, day }) => {
  const open = facts.others.find((one) => !one.back);
  if (!open) return;
  open.back = day;
  const { kind, party } = open;
  if (kind === 'organ') commands.push(does('RecordOrganReply', { on: day, organ: party }));
  else commands.push(does('RecordThirdPartyReply', { on: day, party, consents: true }));
};
const extend: Take = ({ facts, commands, day }, size) => {
  const due = dueDay(facts);
  if (facts.extended || due === null || day > due) return;
  facts.extended = { on: day, days: 1 + (size % 20) };
  const fields = { workingDays: facts.extended.days, approvedBy: '负责人', reason: '量大' };
  commands.push(does('ExtendReply', { on: day, ...fields }));
};
const askReasons: Take = ({ facts, commands, day }) => {
  if (facts.reasons) return;
  facts.reasons = day;
  commands.push(does('AskReasons', { on: day }));
};
const agreeDelay: Take = ({ facts, commands, day }, size) => {
  if (!facts.reasons || facts.delay) return;
  facts.delay = { on: day, until: later(day, 5 + size * 2) };
  commands.push(does('AgreeDelay', { on: day, until: facts.delay.until, reason: '量大' }));
};
const sendFee: Take = ({ facts, commands, day }) => {
  if (facts.fee) return;
  facts.fee = day;
  commands.push(does('SendFeeNotice', { on: day, receivedOn: day, basis: 'perPage', quantity: 31 }));
};
const pay: Take = ({ facts, commands, day }) => {
  if (!facts.fee || facts.paid) return;
  facts.paid = day;
  commands.push(does('RecordFeePayment', { on: day, amount: 10 }));
};
const TAKES = [
  consult,
  consultOrgan,
  answer,
  answer,
  extend,
  requestCorrection,
  recordCorrection,
  askReasons,
  agreeDelay,
  sendFee,
  pay,
];

/** An extension and a delay belong to the period they were granted in; the walk of the facts sees the last only. */
function procedure(receivedOn: string, moves: readonly Move[], again = true): Taken {
  const facts: Facts = { received: receivedOn, others: [] };
  const taken: Taken = { facts, commands: [], day: receivedOn, again };
  for (const { what, gap, size } of moves) {
    taken.day = later(taken.day, gap);
    TAKES[what % TAKES.length]?.(taken, size);
  }
  return taken;
}

/** An extension of the very day on which a fresh period began: the facts do not say which came first. */
const isTie = ({ extended, delay, corrected, paid }: Facts): boolean =>
  [extended?.on, delay?.on].some((day) => day !== undefined && (day === corrected || day === paid));

const moves = (gap: fc.Arbitrary<number>) =>
  fc.array(fc.record({ what: fc.nat({ max: TAKES.length - 1 }), gap, size: fc.nat({ max: 25 }) }), {
    maxLength: 14,
  });
const receipts = fc.integer({ min: 0, max: 1580 }).map((days) => later('2022-01-03', days));
const NOW = dateOf('2030-01-01');

const enter = (...commands: readonly DisclosureCommand[]) => givenOn(NOW, ...commands);
const explained = ({ now }: ApplicationTold, on = NOW as string): Explanation =>
  explain(now, STATE_CALENDAR, on as PlainDate);

/** Enters what is refused once more after the others, as a clerk with a pile of papers would. */
function enterUntilTaken(first: DisclosureCommand, pile: readonly DisclosureCommand[]): ApplicationTold {
  let told = enter(first);
  let left = pile;
  for (let before = left.length + 1; left.length > 0 && left.length < before; ) {
    before = left.length;
    const refused: DisclosureCommand[] = [];
    for (const command of left) {
      const { refusal, events } = told.when(command);
      if (refusal === null) told = told.recording(events);
      else refused.push(command);
    }
    left = refused;
  }
  expect(left).toEqual([]);
  return told;
}

describe('any lawful procedure', () => {
  it('is due on the day the walk finds, with exactly the statutory days counted', () => {
    fc.assert(
      fc.property(receipts, moves(fc.nat({ max: 7 })), (receivedOn, steps) => {
        const { facts, commands } = procedure(receivedOn, steps);
        fc.pre(!isTie(facts));
        const told = enter(received(receivedOn), ...commands);
        const { dueOn, days } = explained(told);
        expect(dueOn).toBe(dueDay(facts));
        const counted = days.filter((day) => day.counts).length;
        expect(counted).toBe(isAwaited(facts) ? 0 : statutoryDays(facts));
      }),
      { numRuns: 300 },
    );
  });

  it('is due on the same day in whatever order its steps are entered', () => {
    fc.assert(
      fc.property(receipts, moves(fc.integer({ min: 1, max: 7 })), fc.nat(), (receivedOn, steps, seed) => {
        const { facts, commands } = procedure(receivedOn, steps, false);
        const pile = fc.sample(fc.shuffledSubarray(commands, { minLength: commands.length }), {
          numRuns: 1,
          seed,
        })[0] as DisclosureCommand[];
        const told = enterUntilTaken(received(receivedOn), pile);
        expect(explained(told).dueOn).toBe(dueDay(facts));
        const inOrder = explained(enter(received(receivedOn), ...commands));
        expect({ ...explained(told), pauses: null }).toEqual({ ...inOrder, pauses: null });
      }),
      { numRuns: 200 },
    );
  });

  it('stood, on any day, as what had been done by then made it', () => {
    fc.assert(
      fc.property(receipts, moves(fc.nat({ max: 7 })), fc.nat({ max: 90 }), (receivedOn, steps, wait) => {
        const { facts, commands } = procedure(receivedOn, steps);
        fc.pre(!isTie(facts));
        const day = later(receivedOn, wait);
        const then = explained(enter(received(receivedOn), ...commands), day);
        const known = factsBy(facts, day);
        expect(then.dueOn).toBe(known && dueDay(known));
      }),
      { numRuns: 200 },
    );
  });

  it('replays to the same date on another day, event by event', () => {
    fc.assert(
      fc.property(receipts, moves(fc.nat({ max: 7 })), (receivedOn, steps) => {
        const { commands } = procedure(receivedOn, steps);
        const once = enter(received(receivedOn), ...commands);
        const later_ = givenOn(dateOf('2040-05-05'), received(receivedOn), ...commands);
        expect(later_.events).toEqual(once.events);
        expect(explained(later_).dueOn).toBe(explained(once).dueOn);
      }),
      { numRuns: 100 },
    );
  });

  it('is never due earlier for a holiday more', () => {
    const holidays = fc.uniqueArray(fc.nat({ max: 120 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(receipts, moves(fc.nat({ max: 7 })), holidays, (receivedOn, steps, offsets) => {
        const { commands } = procedure(receivedOn, steps);
        const told = enter(received(receivedOn), ...commands);
        const extra = offsets.map((days) => ({
          date: later(receivedOn, days) as PlainDate,
          kind: 'holiday' as const,
        }));
        const stormy = calendarOf(STATE_YEARS, extra);
        const { dueOn } = explain(told.now, stormy, NOW);
        const before = explained(told).dueOn;
        expect(dueOn === null).toBe(before === null);
        expect((dueOn ?? '') >= (before ?? '')).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('leaves a day out once, however many are asked', () => {
    fc.assert(
      fc.property(receipts, moves(fc.nat({ max: 4 })), (receivedOn, steps) => {
        const { facts, commands } = procedure(receivedOn, steps);
        if (isAwaited(facts)) return;
        const { days } = explained(enter(received(receivedOn), ...commands));
        expect(new Set(days.map((day) => day.date)).size).toBe(days.length);
      }),
      { numRuns: 100 },
    );
  });
});
