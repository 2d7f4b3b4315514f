/**
 * What has been said, in the log. A message is gathered by one decision: its things are noted in a stream of its own
 * and, so that they are found again without reading everything that was ever said, in one of each date they are about.
 */
import { createHash } from 'node:crypto';
import { type DomainEvent, eventsNamed, type StreamKey, SYSTEM } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { append, type EventLog, type LogReader, type LogWriter, writeOne } from '#shared/store/ports.ts';
import { type Thing, thingId, thingOfId } from './occasions.ts';
import type { Way } from './routes.ts';

type Run = { readonly office: string; readonly on: PlainDate };
/** What one message says; the same each time it is read. */
export type Gathered = Run & { readonly message: string; readonly things: readonly Thing[] };
/** By thing, the message that says it. */
type Said = ReadonlyMap<string, string>;
type RunNote = { readonly things: number; readonly messages: readonly string[] };

type Saying = { readonly message: string; readonly said: readonly string[] };
type RemindersQueued = DomainEvent<'RemindersQueued', Saying>;
type CaseReminded = DomainEvent<'CaseReminded', Saying>;
export type RemindersHandedOver = DomainEvent<
  'RemindersHandedOver',
  { readonly message: string; readonly things: number; readonly messages: number }
>;
export type ReminderSent = DomainEvent<'ReminderSent', Omit<Sent, 'id'> & { readonly message: string }>;
export type RemindersRun = DomainEvent<'RemindersRun', RunNote>;
type ReminderEvent = RemindersHandedOver | ReminderSent | RemindersRun;

const proof = (office: string, stream: string): StreamKey => ({ office, kind: 'proof', stream });
const ofDate = (office: string, dueOn: string): StreamKey => proof(office, `reminded-${dueOn}`);
export const ofMessage = (office: string, message: string): StreamKey => proof(office, `reminder-${message}`);
export const RUNS = 'reminders-';
export const ofRun = ({ office, on }: Run): StreamKey => proof(office, `${RUNS}${on}`);

const handedOverKey = (message: string): string => `reminder-${message}`;
const datesOf = (things: readonly Thing[]): readonly string[] => [
  ...new Set(things.map(({ dueOn }) => dueOn)),
];

/** One history for each date the things are about. */
export async function saidAbout(log: LogReader, office: string, things: readonly Thing[]): Promise<Said> {
  const said = new Map<string, string>();
  for (const dueOn of datesOf(things))
    for (const { data } of eventsNamed<CaseReminded>(
      await log.history(ofDate(office, dueOn)),
      'CaseReminded',
    ))
      for (const id of data.said) said.set(id, data.message);
  return said;
}

/** One decision: what nobody has said by then becomes a message, null when nothing is left. */
export async function gather(log: EventLog, run: Run, things: readonly Thing[]): Promise<Gathered | null> {
  return writeOne(log, (writer) => gatherIn(writer, run, things));
}

async function gatherIn(writer: LogWriter, run: Run, things: readonly Thing[]): Promise<Gathered | null> {
  const { office, on } = run;
  const said = await saidAbout(writer, office, things);
  const fresh = things.filter((thing) => !said.has(thingId(thing)));
  if (fresh.length === 0) return null;
  const ids = fresh.map(thingId);
  const text = JSON.stringify([office, on, ids]);
  const message = createHash('sha256').update(text).digest('hex').slice(0, 32);
  const queued: RemindersQueued = { type: 'RemindersQueued', v: 2, on, data: { message, said: ids } };
  await append(writer, { at: ofMessage(office, message), actor: SYSTEM, events: [queued] });
  for (const dueOn of datesOf(fresh)) {
    const own = fresh.filter((thing) => thing.dueOn === dueOn).map(thingId);
    const event: CaseReminded = { type: 'CaseReminded', v: 1, on, data: { message, said: own } };
    await append(writer, { at: ofDate(office, dueOn), actor: SYSTEM, events: [event] });
  }
  return { office, on, message, things: fresh };
}

/** Messages that a run gathered and did not hand over before it ended: one look-up for each message. */
export async function unfinished(log: LogReader, office: string, said: Said): Promise<readonly Gathered[]> {
  const found: Gathered[] = [];
  for (const message of new Set(said.values())) {
    if ((await log.commitOfKey(office, handedOverKey(message))) !== null) continue;
    const history = await log.history(ofMessage(office, message));
    const [queued] = eventsNamed<RemindersQueued>(history, 'RemindersQueued');
    if (queued === undefined) continue;
    const things = queued.data.said.map(thingOfId).filter((thing) => thing !== null);
    found.push({ office, on: queued.on, message, things });
  }
  return found;
}

/** Notes an event under a key; a second time under the same key nothing happens. */
async function noteOnce(
  log: EventLog,
  { at, key, event }: { readonly at: StreamKey; readonly key: string; readonly event: ReminderEvent },
): Promise<void> {
  await writeOne(log, async (writer) => {
    if ((await writer.commitOfKey(at.office, key)) !== null) return;
    await append(writer, { at, actor: SYSTEM, key, events: [event] });
  });
}

export function noteHandedOver(log: EventLog, gathered: Gathered, messages: number): Promise<void> {
  const { office, on, message, things } = gathered;
  return noteOnce(log, {
    at: ofMessage(office, message),
    key: handedOverKey(message),
    event: { type: 'RemindersHandedOver', v: 1, on, data: { message, things: things.length, messages } },
  });
}

export type Sent = {
  /** The id of the message in the queue: what was gathered, and the way it goes. */
  readonly id: string;
  readonly way: Way;
  readonly recipients: number;
  readonly things: number;
};
const sentKey = (id: string): string => `reminder-sent-${id}`;
const gatheredAs = (id: string): string => id.slice(0, id.indexOf('-'));

export async function wasSent(log: LogReader, office: string, id: string): Promise<boolean> {
  return (await log.commitOfKey(office, sentKey(id))) !== null;
}

export function noteSent(log: EventLog, { office, on }: Run, { id, ...how }: Sent): Promise<void> {
  return noteOnce(log, {
    at: ofMessage(office, gatheredAs(id)),
    key: sentKey(id),
    event: { type: 'ReminderSent', v: 1, on, data: { message: id, ...how } },
  });
}

/** One note for each run that said something, and one a day where there was nothing to say. */
export function noteRun(log: EventLog, run: Run, { things, messages }: RunNote): Promise<void> {
  const key = `reminders-${run.on}-${messages[0] ?? 'quiet'}`;
  const data = { things, messages };
  return noteOnce(log, { at: ofRun(run), key, event: { type: 'RemindersRun', v: 1, on: run.on, data } });
}
