/** The years an application stands in: by its receipt, or under policy splitAcrossYears by the split it came out of. */
import { OPEN } from '#shared/kernel/contribution.ts';
import { yearOf } from '#shared/kernel/plain-date.ts';
import type { Application } from './application.ts';

/** The first year it stands in, new or carried over, and the last years it is carried over and forward. */
type Span = {
  readonly from: number;
  readonly isNew: boolean;
  readonly carriedOver: number | typeof OPEN;
  readonly carriedForward: number | typeof OPEN;
  readonly concluded: number | null;
};

/** R1: a paper split by the office counts through its parts; policy splitAcrossYears: from its receipt, or the split. */
export function spanOf({ receivedOn, conclusion, countedFrom, ...paper }: Application): Span | null {
  if (receivedOn === null) return null;
  const received = yearOf(receivedOn);
  const from = countedFrom === null ? received : Math.max(received, yearOf(countedFrom.on));
  const isNew = from === received || countedFrom?.first !== true;
  if (paper.splitInto.length > 0) {
    const last = paper.splitCountedOn === null ? 0 : yearOf(paper.splitCountedOn) - 1;
    return last < from ? null : { from, isNew, carriedOver: last, carriedForward: last, concluded: null };
  }
  const concluded = conclusion === null ? null : yearOf(conclusion.on);
  if (concluded === null) return { from, isNew, carriedOver: OPEN, carriedForward: OPEN, concluded };
  return { from, isNew, carriedOver: concluded, carriedForward: concluded - 1, concluded };
}
