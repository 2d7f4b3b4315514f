/** The way of an application in five steps: received, complete, handled, answered, served and filed. */
import type { Application } from '#shared/disclosure/application.ts';
import type { ClockState } from '#shared/disclosure/clock.ts';
import type { Explanation } from '#shared/disclosure/explanation.ts';
import { servedOn } from '#shared/service/service.ts';
import type { Stage } from '../cases/progress.tsx';

const HANDLING: Readonly<Partial<Record<ClockState, string>>> = {
  consulting: '征求意见',
  awaitingPayment: '等待缴费',
};

export function applicationStages(state: Application, due: Explanation): readonly Stage[] {
  const { receivedOn, correction, conclusion, archived, voided, splitInto } = state;
  if (voided || splitInto.length > 0) return [];
  const answered = conclusion !== null;
  const isCorrecting = due.state === 'awaitingCorrection';
  const served = conclusion === null ? null : servedOn(state.services, conclusion.from);
  return [
    { name: '收到', done: receivedOn !== null || answered, on: receivedOn },
    {
      name: correction === null ? '受理' : '补正',
      done: answered || (receivedOn !== null && !isCorrecting),
      on: correction?.receivedOn ?? null,
    },
    { name: HANDLING[due.state] ?? '办理', done: answered },
    { name: isReply(state) ? '答复' : '办结', done: answered, on: conclusion?.on ?? null },
    { name: archived ? '归档' : '送达、归档', done: archived, on: served },
  ];
}

const REPLIES: readonly (string | undefined)[] = ['ApplicationReplied', 'ReplyRedone', 'ReplyRevised'];

/** Some end without a reply: withdrawn, not corrected, not paid. */
function isReply({ conclusion, steps }: Application): boolean {
  return conclusion === null || REPLIES.includes(steps.find(({ id }) => id === conclusion.from)?.type);
}
