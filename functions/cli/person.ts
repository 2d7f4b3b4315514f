/** `person WORDS`: all that is held of one person, across kinds; `person requests`: what was asked and what became of it. */

import type { CaseKind, Commit } from '#shared/kernel/event.ts';
import { fold } from '#shared/ledger/case-history.ts';
import { personalKind } from '#shared/personal/kind.ts';
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
  const histories = new Map<string, Commit[]>();
  const within = { offices: new Set([office]), kinds: new Set<CaseKind>(['personal']) };
  for await (const page of log.scan(undefined, within))
    for (const commit of page)
      histories.set(commit.number, [...(histories.get(commit.number) ?? []), commit]);
  return [...histories]
    .map(([number, commits]) => {
      const state = fold(
        commits.map((commit) => ({ commit })),
        personalKind.evolve,
      );
      const { texts: _, ...told } = state ?? { texts: {} };
      return line({ case: number, ...told });
    })
    .join('');
}
