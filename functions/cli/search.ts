/** `search TEXT [--kind KIND]`: cases by what is known of them, newest first of each kind, one JSON object a line. */
import { findCases } from '#shared/search/find-cases.ts';
import { SEARCHED } from '#shared/search/index-cases.ts';
import type { House } from '#shared/store/house.ts';
import { allPages } from '#shared/store/views.ts';
import { lines } from './ending.ts';
import { type Arguments, UsageError } from './options.ts';

const A_PAGE = 100;

/** In the clear, as `history` tells a case. What is recorded already is found: the index catches up first. */
export async function search(house: House, { office, rest, option }: Arguments): Promise<string> {
  const query = rest.join(' ').trim();
  if (query === '') throw new UsageError('search TEXT: a number, a name, a telephone, words of a subject …');
  const wanted = option('kind');
  const kinds = SEARCHED.filter((kind) => wanted === undefined || kind === wanted);
  if (kinds.length === 0) throw new UsageError(`--kind is one of ${SEARCHED.join(', ')}`);
  await house.catchUp();
  while ((await house.search.follow()) > 0);
  const told: object[] = [];
  for (const kind of kinds)
    for await (const found of allPages((page) =>
      findCases(house, { office, kind, query }, { ...page, limit: A_PAGE }),
    ))
      told.push(...found.map(({ number, subject, person }) => ({ case: number, kind, subject, person })));
  return lines(told);
}
