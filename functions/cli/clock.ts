/** `clock CASE [--on DATE]`: how the reply date comes about, day by day, as the case stood on that date. */
import { dateOfInstant, type PlainDate, parsePlainDate } from '../../shared/kernel/plain-date.ts';
import type { House } from '../../shared/store/house.ts';
import { explainCase } from '../calendar/explain-case.ts';
import { type Arguments, UsageError } from './options.ts';
import { caseOf } from './reading.ts';

export async function clock(ledger: House, args: Arguments): Promise<string> {
  const commits = await caseOf(ledger, args);
  const on = dayOf(args, dateOfInstant(ledger.clock.now()));
  const explained = await explainCase(ledger.log, commits, on);
  if (explained === null) throw new UsageError(`no time limit runs for ${args.rest[0]}`);
  const { state, dueOn, stepDueOn, provisional, overdue, workingDaysLeft, calendar, days } = explained;
  const breaches = explained.breaches.map(({ code, article, on: day }) => ({ code, article, on: day }));
  const head = { case: commits[0]?.number, state, dueOn, stepDueOn, provisional, overdue, workingDaysLeft };
  return `${JSON.stringify({ ...head, calendar, days, breaches })}\n`;
}

function dayOf({ option }: Arguments, today: PlainDate): PlainDate {
  const text = option('on');
  const date = text === undefined ? today : parsePlainDate(text);
  if (date === null) throw new UsageError(`no such date: ${text}`);
  return date;
}
