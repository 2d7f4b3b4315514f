/** All that an office holds of one person, across every kind: found by name, telephone or number of identity, whole. */
import type { CaseKind } from '#shared/kernel/event.ts';
import { identitiesIn, phonesIn } from '#shared/kernel/known.ts';
import type { House } from '#shared/store/house.ts';
import { casesOf } from './find-cases.ts';
import { SEARCHED } from './index-cases.ts';
import type { Person } from './terms.ts';

type Found = Awaited<ReturnType<typeof casesOf>>['items'][number];
type Searching = Pick<House, 'log' | 'search'>;
export type PersonRecord = Found & { readonly kind: CaseKind };

/** Of one kind; who has more is met by a name that many bear. */
const MOST_OF_A_KIND = 200;
const AT_ONCE = 50;

/** As whom the words may be understood. */
function personsIn(words: string): readonly Person[] {
  const digits = words.replace(/\D/g, '');
  if (digits.length < 5) return [{ name: words.trim() }];
  return [
    ...identitiesIn(words).map((identity) => ({ identity })),
    ...phonesIn(words).map((phone) => ({ phone })),
  ];
}

/** Newest first within a kind. `more`: a kind had more than are listed. */
export async function recordsOf(
  house: Searching,
  office: string,
  words: string,
): Promise<{ readonly records: readonly PersonRecord[]; readonly more: boolean }> {
  const found = new Map<string, PersonRecord>();
  let more = false;
  for (const kind of SEARCHED)
    for (const person of personsIn(words)) {
      const some = await ofKind(house, { office, kind, person });
      for (const one of some.items) found.set(`${kind} ${one.number}`, { ...one, kind });
      more ||= some.more;
    }
  return { records: [...found.values()], more };
}

type Asked = { readonly office: string; readonly kind: CaseKind; readonly person: Person };

async function ofKind(house: Searching, asked: Asked): Promise<{ items: readonly Found[]; more: boolean }> {
  const items: Found[] = [];
  for (let after: string | null = null; items.length < MOST_OF_A_KIND; ) {
    const page: Awaited<ReturnType<typeof casesOf>> = await casesOf(house, asked, { limit: AT_ONCE, after });
    items.push(...page.items);
    if (page.next === null) return { items, more: false };
    after = page.next;
  }
  return { items, more: true };
}
