/** Whether the figures of the office leave out something that the program does not know. */
import { UNKNOWN_EVENTS } from '#shared/kernel/contribution.ts';
import { dateOfInstant, yearOf } from '#shared/kernel/plain-date.ts';
import type { House } from '#shared/store/house.ts';
import type { CellMember } from '#shared/store/views.ts';

/** The first case of which something is left out, null where there is none. One small read. */
export async function firstUnknown(
  { views, clock }: Pick<House, 'views' | 'clock'>,
  office: string,
): Promise<CellMember | null> {
  const year = yearOf(dateOfInstant(clock.now()));
  const { items } = await views.members({ office, cell: UNKNOWN_EVENTS, year }, { limit: 1 });
  return items[0] ?? null;
}
