/** Suits that table 四 leaves out because this office is said to be only the review organ (国办公开办函〔2016〕201号). */
import { appealKind } from '#shared/appeal/kind.ts';
import type { AppealState } from '#shared/appeal/state.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { stateOfCase } from '#shared/ledger/case-history.ts';
import type { House } from '#shared/store/house.ts';
import type { ListFilter } from '#shared/store/lists.ts';
import { allPages } from '#shared/store/views.ts';
import type { FoldedCase } from './entries.ts';

/** `unsure`: recorded while it was asked whether there are co-defendants, and not looked at again since. */
export type SuitNotCounted = {
  readonly number: string;
  readonly openedOn: PlainDate;
  readonly unsure: boolean;
};

/** Oldest first. */
export function suitsNotCounted(cases: readonly FoldedCase[]): SuitNotCounted[] {
  const suits = cases.flatMap(({ kind, number, state }): SuitNotCounted[] => {
    const appeal = kind === 'appeal' ? (state as AppealState | null) : null;
    if (appeal === null || appeal.voided || !appeal.coDefendant) return [];
    return [{ number, openedOn: appeal.openedOn, unsure: appeal.coDefendantUnsure }];
  });
  return suits.sort((a, b) => (a.openedOn < b.openedOn ? -1 : 1));
}

/** Which they may be the read models say, so that no other case is read. */
export async function suitsNotCountedBy(
  { log, views, catchUp }: Pick<House, 'log' | 'views' | 'catchUp'>,
  office: string,
): Promise<SuitNotCounted[]> {
  await catchUp();
  const filter: ListFilter = { kind: 'appeal', keep: ({ facts }) => facts.coDefendant === true };
  const found: FoldedCase[] = [];
  for await (const page of allPages((asked) => views.list(office, filter, asked)))
    for (const { kind, number } of page)
      found.push({ kind, number, state: await stateOfCase(log, appealKind, { office, number }) });
  return suitsNotCounted(found);
}
