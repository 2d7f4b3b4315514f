/** What the last day with reminders said, and how far each message has come. */
import type { Instant, PlainDate } from '#shared/kernel/plain-date.ts';
import type { LogReader } from '#shared/store/ports.ts';
import type { Way } from './routes.ts';
import { ofMessage, ofRun, RUNS } from './said.ts';

export type SentMessage = { readonly way: Way; readonly recipients: number; readonly at: Instant };
export type PastRun = {
  readonly on: PlainDate;
  readonly at: Instant;
  readonly things: number;
  readonly messages: number;
  readonly sent: readonly SentMessage[];
};
/** A run of more messages than this shows how the first have come. */
const LOOKED_AT = 20;

/** The runs of the last day on which there was one, the newest first. */
export async function lastRuns(log: LogReader, office: string): Promise<readonly PastRun[]> {
  const stream = await log.lastNumber({ office, kind: 'proof', prefix: RUNS });
  if (stream === null) return [];
  const on = stream.slice(RUNS.length) as PlainDate;
  const runs: PastRun[] = [];
  for (const { recordedAt: at, events } of await log.history(ofRun({ office, on }))) {
    const { things = 0, messages = [] } = events[0]?.data ?? {};
    const names = (messages as readonly string[]).slice(0, LOOKED_AT);
    const seen = await Promise.all(names.map((name) => messageSeen(log, office, name)));
    runs.push({
      ...{ on, at, things: Number(things) },
      messages: seen.reduce((sum, one) => sum + one.messages, 0),
      sent: seen.flatMap((one) => one.sent),
    });
  }
  return runs.reverse();
}

export async function messageSeen(log: LogReader, office: string, message: string) {
  const commits = await log.history(ofMessage(office, message));
  const all = commits.flatMap(({ events, recordedAt }) => events.map((event) => ({ ...event, recordedAt })));
  const handed = all.find(({ type }) => type === 'RemindersHandedOver');
  const sent = all
    .filter(({ type }) => type === 'ReminderSent')
    .map(({ data, recordedAt }): SentMessage => {
      return { way: data.way as Way, recipients: Number(data.recipients), at: recordedAt };
    });
  return { messages: Number(handed?.data.messages ?? 0), sent };
}
