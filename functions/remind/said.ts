/**
 * What has been said, in the log. A message is gathered by one decision: its things are noted with the day of the run
 * and, so that they are found again without reading everything that was ever said, with the date each of them is about.
 */
import { createHash } from 'node:crypto';
import type { Actor, DomainEvent, StreamKey } from '../../shared/kernel/event.ts';
import type { PlainDate } from '../../shared/kernel/plain-date.ts';
import type { EventLog, LogReader, LogWriter } from '../../shared/store/ports.ts';
import { eventsOf } from '../record/case-history.ts';
import { type Thing, thingId, thingOfId } from './occasions.ts';

export const SYSTEM: Actor = { user: 'system', role: 'system', via: 'system' };
export type Run = { readonly office: string; readonly on: PlainDate };
/** What one message says; the same whoever reads it again. */
export type Gathered = Run & { readonly message: string; readonly things: readonly Thing[] };
/** By thing, the message that says it and the day of its run. */
export type Said = ReadonlyMap<string, { readonly message: string; readonly on: PlainDate }>;

const ofDate = (office: string, dueOn: string): StreamKey => ({
  ...{ office, kind: 'proof', stream: `reminded-${dueOn}` },
});
export const DAYS = 'reminders-';
export const ofRun = ({ office, on }: Run): StreamKey => ({ office, kind: 'proof', stream: `${DAYS}${on}` });
const handedOverKey = (message: string): string => `reminder-${message}`;

/** One history for each date the things are about. */
export async function saidAbout(log: LogReader, office: string, things: readonly Thing[]): Promise<Said> {
  const said = new Map<string, { message: string; on: PlainDate }>();
  for (const dueOn of datesOf(things))
    for (const { on, data } of (await log.history(ofDate(office, dueOn))).flatMap(({ events }) => events))
      for (const id of data.said as readonly string[]) said.set(id, { message: String(data.message), on });
  return said;
}

const datesOf = (things: readonly Thing[]): readonly string[] => [
  ...new Set(things.map(({ dueOn }) => dueOn)),
];

/** One decision: what nobody has said by then becomes a message, null when nothing is left. */
export async function gather(log: EventLog, run: Run, things: readonly Thing[]): Promise<Gathered | null> {
  const [outcome] = await log.write([(writer) => gatherIn(writer, run, things)]);
  if (outcome?.ok === true) return outcome.value;
  throw outcome?.error;
}

async function gatherIn(
  writer: LogWriter,
  { office, on }: Run,
  things: readonly Thing[],
): Promise<Gathered | null> {
  const said = await saidAbout(writer, office, things);
  const fresh = things.filter((thing) => !said.has(thingId(thing)));
  if (fresh.length === 0) return null;
  const ids = fresh.map(thingId);
  const text = JSON.stringify([office, on, ids]);
  const message = createHash('sha256').update(text).digest('hex').slice(0, 32);
  await append(writer, ofRun({ office, on }), eventOf('RemindersQueued', on, { message, said: ids }));
  for (const dueOn of datesOf(fresh)) {
    const own = fresh.filter((thing) => thing.dueOn === dueOn).map(thingId);
    await append(writer, ofDate(office, dueOn), eventOf('CaseReminded', on, { message, said: own }));
  }
  return { office, on, message, things: fresh };
}

const VERSIONS: Readonly<Record<string, number>> = { RemindersQueued: 2 };
const eventOf = (type: string, on: PlainDate, data: DomainEvent['data']): DomainEvent => ({
  ...{ type, v: VERSIONS[type] ?? 1, on, data },
});

async function append(writer: LogWriter, at: StreamKey, event: DomainEvent, key?: string): Promise<void> {
  const version = (await writer.history(at)).length + 1;
  const draft = { at, number: at.stream, version, actor: SYSTEM, events: [event], ...(key && { key }) };
  const result = await writer.append(draft);
  if (!result.ok) throw new Error(`what is said could not be noted: ${result.taken}`);
}

/** Messages that a run gathered and did not hand over before it ended: one look-up for each message. */
export async function unfinished(log: LogReader, office: string, said: Said): Promise<readonly Gathered[]> {
  const messages = new Map([...said.values()].map((one) => [one.message, one.on]));
  const found: Gathered[] = [];
  for (const [message, on] of messages) {
    if ((await log.commitOfKey(office, handedOverKey(message))) !== null) continue;
    const events = (await log.history(ofRun({ office, on }))).flatMap((commit) => eventsOf(commit));
    const queued = events.find(({ type, data }) => type === 'RemindersQueued' && data.message === message);
    const ids = (queued?.data.said ?? []) as readonly string[];
    found.push({ office, on, message, things: ids.map(thingOfId).filter((thing) => thing !== null) });
  }
  return found;
}

/** Notes an event of the run's day under a key; a second time under the same key nothing happens. */
export async function noteOnce(
  log: EventLog,
  run: Run,
  { type, data, key }: Pick<DomainEvent, 'type' | 'data'> & { readonly key: string },
): Promise<void> {
  const [outcome] = await log.write([
    async (writer) => {
      if ((await writer.commitOfKey(run.office, key)) === null)
        await append(writer, ofRun(run), eventOf(type, run.on, data), key);
    },
  ]);
  if (outcome?.ok === false) throw outcome.error;
}

export const noteHandedOver = (
  log: EventLog,
  { message, things, ...run }: Gathered,
  messages: number,
): Promise<void> =>
  noteOnce(log, run, {
    type: 'RemindersHandedOver',
    data: { message, things: things.length, messages },
    key: handedOverKey(message),
  });

/** A run that had nothing to say is noted, too, once a day. */
export const noteQuiet = (log: EventLog, run: Run): Promise<void> =>
  noteOnce(log, run, {
    type: 'RemindersHandedOver',
    data: { message: null, things: 0, messages: 0 },
    key: handedOverKey(`quiet-${run.on}`),
  });
