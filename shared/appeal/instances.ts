/** The instances a dispute went through, by the days they happened, in whatever order they were entered. */
import type { AppealOutcome } from '#shared/glossary/choices.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import type { InstancePolicy } from './events.ts';
import type { Means } from './means.ts';

/** An event whose date can be corrected. `outcome` is a judgment's, `instances` an appeal's. */
export type AppealStep = {
  readonly id: string;
  readonly type: string;
  readonly on: PlainDate;
  readonly outcome?: AppealOutcome;
  /** Absent where the outcome was given straight. */
  readonly means?: Means | undefined;
  readonly countedBy?: Policies['table4By'] | undefined;
  readonly instances?: InstancePolicy;
};
/** What table 四 counts as one case: under `merge` the whole dispute, under `perInstance` each instance. */
export type Instance = {
  readonly openedOn: PlainDate;
  readonly outcome: AppealOutcome | null;
  readonly concludedOn: PlainDate | null;
  /** Policy table4By; the decision where it is absent. */
  readonly countedBy?: Policies['table4By'] | undefined;
};

/** Judgments and appeals by day; of one day as entered. The opening and the answers are no instances. */
export function turns(steps: readonly AppealStep[]): readonly AppealStep[] {
  return steps
    .filter(({ type }) => type === 'AppealConcluded' || type === 'JudgmentAppealed')
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** R-T4-7: an appeal adds no case, its result is the effective judgment's; `perInstance` begins a case with each. */
export function instancesOf(openedOn: PlainDate, steps: readonly AppealStep[]): readonly Instance[] {
  const instances: Instance[] = [];
  let current: Instance = { openedOn, outcome: null, concludedOn: null };
  for (const step of turns(steps)) {
    if (step.type === 'AppealConcluded')
      current = {
        ...current,
        outcome: step.outcome ?? null,
        concludedOn: step.on,
        countedBy: step.countedBy,
      };
    else if (step.instances === 'perInstance') {
      instances.push(current);
      current = { openedOn: step.on, outcome: null, concludedOn: null };
    } else current = { ...current, outcome: null, concludedOn: null };
  }
  return [...instances, current];
}

/**
 * Policy table4By: the day by which a decided case falls into a year. While the day it was served, or took effect, is not
 * recorded, that is `unknown`, and the day of the decision stands in; the year is not signed before somebody says it.
 */
export function countedOn({ concludedOn, countedBy = 'decision' }: Instance): {
  readonly on: PlainDate | null;
  readonly unknown: boolean;
} {
  return { on: concludedOn, unknown: concludedOn !== null && countedBy !== 'decision' };
}

/** Why these turns cannot have happened one after another, or null. */
export function disorderOf(
  openedOn: PlainDate,
  steps: readonly AppealStep[],
): 'dateOrder' | 'alreadyJudged' | 'notConcluded' | null {
  if (steps.some(({ on }) => on < openedOn)) return 'dateOrder';
  const inOrder = turns(steps);
  const twice = inOrder.find((step, index) => index > 0 && step.type === inOrder[index - 1]?.type);
  if (twice !== undefined) return twice.type === 'AppealConcluded' ? 'alreadyJudged' : 'notConcluded';
  // an appeal may be entered before the judgment it attacks, when a later judgment shows that there was one
  return inOrder.length === 1 && inOrder[0]?.type === 'JudgmentAppealed' ? 'notConcluded' : null;
}
