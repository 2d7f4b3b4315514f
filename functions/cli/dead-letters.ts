/** `dead-letters list | show ID | mend ID FILE | resend ID`: what could not be carried out, why, and sending it again. */
import { existsSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { allPages } from '../../shared/store/all-pages.ts';
import type { DeadLetter } from '../../shared/store/dead-letters.ts';
import type { House } from '../../shared/store/house.ts';
import { handlerOf, isOf, sendAgain } from '../dead-letters/send-again.ts';
import { drain } from '../record-feed/consume.ts';
import type { Ending } from './ending.ts';
import { type Arguments, UsageError } from './options.ts';

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

export async function deadLetters(house: House, args: Arguments): Promise<Ending> {
  const [action = 'list', id = '', file] = args.rest;
  if (action === 'list') return { exit: 0, stdout: await listed(house, args.office) };
  if (!['show', 'mend', 'resend'].includes(action))
    throw new UsageError('dead-letters list, show ID, mend ID FILE (- for standard input) or resend ID');
  const letter = await house.deadLetters.get(id);
  if (letter === null || !isOf(letter, args.office)) throw new UsageError(`no dead letter ${id}`);
  if (action === 'show') return { exit: 0, stdout: line(letter) };
  return again(house, args, { letter, ...(action === 'mend' && { body: await mended(file) }) });
}

async function listed({ deadLetters: kept }: House, office: string): Promise<string> {
  const lines: string[] = [];
  for await (const letters of allPages((page) => kept.list(page)))
    for (const letter of letters.filter((one) => isOf(one, office))) lines.push(line(summaryOf(letter)));
  return lines.join('');
}

const summaryOf = ({ id, topic, reason, failedAt, tries, rounds }: DeadLetter) => ({
  ...{ id, topic, reason, failedAt, tries },
  sentBefore: rounds.length,
});

async function mended(file: string | undefined): Promise<string> {
  if (file === undefined) throw new UsageError('mend ID FILE: the mended body, - for standard input');
  if (file === '-') return (await text(process.stdin)).trim();
  if (!existsSync(file)) throw new UsageError(`no such file: ${file}`);
  return readFileSync(file, 'utf8').trim();
}

type Again = { readonly letter: DeadLetter; readonly body?: string };

/** Carried out at once, so that the answer says what became of it; exit 1 when it failed again. */
async function again(house: House, args: Arguments, { letter, ...body }: Again): Promise<Ending> {
  const { id, topic } = letter;
  const fault = await sendAgain(house, { id, by: args.actor.user, office: args.office, ...body });
  if (fault !== null) return { exit: 1, stdout: line({ id, code: fault }) };
  const handler = handlerOf(house, topic);
  if (handler !== undefined) await drain(house, topic, { handler });
  await house.catchUp();
  const now = await house.deadLetters.get(id);
  if (now?.state === 'open') return { exit: 1, stdout: line({ id, state: 'open', reason: now.reason }) };
  return { exit: 0, stdout: line({ id, state: 'sent' }) };
}
