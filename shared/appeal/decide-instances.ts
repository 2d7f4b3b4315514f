/** Deciding a review or a suit, taking it to the next court, sending it back, hearing it again (行诉法85, 89–92). */
import type { AppealOutcome } from '#shared/glossary/choices.ts';
import { accept, type Refusal, refuse, type Warning } from '#shared/kernel/decision.ts';
import { addMonths } from '#shared/kernel/plain-date.ts';
import { DEFAULT_POLICIES } from '#shared/kernel/policies.ts';
import { objectionTo } from '#shared/kernel/procedure.ts';
import type { OrderedPeriod } from '#shared/kernel/reply-order.ts';
import type { AppealContext, AppealDecision } from './appeal-decision.ts';
import { appealPeriodOf } from './clock-of.ts';
import type { AppealCommandOf } from './commands.ts';
import { courseOf } from './course.ts';
import type { AppealEvent } from './events.ts';
import { countingBy } from './follow-policy.ts';
import { type AppealStep, disputeOf } from './instances.ts';
import { isConfirming, ordersReply, outcomeOf } from './means.ts';
import type { AppealState } from './state.ts';

export function conclude(
  state: AppealState,
  command: AppealCommandOf<'ConcludeAppeal'>,
  context: AppealContext,
): AppealDecision {
  const { on, means } = command;
  const { effective: before } = disputeOf(
    state.openedOn,
    state.steps.filter((step) => step.on <= on),
  );
  const confirms = isConfirming(means) && state.kind === 'suit';
  const { policies = DEFAULT_POLICIES } = context;
  const outcome = confirms ? (before?.outcome ?? null) : outcomeOf(state.kind, means, policies);
  if (confirms && before === null) return nothingToConfirm(state, { type: 'AppealConcluded', on, means });
  if (outcome === null) return refuse('badMeans', '', { field: 'means', kind: state.kind });
  const repeated = confirms ? (before?.order ?? null) : null;
  const said = orderIn(command, { means: confirms ? null : means, outcome, repeated, context });
  if ('code' in said) return refuse('badChoice', '', { field: said.field });
  const { order } = said;
  const event: AppealEvent = {
    type: 'AppealConcluded',
    v: 2,
    on,
    data: { outcome, means, order, migrated: false, ...countingBy(policies) },
  };
  const warnings: Warning[] = order?.assumed ? [{ code: 'newReplyAssumed' }] : [];
  return enterStep(state, event, { facts: { means, outcome }, warnings });
}

type Order =
  | { readonly order: OrderedPeriod | null }
  | { readonly code: 'badChoice'; readonly field: string };
type Around = {
  readonly means: string | null;
  readonly outcome: AppealOutcome;
  /** What the decision before ordered, where this one only confirms it. */
  readonly repeated: OrderedPeriod | null;
  readonly context: AppealContext;
};

/** 复议法64, 66, 70, 行诉法70, 72. Unsaid, a decision that mostly orders a new reply is taken to, and that is told. */
function orderIn(
  {
    newReply,
    replyDays,
    replyUnit = 'workingDay',
  }: Pick<AppealCommandOf<'ConcludeAppeal'>, 'newReply' | 'replyDays' | 'replyUnit'>,
  { means, outcome, repeated, context }: Around,
): Order {
  const orders = ordersReply(means, outcome);
  if (newReply === false && orders === 'always') return { code: 'badChoice', field: 'newReply' };
  if (newReply === false && replyDays !== undefined) return { code: 'badChoice', field: 'replyDays' };
  const isSaid = newReply === true || replyDays !== undefined;
  if (!isSaid && repeated !== null) return { order: newReply === false ? null : repeated };
  if (isSaid && orders === 'never') return { code: 'badChoice', field: 'newReply' };
  if (newReply === false || (!isSaid && orders !== 'always' && orders !== 'mostly')) return { order: null };
  const assumed = !isSaid && orders === 'mostly';
  const named = replyDays !== undefined;
  if (named) return { order: { days: replyDays, unit: replyUnit, named, assumed } };
  const days = (context.orderedReplyPeriod ?? 'twentyWorkingDays') === 'none' ? null : 20; // 条例33, as for a first reply
  return { order: { days, unit: 'workingDay', named, assumed } };
}

