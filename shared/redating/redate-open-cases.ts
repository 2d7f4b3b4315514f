/**
 * After a change of an office's calendar every open case whose date moves gets an event that keeps the old date, the new
 * one and the reason (ADR 20). Interrupted anywhere, it is taken up again: what a case was last dated by stands in its own
 * history, and the calendar's stream says when all are done.
 */
import { randomUUID } from 'node:crypto';
import type { CalendarEvent } from '#shared/calendar/events.ts';
import type { Actor, CaseKind, DomainEvent } from '#shared/kernel/event.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { calendarStages, calendarStream } from '#shared/ledger/office-calendar.ts';
import type { House } from '#shared/store/house.ts';
import { append, appendAlone, type LogWriter } from '#shared/store/ports.ts';
import type { CaseSummary } from '#shared/store/views.ts';
import { type Counting, type Moved, movedBy, type OpenCases, openCases, redatingOf } from './redating.ts';

export type RedatingHouse = Pick<House, 'log' | 'clock' | 'catchUp'> & OpenCases;
export type Redated = Moved & { readonly case: string; readonly kind: CaseKind };
/** Who changed the calendar dates the cases. */
type Asked = { readonly office: string; readonly actor: Actor };
type Job = Counting & { readonly actor: Actor };
/** `raced`: somebody else recorded a step of that case in the same moment. */
type Dated = DomainEvent | 'raced' | null;

const ROUNDS = 5;

/** The cases that got another date by this call. Nothing is read but the calendar when nothing is owed. */
export async function redateOpenCases(house: RedatingHouse, asked: Asked): Promise<readonly Redated[]> {
  const stages = await calendarStages(house.log, asked.office);
  if (stages.state.applied >= stages.state.changes.length) return [];
  const job = { stages, today: dateOfInstant(house.clock.now()), actor: asked.actor };
  const redated: Redated[] = [];
  let left = await openCases(house, asked.office);
  for (let round = 0; left.length > 0 && round < ROUNDS; round += 1) {
    const missed: CaseSummary[] = [];
    for await (const [one, dated] of dateAnew(house, left, job)) {
      const moved = dated === null || dated === 'raced' ? null : movedBy(dated);
      if (moved !== null) redated.push({ case: one.number, kind: one.kind, ...moved });
      if (dated === 'raced') missed.push(one);
    }
    left = missed;
  }
  if (left.length === 0) await markDone(house, asked, { ...job, cases: redated.length });
  return redated;
}

/** Cases a write: those that arrive together share one. */
const BATCH = 100;

async function* dateAnew(
  { log }: RedatingHouse,
  cases: readonly CaseSummary[],
  job: Job,
): AsyncGenerator<readonly [CaseSummary, Dated]> {
  for (let from = 0; from < cases.length; from += BATCH) {
    const some = cases.slice(from, from + BATCH);
    const jobs = some.map(
      (one) => async (writer: LogWriter) => [one, await dateOne(writer, one, job)] as const,
    );
    for (const outcome of await log.write(jobs)) {
      if (!outcome.ok) throw outcome.error;
      yield outcome.value;
    }
  }
}

async function dateOne(writer: LogWriter, one: CaseSummary, job: Job): Promise<Dated> {
  const { office, kind, stream, number } = one;
  const at = { office, kind, stream };
  const commits = await writer.history(at);
  const event = redatingOf(commits, job);
  if (event === null) return null;
  const by = { actor: job.actor, request: randomUUID() };
  const appended = await append(writer, { at, number, after: commits.length, ...by, events: [event] });
  return appended?.ok ? event : 'raced';
}

/** If the calendar changed meanwhile, the version is taken and this run writes nothing; the next one applies both changes. */
async function markDone(
  { log }: RedatingHouse,
  { office, actor }: Asked,
  { stages, today, cases }: Counting & { readonly cases: number },
): Promise<void> {
  const { state, version, calendars } = stages;
  const calendar = calendars.at(-1)?.version ?? '';
  const data = { changes: state.changes.length, calendar, cases };
  const event: CalendarEvent = { type: 'CasesRedated', v: 1, on: today, data };
  await appendAlone(log, { at: calendarStream(office), after: version, actor, events: [event] });
}
