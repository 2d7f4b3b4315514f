/**
 * The daily run: what has newly come near or gone past its date becomes messages in the queue (ADR 33). It reads the
 * open cases that are due and, for each date among them, what was said of it: no closed case, no other history.
 */
import { dateOfInstant, type PlainDate } from '#shared/kernel/plain-date.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import type { House } from '#shared/store/house.ts';
import { allPages } from '#shared/store/views.ts';
import { datesWithin } from '#shared/worklist/nearness.ts';
import { type Asked, openCases } from '#shared/worklist/open-cases.ts';
import { calendarThing, type Thing, thingId, thingOf } from './occasions.ts';
import { type Route, routesOf } from './routes.ts';
import { type Gathered, gather, noteHandedOver, noteRun, saidAbout, unfinished } from './said.ts';
import { type Targets, targetsOf } from './targets.ts';

/** In one message: so many things, about so many dates that one decision can note them all. */
const THINGS_TOGETHER = 200;
const DATES_TOGETHER = 40;

/** A way of its own has a message of its own: what failed on one is not repeated on the other. */
export type Reminder = Pick<Route, 'way' | 'selection'> & {
  readonly office: string;
  readonly on: PlainDate;
  readonly things: readonly Thing[];
  /** To see whether a way works: says nothing of cases. */
  readonly trial?: boolean;
};
type Queued = { readonly office: string; readonly queued: number };

/** On days off nobody is at the office to be told: what comes up then is told on the next working day. */
export async function queueReminders(house: House, on?: PlainDate): Promise<readonly Queued[]> {
  await house.catchUp();
  const results: Queued[] = [];
  for (const office of await house.views.offices()) {
    // ids of registers that are no offices begin with `*`
    if (office.startsWith('*')) continue;
    const day = on ?? dateOfInstant(house.clock.now());
    const calendar = await officeSettings(house.log, office).calendar();
    const targets = await targetsOf(house, office);
    const runs = targets.on && calendar.isWorkingDay(day);
    results.push({
      office,
      queued: runs ? await queueOffice(house, { office, on: day, calendar }, targets) : 0,
    });
  }
  return results;
}

async function queueOffice(house: House, asked: Asked, targets: Targets): Promise<number> {
  const { office, on } = asked;
  const things = await thingsOn(house, asked);
  const said = await saidAbout(house.log, office, things);
  const messages = [...(await unfinished(house.log, office, said))];
  for (const message of messages) await handOver(house, message, targets);
  for (const some of portions(things.filter((thing) => !said.has(thingId(thing))))) {
    const message = await gather(house.log, { office, on }, some);
    if (message === null) continue;
    messages.push(message);
    await handOver(house, message, targets);
  }
  const queued = messages.reduce((sum, one) => sum + one.things.length, 0);
  const [open] = (await house.views.worklist(office, { limit: 1 })).items;
  if (queued > 0 || open !== undefined)
    await noteRun(
      house.log,
      { office, on },
      { things: queued, messages: messages.map(({ message }) => message) },
    );
  return queued;
}

/** By due date, the overdue first. */
async function thingsOn(house: House, asked: Asked): Promise<Thing[]> {
  const { to } = datesWithin('within10', asked.on, asked.calendar);
  const filter = { to };
  const awaited = calendarThing(asked.calendar, asked.on);
  const things: Thing[] = awaited === null ? [] : [awaited];
  for await (const open of allPages((page) => openCases(house, { ...asked, filter }, page)))
    things.push(...open.map(thingOf).filter((thing) => thing !== null));
  return things;
}

function* portions(things: readonly Thing[]): Generator<readonly Thing[]> {
  let some: Thing[] = [];
  let dates = new Set<string>();
  for (const thing of things) {
    const full = dates.size === DATES_TOGETHER && !dates.has(thing.dueOn);
    if (full || some.length === THINGS_TOGETHER) {
      yield some;
      [some, dates] = [[], new Set()];
    }
    some.push(thing);
    dates.add(thing.dueOn);
  }
  if (some.length > 0) yield some;
}

/**
 * Into the queue, and then noted: an end in between hands it over again, under the same ids and with the same words, by
 * which the sender knows what it has sent.
 */
async function handOver(house: House, gathered: Gathered, targets: Targets): Promise<void> {
  const { office, on, message, things } = gathered;
  const messages = routesOf(targets, things).map(({ name, ...route }) => {
    const reminder: Reminder = { office, on, ...route };
    return { id: `${message}-${name}`, body: JSON.stringify(reminder) };
  });
  await house.queue.send('reminder', messages);
  await noteHandedOver(house.log, gathered, messages.length);
}
