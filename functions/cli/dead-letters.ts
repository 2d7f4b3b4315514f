/** `dead-letters list | show ID | mend ID FILE | resend ID | drop ID REASON`: what could not be carried out, why, and what becomes of it. */

import { handlerOf, isOf, layAside, sendAgain } from '#shared/feeds/send-again.ts';
import { drain } from '#shared/store/consume.ts';
import type { DeadLetter } from '#shared/store/dead-letters.ts';
import type { House } from '#shared/store/house.ts';
import { allPages } from '#shared/store/views.ts';
import { type Ending, ended } from './ending.ts';
import { type Arguments, UsageError } from './options.ts';
import { textIn } from './text-file.ts';

const USAGE = 'dead-letters list, show ID, mend ID FILE (- for standard input), resend ID or drop ID REASON';

export async function deadLetters(house: House, args: Arguments): Promise<Ending> {
  const [action = 'list', id = '', file] = args.rest;
  if (action === 'list') return ended(0, ...(await listed(house, args.office)));
  if (!['show', 'mend', 'resend', 'drop'].includes(action)) throw new UsageError(USAGE);
  const letter = await house.deadLetters.get(id);
  if (letter === null || !isOf(letter, args.office)) throw new UsageError(`no dead letter ${id}`);
  if (action === 'show') return ended(0, letter);
  if (action === 'drop') return dropped(house, args, id);
  return again(house, args, { letter, ...(action === 'mend' && { body: await mended(file) }) });
}

async function listed({ deadLetters: kept }: House, office: string): Promise<object[]> {
  const found: object[] = [];
  for await (const letters of allPages((page) => kept.list(page)))
    found.push(...letters.filter((one) => isOf(one, office)).map(summaryOf));
  return found;
}

const summaryOf = ({ id, topic, reason, failedAt, tries, rounds }: DeadLetter) => ({
  ...{ id, topic, reason, failedAt, tries },
  sentBefore: rounds.length,
});

/** The reason stays with the letter; exit 1 when somebody has dealt with it already. */
async function dropped(house: House, { rest, office, actor }: Arguments, id: string): Promise<Ending> {
  const reason = rest.slice(2).join(' ').trim();
  if (reason === '') throw new UsageError(USAGE);
  const done = await layAside(house, { id, by: actor.user, office, reason });
  return done ? ended(0, { id, state: 'dropped' }) : ended(1, { id, code: 'notOpen' });
}

async function mended(file: string | undefined): Promise<string> {
  if (file === undefined) throw new UsageError('mend ID FILE: the mended body, - for standard input');
  return (await textIn(file)).trim();
}

type Again = { readonly letter: DeadLetter; readonly body?: string };

/** Carried out at once, so that the answer says what became of it; exit 1 when it failed again. */
async function again(house: House, args: Arguments, { letter, ...body }: Again): Promise<Ending> {
  const { id, topic } = letter;
  const fault = await sendAgain(house, { id, by: args.actor.user, office: args.office, ...body });
  if (fault !== null) return ended(1, { id, code: fault });
  const handler = handlerOf(house, topic);
  if (handler !== undefined) await drain(house, topic, { handler });
  await house.catchUp();
  const now = await house.deadLetters.get(id);
  if (now?.state === 'open') return ended(1, { id, state: 'open', reason: now.reason });
  return ended(0, { id, state: 'sent' });
}
