/** The daily run: what has newly come near or gone past its date, put into the queue and noted as said. */
import { createHash } from 'node:crypto';
import type { Actor, StreamKey } from '../../shared/kernel/event.ts';
import { dateOfInstant, type PlainDate } from '../../shared/kernel/plain-date.ts';
import type { House } from '../../shared/store/house.ts';
import { everyOffice } from '../aggregate/every-office.ts';
import { officeCalendar } from '../calendar/office-calendar.ts';
import { type Asked, openCases } from '../worklist/open-cases.ts';
import { occasionOf, type Thing, thingId, thingOf } from './occasions.ts';
import { targetsOf, type Way, waysOf } from './targets.ts';

const SYSTEM: Actor = { user: 'system', role: 'system', via: 'system' };
const streamOf = (office: string): StreamKey => ({ office, kind: 'proof', stream: 'reminders' });
/** In one message, and in one event. */
const TOGETHER = 200;

/** A way of its own has a message of its own: what failed on one is not repeated on the other. */
export type Reminder = {
  readonly office: string;
  readonly on: PlainDate;
  readonly things: readonly Thing[];
  readonly way: Way;
};
export type Queued = { readonly office: string; readonly queued: number };

/** On days off nobody is at the office to be told: what comes up then is told on the next working day. */
export async function queueReminders(house: House, on?: PlainDate): Promise<readonly Queued[]> {
  await house.catchUp();
  const results: Queued[] = [];
  for (const { id: office } of await everyOffice(house.log)) {
    const day = on ?? dateOfInstant(house.clock.now());
    const calendar = await officeCalendar(house.log, office);
    const queued = calendar.isWorkingDay(day) ? await queueOffice(house, { office, on: day, calendar }) : 0;
    results.push({ office, queued });
  }
  return results;
}

async function queueOffice(house: House, asked: Asked): Promise<number> {
  const { office, on } = asked;
  const said = await saidBefore(house, office);
  const ways = waysOf(await targetsOf(house, office));
  const fresh = (await thingsOn(house, asked)).filter((thing) => !said.has(thingId(thing)));
  for (let first = 0; first < fresh.length; first += TOGETHER) {
    const things = fresh.slice(first, first + TOGETHER);
    const reminder = { office, on, things };
    const ids = things.map(thingId);
    const id = createHash('sha256')
      .update(JSON.stringify([office, ids]))
      .digest('hex')
      .slice(0, 32);
    // sent before it is noted: an end in between says it again under the same id, never not at all
    const messages = ways.map((way) => ({ id: `${id}-${way}`, body: JSON.stringify({ ...reminder, way }) }));
    await house.queue.send('reminder', messages);
    await note(house, office, { on, said: ids });
  }
  return fresh.length;
}

/** By due date; reading ends with the first case that has more than ten working days left. */
async function thingsOn(house: House, asked: Asked): Promise<Thing[]> {
  const things: Thing[] = [];
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof openCases>> = await openCases(house, asked, { after, limit: 500 });
    things.push(...page.items.map(thingOf).filter((thing) => thing !== null));
    const last = page.items.at(-1);
    if (page.next === null || (last !== undefined && occasionOf(last) === null)) return things;
    after = page.next;
  }
}

async function saidBefore({ log }: House, office: string): Promise<ReadonlySet<string>> {
  const said = new Set<string>();
  for (const commit of await log.history(streamOf(office)))
    for (const { data } of commit.events) for (const id of data.said as readonly string[]) said.add(id);
  return said;
}

async function note(
  { log }: House,
  office: string,
  { on, said }: { on: PlainDate; said: readonly string[] },
): Promise<void> {
  const at = streamOf(office);
  const [outcome] = await log.write([
    async (writer) => {
      const version = (await writer.history(at)).length + 1;
      const events = [{ type: 'RemindersQueued', v: 1, on, data: { said } }];
      return writer.append({ at, number: 'reminders', version, actor: SYSTEM, events });
    },
  ]);
  if (outcome?.ok === false) throw outcome.error;
}
