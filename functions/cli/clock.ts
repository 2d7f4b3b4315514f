/** `clock CASE [--on DATE]`: how the reply date comes about, day by day. */
import type { Application } from '../../shared/disclosure/application.ts';
import { workingDaysLeft } from '../../shared/disclosure/clock.ts';
import { clockOf } from '../../shared/disclosure/clock-of.ts';
import { STATE_CALENDAR } from '../../shared/kernel/calendar/calendar.ts';
import { dateOfInstant, type PlainDate, parsePlainDate } from '../../shared/kernel/plain-date.ts';
import type { House } from '../../shared/store/house.ts';
import { fold } from '../record/case-history.ts';
import { disclosureRoom } from '../record/room-disclosure.ts';
import { type Arguments, UsageError } from './options.ts';
import { caseOf } from './reading.ts';

export async function clock(ledger: House, args: Arguments): Promise<string> {
  const commits = await caseOf(ledger, args);
  const state = fold(
    commits.filter((commit) => commit.kind === 'application').map((commit) => ({ commit })),
    disclosureRoom.evolve,
  ) as Application | null;
  if (state === null) throw new UsageError(`${args.rest[0]} is no application`);
  const on = dayOf(args, dateOfInstant(ledger.clock.now()));
  const {
    state: situation,
    dueOn,
    stepDueOn,
    provisional,
    calendar,
    days,
    breaches,
  } = clockOf(state, STATE_CALENDAR);
  const end = dueOn ?? stepDueOn;
  const left = end === null ? null : workingDaysLeft(STATE_CALENDAR, on, end);
  const overdue = situation !== 'concluded' && end !== null && on > end;
  const head = {
    case: commits[0]?.number,
    state: situation,
    dueOn,
    stepDueOn,
    provisional,
    overdue,
    workingDaysLeft: left,
  };
  return `${JSON.stringify({ ...head, calendar, days, breaches })}\n`;
}

function dayOf({ option }: Arguments, today: PlainDate): PlainDate {
  const text = option('on');
  const date = text === undefined ? today : parsePlainDate(text);
  if (date === null) throw new UsageError(`no such date: ${text}`);
  return date;
}