export function stateReplyOrder(
  state: AppealState,
  command: AppealCommandOf<'StateReplyOrder'>,
  context: AppealContext,
): AppealDecision {
  const { decided, effective } = state.dispute;
  if (decided === null) return refuse('notConcluded');
  if (command.on < decided.on) return refuse('dateOrder', '', { field: 'on' });
  const { means = null, outcome = 'other' } = effective ?? decided;
  const said = orderIn(command, { means, outcome: decided.outcome ?? outcome, repeated: null, context });
  if ('code' in said) return refuse('badChoice', '', { field: said.field });
  const { order } = said;
  if (JSON.stringify(order) === JSON.stringify(state.order)) return accept([]);
  return accept([{ type: 'ReplyOrderStated', v: 1, on: command.on, data: { order } }]);
}

/** After six months not even a retrial can be asked for (法释〔2018〕1号110): what is entered then is no appeal. */
const LATEST_APPEAL_MONTHS = 6;

/** 行诉法85. One dispute stays one case of table 四 unless the office counts by instance (R-T4-7). */
export function appealJudgment(
  state: AppealState,
  { on, by }: AppealCommandOf<'AppealJudgment'>,
  { instancePolicy, calendar }: AppealContext,
): AppealDecision {
  if (state.kind !== 'suit') return refuse('notASuit', '行诉法85');
  const data = { instances: instancePolicy ?? 'merge' };
  const event: AppealEvent = { type: 'JudgmentAppealed', v: 2, on, data };
  const period = calendar === undefined ? null : appealPeriodOf(state, calendar);
  if (period === null || on <= period.dueOn) return enterStep(state, event, { facts: data });
  const { from, dueOn, earliest } = period;
  if (on > addMonths(from, LATEST_APPEAL_MONTHS) || (by === 'office' && !earliest))
    return refuse('appealPeriodOver', '行诉法85', { field: 'on', dueOn });
  const warnings: Warning[] = [{ code: 'appealAfterPeriod', facts: { dueOn } }];
  return enterStep(state, event, { facts: data, warnings });
}

export function remandCase(
  state: AppealState,
  { on }: AppealCommandOf<'RemandCase'>,
  { instancePolicy }: AppealContext,
): AppealDecision {
  if (state.kind !== 'suit') return refuse('notASuit', '行诉法89');
  const data = { instances: instancePolicy ?? 'merge' };
  return enterStep(state, { type: 'CaseRemanded', v: 1, on, data }, { facts: data });
}

/** 法释〔2018〕1号119: a judgment of the second instance, or one a higher court takes up itself, is heard as there. */
export function openRetrial(
  state: AppealState,
  { on, byHigherCourt = false }: AppealCommandOf<'OpenRetrial'>,
  { instancePolicy, retrialCounts }: AppealContext,
): AppealDecision {
  if (state.kind !== 'suit') return refuse('notASuit', '行诉法90');
  const data = {
    instances: instancePolicy ?? 'merge',
    asSecond: byHigherCourt || state.dispute.final,
    counts: retrialCounts ?? 'anew',
  };
  return enterStep(state, { type: 'RetrialOpened', v: 1, on, data }, { facts: data });
}

/** What the steps of an appeal know of an event beside its name and day. */
type Facts = Omit<AppealStep, 'id' | 'type' | 'on'>;

/** A step is judged by its day: by what came before it, and then what came after it by the step. */
export function enterStep(
  state: AppealState,
  event: AppealEvent,
  { facts = {}, warnings = [] }: { readonly facts?: Facts; readonly warnings?: readonly Warning[] } = {},
): AppealDecision {
  const refusal = objectionToStep(state, { type: event.type, on: event.on, ...facts });
  return refusal === null ? accept([event], warnings) : { ok: false, refusal };
}

function objectionToStep({ steps }: AppealState, step: Omit<AppealStep, 'id'>): Refusal | null {
  return objectionTo(courseOf(steps), courseOf([...steps, { ...step, id: '' }]), { own: [''] });
}

/** Its own reason why it cannot stand, where there is one besides that. */
function nothingToConfirm(state: AppealState, step: Omit<AppealStep, 'id'>): AppealDecision {
  const refusal = objectionToStep(state, step);
  return refusal === null ? refuse('badMeans', '', { field: 'means' }) : { ok: false, refusal };
}
