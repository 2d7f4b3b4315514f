/**
 * A dead letter mended and sent again, or laid aside, by command or by page. Its consumer knows its own work: it counts
 * once.
 */

import { jsonObject } from '#shared/kernel/parse-json.ts';
import type { Handler } from '#shared/store/consume.ts';
import { type DeadLetter, messageAgain } from '#shared/store/dead-letters.ts';
import type { House } from '#shared/store/house.ts';
import type { Topic } from '#shared/store/queue.ts';
import { projectHandler } from '#shared/views/project-changes.ts';
import { LARGEST_MESSAGE } from './batches.ts';
import { feedMessage, readFeedMessage } from './feed-record.ts';
import { feedHandler } from './record-feed.ts';

/** `notOpen`: it is on its way already, or there is none; `notJson`: what it was mended to cannot be read. */
export type SendFault = 'notOpen' | 'notJson' | 'otherOffice' | 'tooLong';
type Desk = Pick<House, 'queue' | 'deadLetters'>;
type Whose = { readonly id: string; readonly by: string; readonly office: string };

/** Null when it is on its way. The letter is noted after the sending: what stops in between may be sent twice. */
export async function sendAgain(
  desk: Desk,
  { body: mended, ...whose }: Whose & { readonly body?: string },
): Promise<SendFault | null> {
  const letter = await openLetter(desk, whose);
  if (letter === null) return 'notOpen';
  const body = mended === undefined ? letter.body : wholeBody(letter, mended);
  if (Buffer.byteLength(body) > LARGEST_MESSAGE) return 'tooLong';
  if (jsonObject(body) === null) return 'notJson';
  // nobody mends a letter into another office's
  if (!isOf({ body }, whose.office)) return 'otherOffice';
  const id = letter.topic === 'feed' ? messageAgain(letter) : letter.message;
  await desk.queue.send(letter.topic, [{ id, body }]);
  return (await desk.deadLetters.note(letter, { body, by: whose.by })) ? null : 'notOpen';
}

/** Laid aside with the reason; false when it is not open any more. */
export async function layAside(
  desk: Desk,
  { reason, ...whose }: Whose & { readonly reason: string },
): Promise<boolean> {
  const letter = await openLetter(desk, whose);
  return letter !== null && desk.deadLetters.note(letter, { dropped: reason, by: whose.by });
}

async function openLetter({ deadLetters }: Desk, { id, office }: Whose): Promise<DeadLetter | null> {
  const letter = await deadLetters.get(id);
  return letter?.state === 'open' && isOf(letter, office) ? letter : null;
}

/** Of a record of a feed the record is what is mended, given alone or as it was shown: who sent it stays as it was. */
function wholeBody({ topic, body: before }: DeadLetter, mended: string): string {
  const sent = topic === 'feed' ? readFeedMessage(before) : null;
  const given = jsonObject(mended);
  if (sent === null || given === null) return mended;
  const { office = sent.office, record = given } = given;
  const message = readFeedMessage(JSON.stringify({ ...sent, office, record }));
  return message === null ? mended : feedMessage(message).body;
}

/** A dead letter names its office; one that cannot be read belongs to the office that looks. */
export function isOf({ body }: Pick<DeadLetter, 'body'>, office: string): boolean {
  const said = jsonObject(body)?.office;
  return typeof said !== 'string' || said === office;
}

/** Who carries out a topic where no function does; undefined for topics whose work the schedule asks for again. */
export function handlerOf(house: House, topic: Topic): Handler | undefined {
  if (topic === 'feed') return feedHandler(house);
  return topic === 'project' ? projectHandler(house) : undefined;
}
