/**
 * What has been said, in the log. A message is gathered by one decision: its things are noted in a stream of its own
 * and, so that they are found again without reading everything that was ever said, in one of each date they are about.
 */
import { createHash } from 'node:crypto';
import type { Actor, DomainEvent, StreamKey } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { EventLog, LogReader, LogWriter } from '#shared/store/ports.ts';
import { type Thing, thingId, thingOfId } from './occasions.ts';
import type { Way } from './routes.ts';

const SYSTEM: Actor = { user: 'system', role: 'system', via: 'system' };
type Run = { readonly office: string; readonly on: PlainDate };
/** What one message says; the same each time it is read. */
export type Gathered = Run & { readonly message: string; readonly things: readonly Thing[] };
/** By thing, the message that says it. */
type Said = ReadonlyMap<string, string>;
type RunNote = { readonly things: number; readonly messages: readonly string[] };

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
  return (await readDates(log, office, datesOf(things))).said;
}

async function readDates(log: LogReader, office: string, dates: readonly string[]) {
  const said = new Map<string, string>();
  const versions = new Map<string, number>();
  for (const dueOn of dates) {
    const commits = await log.history(ofDate(office, dueOn));
    versions.set(dueOn, commits.length);
    for (const { data } of commits.flatMap(({ events }) => events))
      for (const id of data.said as readonly string[]) said.set(id, String(data.message));
  }
  return { said, versions };
}

/** One decision: what nobody has said by then becomes a message, null when nothing is left. */
export async function gather(log: EventLog, run: Run, things: readonly Thing[]): Promise<Gathered | null> {
  return decided(log, (writer) => gatherIn(writer, run, things));
}

/** Another run noted the same between our look and our write. */
class Overtaken extends Error {}
const LOOKS = 5;

/** If another run was first, looks again. */
async function decided<T>(log: EventLog, job: (writer: LogWriter) => Promise<T>): Promise<T> {
  for (let look = 1; ; look += 1) {
    const [outcome] = await log.write([job]);
    if (outcome?.ok === true) return outcome.value;
    if (!(outcome?.error instanceof Overtaken) || look === LOOKS) throw outcome?.error;
  }
}

async function gatherIn(writer: LogWriter, run: Run, things: readonly Thing[]): Promise<Gathered | null> {
  const { office, on } = run;
  const { said, versions } = await readDates(writer, office, datesOf(things));
  const fresh = things.filter((thing) => !said.has(thingId(thing)));
  if (fresh.length === 0) return null;
  const ids = fresh.map(thingId);
  const text = JSON.stringify([office, on, ids]);
  const message = createHash('sha256').update(text).digest('hex').slice(0, 32);
  const queued = { type: 'RemindersQueued', v: 2, on, data: { message, said: ids } };
  await append(writer, { at: ofMessage(office, message), after: 0, events: [queued] });
  for (const dueOn of datesOf(fresh)) {
    const own = fresh.filter((thing) => thing.dueOn === dueOn).map(thingId);
    const events = [{ type: 'CaseReminded', v: 1, on, data: { message, said: own } }];
    await append(writer, { at: ofDate(office, dueOn), after: versions.get(dueOn) ?? 0, events });
  }
  return { office, on, message, things: fresh };
}

type Noting = {
  readonly at: StreamKey;
  /** The version before. */
  readonly after: number;
  readonly events: readonly DomainEvent[];
  readonly key?: string;
};

async function append(writer: LogWriter, { at, after, events, key }: Noting): Promise<void> {
  const draft = { at, number: at.stream, version: after + 1, actor: SYSTEM, events, ...(key && { key }) };
  const result = await writer.append(draft);
  if (!result.ok) throw new Overtaken(`what is said could not be noted: ${result.taken}`);
}

/** Messages that a run gathered and did not hand over before it ended: one look-up for each message. */
export async function unfinished(log: LogReader, office: string, said: Said): Promise<readonly Gathered[]> {
  const found: Gathered[] = [];
  for (const message of new Set(said.values())) {
    if ((await log.commitOfKey(office, handedOverKey(message))) !== null) continue;
    const [queued] = (await log.history(ofMessage(office, message))).flatMap(({ events }) => events);
    if (queued === undefined) continue;
    const ids = queued.data.said as readonly string[];
    const things = ids.map(thingOfId).filter((thing) => thing !== null);
    found.push({ office, on: queued.on, message, things });
  }
  return found;
}

/** Notes an event under a key; a second time under the same key nothing happens. */
async function noteOnce(
  log: EventLog,
  { at, key, event }: { readonly at: StreamKey; readonly key: string; readonly event: DomainEvent },
): Promise<void> {
  await decided(log, async (writer) => {
    if ((await writer.commitOfKey(at.office, key)) !== null) return;
    const { length: after } = await writer.history(at);
    await append(writer, { at, after, events: [event], key });
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
  const event = { type: 'RemindersRun', v: 1, on: run.on, data: { things, messages } };
  return noteOnce(log, { at: ofRun(run), key, event });
}
