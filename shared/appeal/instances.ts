/** The instances a dispute went through, by the days they happened, in whatever order they were entered. */
import type { AppealOutcome } from '#shared/glossary/choices.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { InstancePolicy } from './events.ts';

/** An event whose date can be corrected. `outcome` is a judgment's, `instances` an appeal's. */
export type AppealStep = {
  readonly id: string;
  readonly type: string;
  readonly on: PlainDate;
  readonly outcome?: AppealOutcome;
  readonly instances?: InstancePolicy;
};
/** What table 四 counts as one case: under `merge` the whole dispute, under `perInstance` each instance. */
export type Instance = {
  readonly openedOn: PlainDate;
  readonly outcome: AppealOutcome | null;
  readonly concludedOn: PlainDate | null;
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
      current = { ...current, outcome: step.outcome ?? null, concludedOn: step.on };
    else if (step.instances === 'perInstance') {
      instances.push(current);
      current = { openedOn: step.on, outcome: null, concludedOn: null };
    } else current = { ...current, outcome: null, concludedOn: null };
  }
  return [...instances, current];
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
