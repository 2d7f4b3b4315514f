/** The steps of an appeal as they count under another value of a policy (R-T4-3 to R-T4-5, R-T4-7). */
import type { AppealOutcome } from '#shared/glossary/choices.ts';
import type { Policies, PolicyName } from '#shared/kernel/policies.ts';
import type { Settled } from '#shared/kernel/policy-applied.ts';
import { type AppealStep, turns } from './instances.ts';
import { isConfirming, outcomeUnder } from './means.ts';

export const APPEAL_FOLLOWS: readonly PolicyName[] = [
  'instancePolicy',
  'retrialCounts',
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
  const own = steps.map((step) => stepUnder(step, settled));
  const after = confirmed(steps, own);
  return after.every((step, index) => step === steps[index]) ? null : after;
}

function stepUnder(step: AppealStep, settled: Settled): AppealStep {
  const { policy, value } = settled;
  const { instances, counts, outcome, means } = step;
  if (policy === 'instancePolicy')
    return instances === undefined || instances === value ? step : { ...step, instances: value };
  if (policy === 'retrialCounts')
    return counts === undefined || counts === value ? step : { ...step, counts: value };
  if (outcome === undefined) return step;
  if (policy === 'table4By')
    return (step.countedBy ?? 'decision') === value ? step : { ...step, countedBy: value };
  // an outcome that was imported or corrected is the office's own word for the column
  const column = !means || step.said ? null : outcomeUnder(means, settled);
  return column === null || column === outcome ? step : { ...step, outcome: column };
}

/** A decision that only confirms the one before stands in its column (行诉法89(1)(1)). */
function confirmed(before: readonly AppealStep[], after: readonly AppealStep[]): readonly AppealStep[] {
  const moved = new Map(after.flatMap((step, index) => (step === before[index] ? [] : [[step.id, step]])));
  const columns = new Map<string, AppealOutcome>();
  let effective: AppealStep | null = null;
  for (const turn of turns(after)) {
    const confirms = isConfirming(turn.means ?? null) && effective !== null;
    const column: AppealOutcome | undefined =
      effective !== null && moved.has(effective.id) ? effective.outcome : undefined;
    if (confirms && !turn.said && column !== undefined) columns.set(turn.id, column);
    if (turn.type === 'CaseRemanded') effective = null;
    if (turn.type === 'AppealConcluded' && !confirms) effective = turn;
  }
  return after.map((step) => {
    const outcome = columns.get(step.id);
    return outcome === undefined || outcome === step.outcome ? step : { ...step, outcome };
  });
}
