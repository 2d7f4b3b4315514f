/** The instances a dispute went through, by the days they happened, in whatever order they were entered. */
import type { AppealOutcome } from '#shared/glossary/choices.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { byDay, type Course } from '#shared/kernel/procedure.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
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

/** Judgments and appeals. The opening and the answers are no instances. */
function isTurn({ type }: AppealStep): boolean {
  return type === 'AppealConcluded' || type === 'JudgmentAppealed';
}

export function turns(steps: readonly AppealStep[]): readonly AppealStep[] {
  return inOrder(steps).filter(isTurn);
}

/** The opening, then by day; of one day as entered. */
export function inOrder(steps: readonly AppealStep[]): readonly AppealStep[] {
  const [opening, ...others] = steps;
  return opening === undefined ? [] : [opening, ...byDay(others)];
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

type Turn = { readonly openedOn: PlainDate | null; readonly last: string | null };

/** Nothing precedes the opening; judgments and appeals take turns. */
export const COURSE: Course<AppealStep, Turn> = {
  start: { openedOn: null, last: null },
  take: ({ openedOn, last }, step) => ({
    openedOn: openedOn ?? step.on,
    last: isTurn(step) ? step.type : last,
  }),
  barred: ({ openedOn, last }, step, { later }) => {
    const barred = (code: RefusalCode, article = '') => ({ code, article, facts: { field: 'on' } });
    if (openedOn !== null && step.on < openedOn) return barred('dateOrder');
    if (!isTurn(step)) return null;
    if (step.type === 'AppealConcluded') return last === step.type ? barred('alreadyJudged') : null;
    // an appeal may be entered before the judgment it attacks, when a later judgment shows that there was one
    const isJudged = last === 'AppealConcluded' || (last === null && later.some(isTurn));
    return isJudged ? null : barred('notConcluded', '行诉法85');
  },
};
