/** The steps of an appeal as they count under another value of a policy (R-T4-3 to R-T4-5, R-T4-7). */
import type { Policies, PolicyName } from '#shared/kernel/policies.ts';
import type { Settled } from '#shared/kernel/policy-applied.ts';
import type { AppealStep } from './instances.ts';
import { outcomeUnder } from './means.ts';

export const APPEAL_FOLLOWS: readonly PolicyName[] = [
  'instancePolicy',
  'table4By',
  'dismissedAppeals',
  'mediatedAppeals',
];

/** Policy table4By as a judgment keeps it, where it is not the default. */
export function countingBy({ table4By }: Policies) {
  return table4By === 'decision' ? {} : { countedBy: table4By };
}

/** Null where none of them counts otherwise. */
export function stepsUnder(steps: readonly AppealStep[], settled: Settled): readonly AppealStep[] | null {
  const after = steps.map((step) => stepUnder(step, settled));
  return after.every((step, index) => step === steps[index]) ? null : after;
}

function stepUnder(step: AppealStep, settled: Settled): AppealStep {
  if (settled.policy === 'instancePolicy')
    return step.instances === undefined || step.instances === settled.value
      ? step
      : { ...step, instances: settled.value };
  if (step.outcome === undefined) return step;
  if (settled.policy === 'table4By')
    return (step.countedBy ?? 'decision') === settled.value ? step : { ...step, countedBy: settled.value };
  // an outcome that was imported or corrected is the office's own word for the column
  const outcome = step.means === undefined ? step.outcome : outcomeUnder(step.means, settled);
  return outcome === null || outcome === step.outcome ? step : { ...step, outcome };
}
