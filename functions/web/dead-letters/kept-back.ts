/** A failed record whose case few are to know of (限制知悉): nobody has the case yet, so its content is kept from everybody. */
import { hiddenFrom, keepsBack } from '#shared/desk/discreet-log.ts';
import { isReport } from '#shared/handling/discretion.ts';
import { caseNumber } from '#shared/kernel/written.ts';
import { streamWritten } from '#shared/ledger/case-history.ts';
import { WITHHELD } from '#shared/masking/mask-text.ts';
import type { DeadLetter } from '#shared/store/dead-letters.ts';
import type { House } from '#shared/store/house.ts';
import type { Principal } from '../frame/web.ts';
import { messageIn } from './letter-record.ts';

/** Tell which record it is, and nothing of what it says. */
const OPEN = ['number', 'receivedAt', 'type', 'department'];

/** The letter as this person may read it; the same one where nothing is kept back. */
export async function letterFor(
  { log }: Pick<House, 'log'>,
  letter: DeadLetter,
  who: Principal,
): Promise<DeadLetter> {
  if (letter.topic !== 'feed' || !(await keepsBack(log, who.office))) return letter;
  const message = messageIn(letter);
  const rounds = letter.rounds.map(({ sent: _, ...round }) => ({ ...round, body: '' }));
  // what cannot be read by columns may be anything
  if (message === null) return { ...letter, rounds, body: WITHHELD };
  if (!isReport(message.record.type) && !(await isHidden({ log }, message.record.number, who))) return letter;
  const cells = Object.entries(message.record).map(([key, value]) => [
    key,
    OPEN.includes(key) ? value : WITHHELD,
  ]);
  return { ...letter, rounds, body: JSON.stringify({ ...message, record: Object.fromEntries(cells) }) };
}

async function isHidden({ log }: Pick<House, 'log'>, number = '', who: Principal): Promise<boolean> {
  const { office } = who;
  const stream = await streamWritten(log, { office, kind: 'hotline', number: caseNumber(number) });
  return stream !== null && (await hiddenFrom(log, who, { office, kind: 'hotline', stream })) === 'all';
}
