/** What is shown of a case that was found: masked as everywhere, with where it stands now. */
import type { CaseKind } from '#shared/kernel/event.ts';
import { maskedText } from '#shared/masking/mask-text.ts';
import { type Excerpt, excerptOf } from '#shared/search/excerpt.ts';
import { findEverywhere } from '#shared/search/find-cases.ts';
import { wordsOf } from '#shared/search/units.ts';
import type { House } from '#shared/store/house.ts';
import type { CaseSummary, Page } from '#shared/store/views.ts';

export type Shown = {
  readonly kind: CaseKind;
  readonly number: string;
  readonly subject: string;
  readonly person: string;
  /** Where the words stand, when neither subject nor person shows it. */
  readonly where: Excerpt | null;
  /** Null until the read models know it. */
  readonly summary: CaseSummary | null;
};
export type Group = { readonly kind: CaseKind; readonly page: Page<Shown> };
type Asking = { readonly office: string; readonly query: string; readonly kinds?: readonly CaseKind[] };
type Limits = { readonly limit: number; readonly after?: string | null };

export async function foundGroups(house: House, asking: Asking, limits: Limits): Promise<readonly Group[]> {
  const { office, query } = asking;
  const words = wordsOf(query);
  const found = await findEverywhere(house, asking, limits);
  const groups = [...found].map(async ([kind, { items, next }]): Promise<Group> => {
    const shown = items.map(async (one): Promise<Shown> => {
      const { number, texts, names } = one;
      const masked = (text: string | null): string => maskedText('description', text ?? '', { names });
      const [subject, person] = [masked(one.subject), maskedText('caller', one.person ?? '')];
      const summary = await house.views.summary(office, kind, number);
      const isSaid = excerptOf([subject, person], words) !== null;
      const where = isSaid ? null : excerptOf(texts.map(masked), words);
      return { kind, number, subject, person, where, summary };
    });
    return { kind, page: { items: await Promise.all(shown), next } };
  });
  return Promise.all(groups);
}
