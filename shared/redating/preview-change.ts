/** What a change of the calendar would do, before anybody confirms it. Nothing is recorded. */

import type { CalendarEvent } from '#shared/calendar/events.ts';
import { calendarKind } from '#shared/calendar/kind.ts';
import { type CalendarState, calendarIn, evolve } from '#shared/calendar/state.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import { workingDaysLeft } from '#shared/kernel/calendar/calendar.ts';
import { type Recorded, SYSTEM } from '#shared/kernel/event.ts';
import type { FieldFault } from '#shared/kernel/kind.ts';
import { dateOfInstant, lastDayOf } from '#shared/kernel/plain-date.ts';
import type { Fields } from '#shared/ledger/execution.ts';
import { type CalendarStages, calendarStages } from '#shared/ledger/office-calendar.ts';
import { parseFor } from '#shared/ledger/parse-command.ts';
import type { Redated, RedatingHouse } from './redate-open-cases.ts';
import { movedBy, openCases, redatingOf } from './redating.ts';

/** `changes` is false when the calendar says the same already. */
export type Preview =
  | {
      readonly ok: true;
      readonly changes: boolean;
      readonly after: CalendarState;
      readonly redated: readonly Redated[];
    }
  | { readonly ok: false; readonly faults: readonly FieldFault[] };

export async function previewChange(
  house: RedatingHouse,
  { office, fields }: { readonly office: string; readonly fields: Fields },
): Promise<Preview> {
  const parsed = parseFor(calendarKind, String(fields.command), fields);
  if (!parsed.ok) return { ok: false, faults: parsed.faults ?? [parsed] };
  const now = house.clock.now();
  const today = dateOfInstant(now);
  const before = await calendarStages(house.log, office);
  const decision = calendarKind.decide(before.state, parsed.command.value, { today });
  if (!decision.ok) {
    const { code, facts } = decision.refusal;
    return {
      ok: false,
      faults: [{ field: String(facts?.field ?? ''), code, message: refusalText(code, facts) }],
    };
  }
  const place = { id: '', version: before.version + 1, recordedAt: now, actor: SYSTEM };
  const events = decision.events.map((event) => ({ ...(event as CalendarEvent), ...place }));
  const stages = events.reduce(withChange, before);
  const redated = events.length === 0 ? [] : await redatedBy(house, office, { stages, today });
  return { ok: true, changes: events.length > 0, after: stages.state, redated };
}

/** A year has about 250 working days; a number far from it means that part of a notice is missing. */
const USUAL = { least: 244, most: 254 };

/** A year as it would be, for somebody to say yes to. */
export function arrangementOf(state: CalendarState, year: number) {
  const { daysOff = [], makeUp = [], notice = '' } = state.years.get(year) ?? {};
  const workingDays = workingDaysLeft(calendarIn(state), lastDayOf(year - 1), lastDayOf(year));
  const isUsual = workingDays >= USUAL.least && workingDays <= USUAL.most;
  return { notice, daysOff, makeUp, workingDays, isUsual };
}

function withChange(
  { state, version, calendars }: CalendarStages,
  event: Recorded<CalendarEvent>,
): CalendarStages {
  const after = evolve(state, event);
  return { state: after, version, calendars: [...calendars, calendarIn(after)] };
}

async function redatedBy(
  house: RedatingHouse,
  office: string,
  counting: { readonly stages: CalendarStages; readonly today: Recorded['on'] },
): Promise<readonly Redated[]> {
  const redated: Redated[] = [];
  for (const one of await openCases(house, office)) {
    const event = redatingOf(await house.log.history(one), counting);
    const moved = event && movedBy(event);
    if (moved !== null) redated.push({ case: one.number, kind: one.kind, ...moved });
  }
  return redated;
}
