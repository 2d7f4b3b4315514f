/** Suits that table 四 leaves out because this office is said to be only the review organ (国办公开办函〔2016〕201号). */
import type { AppealState } from '#shared/appeal/state.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { EventLog } from '#shared/store/ports.ts';
import type { FoldedCase } from './entries.ts';
import { recount } from './tally.ts';

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

/** From the log: an office has few appeals. */
export async function suitsNotCountedBy(log: EventLog, office: string): Promise<SuitNotCounted[]> {
  const { cases } = await recount(log, {
    office,
    asOf: null,
    kinds: new Set(['appeal'] as const),
    indexed: true,
  });
  return suitsNotCounted(cases);
}
