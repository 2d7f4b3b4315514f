/** What a decision orders the office to do about the application it is about (复议法64, 66; 行诉法70, 72). */
import type { Told } from '#shared/kernel/kind.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { ReplyOrder, ReplyOrdered, ReplyOrderLifted } from '#shared/kernel/reply-order.ts';
import { servedOn } from '#shared/service/service.ts';
import { appealableIn } from './instances.ts';
import type { AppealState } from './state.ts';

/** `linkedBy`: an application that is named again hears of it again. */
type Standing = { readonly application: string; readonly linkedBy: string; readonly order: ReplyOrder };

/** Null while nothing is decided, where no new reply is ordered, and where nobody said which application it is about. */
function standingOrder(state: AppealState | null): Standing | null {
  if (state === null || state.voided || state.application === null) return null;
  const { application, number, kind, order, services, linkedBy } = state;
  const { decided, effective } = state.dispute;
  if (order === null || decided === null) return null;
  const reached = servedOn(services, decided.id);
  const about = { appeal: number, by: kind, decidedOn: decided.on, servedOn: reached };
  const appealable = kind === 'suit' && appealableIn(state.dispute) !== null && effectOf(state, decided.id);
  const first = effective !== null && effective.on < decided.on && { orderedOn: effective.on };
  return { application, linkedBy, order: { ...order, ...about, ...appealable, ...first } };
}

/** 行诉法85, 94: as the court said, else not before nobody can appeal any more. */
function effectOf({ steps }: AppealState, decision: string) {
  const effect = steps.findLast((step) => step.effectOf === decision)?.on;
  return effect === undefined ? ({ appealable: true } as const) : { effectiveOn: effect };
}

/** The events by which applications learn what a step of the appeal has changed; `on` is its day. */
export function toldApplications(
  before: AppealState | null,
  after: AppealState | null,
  on: PlainDate,
): readonly Told[] {
  const [was, is] = [standingOrder(before), standingOrder(after)];
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  const told: Told[] = [];
  if (was !== null && was.application !== is?.application) {
    const lifted: ReplyOrderLifted = {
      type: 'ReplyOrderLifted',
      v: 1,
      on,
      data: { appeal: was.order.appeal },
    };
    told.push({ kind: 'application', number: was.application, event: lifted });
  }
  if (is !== null) {
    const ordered: ReplyOrdered = { type: 'ReplyOrdered', v: 1, on: is.order.decidedOn, data: is.order };
    told.push({ kind: 'application', number: is.application, event: ordered });
  }
  return told;
}
