/** Policy table4By: the day by which a decided case falls into a year. */

import type { AppealKind } from '#shared/glossary/choices.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { type Service, servedOn } from '#shared/service/service.ts';
import type { AppealStep, Instance } from './instances.ts';
import { appealableAs } from './means.ts';

type Decided = {
  readonly kind: AppealKind;
  readonly services: readonly Service[];
  readonly steps: readonly AppealStep[];
};

/**
 * While the day it was served, or took effect, is not recorded, that is `unknown`, and the day of the decision stands in:
 * the year is not signed before somebody says it.
 */
export function countedOn(
  state: Decided,
  instance: Instance,
): { readonly on: PlainDate | null; readonly unknown: boolean } {
  const { concludedOn, by } = instance;
  const countedBy = by?.countedBy ?? 'decision';
  if (concludedOn === null || by === undefined || countedBy === 'decision')
    return { on: concludedOn, unknown: false };
  const known = countedBy === 'service' ? servedOn(state.services, by.id) : effectiveOn(state, instance);
  return { on: known ?? concludedOn, unknown: known === null };
}

/** 复议法75 and what no appeal lies against: with its service. Else as the court says (行诉法85): it is recorded. */
function effectiveOn({ kind, services, steps }: Decided, { by, final }: Instance): PlainDate | null {
  const recorded = steps.findLast(({ effectOf }) => effectOf !== undefined && effectOf === by?.id);
  if (recorded !== undefined) return recorded.on;
  const isFinal = kind === 'review' || final === true || appealableAs(by?.means ?? null) === null;
  return isFinal && by !== undefined ? servedOn(services, by.id) : null;
}
