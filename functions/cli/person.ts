/** `person WORDS`: all that is held of one person, across kinds; `person requests`: what was asked and what became of it. */

import { listedRequests } from '#shared/erasing/listed-requests.ts';
import { recordsOf } from '#shared/search/person-records.ts';
import type { House } from '#shared/store/house.ts';
import { type Arguments, UsageError } from './options.ts';

const line = (value: object): string => `${JSON.stringify(value)}\n`;

/** One JSON object a line; of the person what is typed here alone is known. */
export async function person(house: House, args: Arguments): Promise<string> {
  const words = args.rest.join(' ').trim();
  if (words === '') throw new UsageError('whom? a name, a telephone or a number of identity, whole');
  if (words === 'requests') return requests(house, args.office);
  await house.catchUp();
  await house.search.follow();
  const { records, more } = await recordsOf(house, args.office, words);
  const lines = records.map(({ kind, number, day }) => line({ kind, case: number, day }));
  return [...lines, ...(more ? [line({ more })] : [])].join('');
}

async function requests({ log }: House, office: string): Promise<string> {
  const listed = await listedRequests(log, office);
  return listed.map(({ number, request: { texts: _, ...told } }) => line({ case: number, ...told })).join('');
}
