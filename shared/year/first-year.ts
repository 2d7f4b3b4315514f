/** From which year on an office has records of its own: what is offered to be looked at. */
import type { CaseKind } from '#shared/kernel/event.ts';
import { yearOf } from '#shared/kernel/plain-date.ts';
import type { ViewsReader } from '#shared/store/views.ts';

/** A document that is in force stands in every year since it was issued: that alone makes no year of the office's own. */
const OF_A_YEAR: readonly CaseKind[] = [
  'application',
  'hotline',
  'appeal',
  'publication',
  'decision',
  'fee',
  'figure',
];

type Of = { readonly office: string; readonly kinds?: readonly CaseKind[]; readonly now: number };

/** The years from the first case of these kinds to `now`, the newest first; `now` alone where there is none. */
export async function yearsSinceFirst(
  views: Pick<ViewsReader, 'list'>,
  { office, kinds = OF_A_YEAR, now }: Of,
): Promise<readonly number[]> {
  const oldest = await Promise.all(
    kinds.map((kind) => views.list(office, { kind, ascending: true }, { limit: 1 })),
  );
  const years = oldest.flatMap(({ items }) => items.map(({ openedOn }) => yearOf(openedOn)));
  const first = Math.min(now, ...years);
  return Array.from({ length: now - first + 1 }, (_, at) => now - at);
}
