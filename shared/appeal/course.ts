/** What bars a step of a review or a suit: each is judged by its day, by what came before it. */
import type { Refusal } from '#shared/kernel/decision.ts';
import { addDays, type PlainDate } from '#shared/kernel/plain-date.ts';
import type { Course } from '#shared/kernel/procedure.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import { SUIT_LIMITS } from '#shared/kernel/time-limit.ts';
import {
  type AppealStep,
  after,
  appealableIn,
  begun,
  type Dispute,
  inOrder,
  isOfRuling,
  isTurn,
} from './instances.ts';
import { confirmingMeans, isConfirming } from './means.ts';

/** 行诉法90, 91: only an effective judgment is heard again; this one can still be appealed, whenever it was served. */
function isNotEffective(now: Dispute, on: PlainDate): boolean {
  const as = appealableIn(now);
  if (now.decided === null || as === null) return false;
  const { count } = as === 'ruling' ? SUIT_LIMITS.appealRuling : SUIT_LIMITS.appealJudgment;
  return on <= addDays(now.decided.on, count);
}

/** Why a decision, an appeal, a remand, a retrial could not follow what came before it. */
function barredTurn(now: Dispute, { type, on, means = null }: AppealStep): Refusal | null {
  const barred = (code: RefusalCode, article = '', field = 'on') => ({ code, article, facts: { field } });
  switch (type) {
    case 'AppealConcluded':
      if (now.decided !== null) return barred('alreadyJudged');
      if (!isConfirming(means) || confirmingMeans(now.stage).some((one) => one === means)) return null;
      return means === 'retrialEnded'
        ? barred('notInRetrial', '行诉法90', 'means')
        : barred('notInSecondInstance', '行诉法89', 'means');
    case 'JudgmentAppealed':
      if (now.decided === null) return barred('notConcluded', '行诉法85');
      if (now.final) return barred('finalJudgment', '行诉法7');
      return appealableIn(now) === null ? barred('notAppealable', '法释〔2018〕1号101') : null;
    case 'CaseRemanded':
      if (now.decided !== null) return barred('alreadyJudged');
      if (now.stage === 'first') return barred('notInSecondInstance', '行诉法89');
      return now.stage === 'second' && now.remanded && !isOfRuling(now)
        ? barred('remandedBefore', '行诉法89')
        : null;
    default:
      if (now.decided === null) return barred('notConcluded', '行诉法90');
      return isNotEffective(now, on) ? barred('notEffective', '行诉法90') : null;
  }
}

/** Null before the opening. `begun`: a turn was taken. `made`: the steps so far, of which papers can have come. */
type Heard = {
  readonly dispute: Dispute;
  readonly begun: boolean;
  readonly openedOn: PlainDate;
  readonly made: readonly string[];
  /** Decisions whose effect is recorded. */
  readonly inForce: readonly string[];
} | null;

/** Nothing precedes the opening, and each turn follows what it decides or reopens. */
export const courseOf = (steps: readonly AppealStep[]): Course<AppealStep, Heard> => ({
  steps: inOrder(steps),
  start: null,
  take: (now, step) => {
    if (now === null)
      return { dispute: begun(step.on), begun: false, openedOn: step.on, made: [step.id], inForce: [] };
    const made = [...now.made, step.id];
    const inForce = [...now.inForce, ...(step.effectOf === undefined ? [] : [step.effectOf])];
    return isTurn(step)
      ? { ...now, dispute: after(now.dispute, step), begun: true, made, inForce }
      : { ...now, made, inForce };
  },
  barred: (now, step, { later }) => {
    if (now === null) return null;
    const of = step.service?.step ?? step.effectOf; // a paper comes, a decision takes effect after it was made
    const isOfLater = of !== undefined && !now.made.includes(of);
    if (step.on < now.openedOn || isOfLater)
      return { code: 'dateOrder', article: '', facts: { field: 'on' } };
    if (step.type === 'ReviewExtended' && now.dispute.decided !== null)
      return { code: 'alreadyJudged', article: '复议法62', facts: { field: 'on' } };
    if (step.type === 'AppealAnswered' && now.begun)
      return { code: 'alreadyJudged', article: '', facts: { field: 'on' } };
    if (!isTurn(step)) return null;
    if (step.type === 'JudgmentAppealed' && now.inForce.includes(now.dispute.decided?.id ?? ''))
      return { code: 'appealPeriodOver', article: '行诉法85', facts: { field: 'on' } };
    // what is reopened may be entered after that, when a later decision shows that there was one
    const isMissing = step.type !== 'AppealConcluded' && !now.begun && later.some(isTurn);
    return isMissing ? null : barredTurn(now.dispute, step);
  },
});
