/** A dead letter mended and sent again, by command or by page. Its consumer knows its own work: it counts once. */
import { type DeadLetter, letterIdOf } from '../../shared/store/dead-letters.ts';
import type { House } from '../../shared/store/house.ts';
import type { Topic } from '../../shared/store/queue.ts';
import { projectHandler } from '../project/project-changes.ts';
import type { Handler } from '../record-feed/consume.ts';
import { readFeedMessage } from '../record-feed/feed-record.ts';
import { feedHandler } from '../record-feed/record-feed.ts';

/** `notOpen`: it is on its way already, or there is none; `notJson`: what it was mended to cannot be read. */
export type SendFault = 'notOpen' | 'notJson' | 'otherOffice' | 'tooLong';
type Again = { readonly id: string; readonly by: string; readonly office: string; readonly body?: string };

const MOST_BYTES = 240_000;

/** Null when it is on its way. The letter is noted after the sending: what stops in between may be sent twice. */
export async function sendAgain(
  { queue, deadLetters }: Pick<House, 'queue' | 'deadLetters'>,
  { id, by, office, body: mended }: Again,
): Promise<SendFault | null> {
  const letter = await deadLetters.get(id);
  if (letter?.state !== 'open' || !isOf(letter, office)) return 'notOpen';
  const body = mended === undefined ? letter.body : wholeBody(letter, mended);
  if (Buffer.byteLength(body) > MOST_BYTES) return 'tooLong';
  const said = officeIn(body);
  if (said === undefined) return 'notJson';
  // nobody mends a letter into another office's
  if (said !== null && said !== office) return 'otherOffice';
  await queue.send(letter.topic, [{ id: letter.message, body }]);
  await deadLetters.noteSent(letterIdOf(letter), { body, by });
  return null;
}

/** Whoever mends a record of a feed may give the record alone: who sent it, and for which office, stays as it was. */
function wholeBody({ topic, body: before }: DeadLetter, mended: string): string {
  const sent = topic === 'feed' ? readFeedMessage(before) : null;
  const record = sent === null ? undefined : objectIn(mended);
  const isBare = record !== undefined && !('record' in record) && !('office' in record);
  return sent !== null && isBare ? JSON.stringify({ ...sent, record }) : mended;
}

/** Letters name their office; one that cannot be read belongs to whoever looks. */
export function isOf({ body }: Pick<DeadLetter, 'body'>, office: string): boolean {
  const said = officeIn(body) ?? null;
  return said === null || said === office;
}

/** Undefined where the body is no JSON object; null where it names no office. */
function officeIn(body: string): string | null | undefined {
  const value = objectIn(body);
  if (value === undefined) return undefined;
  return typeof value.office === 'string' ? value.office : null;
}

function objectIn(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = JSON.parse(body) as Readonly<Record<string, unknown>> | null;
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Who carries out a topic where no function does; undefined for topics whose work the schedule asks for again. */
export function handlerOf(house: House, topic: Topic): Handler | undefined {
  if (topic === 'feed') return feedHandler(house);
  return topic === 'project' ? projectHandler(house) : undefined;
}
