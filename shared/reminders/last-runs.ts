/** What the last day with reminders said, and how far each message has come. */
import { eventsNamed } from '#shared/kernel/event.ts';
import { dateOf, type Instant, type PlainDate } from '#shared/kernel/plain-date.ts';
import type { LogReader } from '#shared/store/ports.ts';
import type { Way } from './routes.ts';
import {
  ofMessage,
  ofRun,
  type ReminderSent,
  type RemindersHandedOver,
  type RemindersRun,
  RUNS,
} from './said.ts';

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
  const on = dateOf(stream.slice(RUNS.length));
  const runs: PastRun[] = [];
  for (const commit of await log.history(ofRun({ office, on })))
    for (const { data } of eventsNamed<RemindersRun>([commit], 'RemindersRun')) {
      const names = data.messages.slice(0, LOOKED_AT);
      const seen = await Promise.all(names.map((name) => messageSeen(log, office, name)));
      runs.push({
        ...{ on, at: commit.recordedAt, things: data.things },
        messages: seen.reduce((sum, one) => sum + one.messages, 0),
        sent: seen.flatMap((one) => one.sent),
      });
    }
  return runs.reverse();
}

export async function messageSeen(log: LogReader, office: string, message: string) {
  const commits = await log.history(ofMessage(office, message));
  const [handed] = eventsNamed<RemindersHandedOver>(commits, 'RemindersHandedOver');
  const sent = commits.flatMap((commit) =>
    eventsNamed<ReminderSent>([commit], 'ReminderSent').map(
      ({ data: { way, recipients } }): SentMessage => ({ way, recipients, at: commit.recordedAt }),
    ),
  );
  return { messages: handed?.data.messages ?? 0, sent };
}
