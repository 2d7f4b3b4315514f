/** A page of the letters of one office: the list of all offices is read on until the page is full. */

import { isOf } from '#shared/feeds/send-again.ts';
import type { DeadLetter, DeadLetters, LetterState } from '#shared/store/dead-letters.ts';
import type { Page, PageRequest } from '#shared/store/views.ts';

/** Letters of others looked at for one page; past them the next page goes on. */
const LOOKED_AT = 5000;

type Asked = { readonly office: string; readonly state: LetterState };

export async function lettersFrom(
  deadLetters: DeadLetters,
  { office, state }: Asked,
  { after = null, limit: most }: PageRequest,
): Promise<Page<DeadLetter>> {
  const items: DeadLetter[] = [];
  let place = after;
  for (let looked = 0; looked < LOOKED_AT; looked += most) {
    const limit = most - items.length;
    const page = await deadLetters.list({ after: place, limit, state });
    items.push(...page.items.filter((letter) => isOf(letter, office)));
    if (page.next === null || items.length === most) return { items, next: page.next };
    place = page.next;
  }
  return { items, next: place };
}
