/** What a reply says of itself: its outcome, its grounds, and for a redone one the order and the reply before it. */
import type { Outcome } from '#shared/glossary.ts';
import { groundsSaid } from './grounds-named.ts';
import { completeGrounds, groundFacts } from './letter-grounds.ts';
import { dayOf, type Event, isReply, type Of, type Told } from './letter-subject.ts';
import { chineseDate, known, printedNumber } from './letter-words.ts';
import type { Facts } from './letters.ts';
import { firstOrderedOn } from './reply-orders.ts';

type Reply = Of<'ApplicationReplied' | 'ReplyRedone' | 'ReplyRevised'>;

/** A reply keeps its own outcome when another was given in its place later. */
export function outcomeOf({ state, events }: Told, event: Event): Outcome {
  const stands = !events.some(({ type }) => type === 'ReplyRedone' || type === 'ReplyRevised');
  if (isReply(event) && !(event.type === 'ApplicationReplied' && stands)) return event.data.outcome;
  return state.conclusion?.outcome ?? 'other.other';
}

/** Whether a third party that was asked did not agree (条例32). */
export function objected({ events }: Told): boolean {
  return events.some((event) => event.type === 'ThirdPartyReplied' && !event.data.consents);
}

export function replyFacts(of: Told, event: Reply): Facts {
  const others = event.type === 'ApplicationReplied' ? (event.data.otherGrounds ?? []) : [];
  const { article } = of.state.conclusion ?? {};
  // a correction of the outcome names the case anew
  const corrected = of.state.outcomeCorrectedTo !== null && event.type === 'ApplicationReplied';
  const said = corrected && article ? groundsSaid({ article }) : groundsSaid(event.data);
  const grounds = completeGrounds([outcomeOf(of, event), ...others], said);
  return {
    ...(grounds === null || grounds.length === 0 ? {} : groundFacts(grounds, objected(of))),
    答复日期: chineseDate(dayOf(event, of)),
    ...known('答复文号', numberOf(of, event)),
    ...(event.type !== 'ApplicationReplied' && beforeFacts(of, event)),
    ...(event.type === 'ReplyRedone' && orderFacts(of, event)),
    ...(event.type === 'ApplicationReplied' && silenceFacts(of, event)),
    ...(event.type === 'ReplyRevised' && { 自行纠正: '是', ...known('纠正理由', event.texts?.reason) }),
  };
}

function orderFacts(of: Told, event: Of<'ReplyRedone'>): Facts {
  const { order: appeal } = event.data;
  const order = of.state.orders.find((one) => one.appeal === appeal);
  const orderedOn = event.data.orderedOn ?? (order && firstOrderedOn(order));
  return {
    重新答复: '是',
    ...known('责令依据', event.texts?.byOrderOf),
    ...known('责令文书', printedNumber(event.data.orderNumber ?? '')),
    ...(orderedOn === undefined ? {} : { 责令日期: chineseDate(orderedOn) }),
  };
}

/** What carries out an order that ended a silence (复议法66, 行诉法72): by whom and when, as the appeal told it. */
function silenceFacts(of: Told, event: Of<'ApplicationReplied'>): Facts {
  const day = dayOf(event, of);
  const order = of.state.orders.find((one) => firstOrderedOn(one) <= day);
  if (order === undefined) return {};
  const organ = order.by === 'review' ? '行政复议机关' : '人民法院';
  return {
    责令履行: '是',
    责令依据: `${organ}的法律文书`,
    责令日期: chineseDate(firstOrderedOn(order)),
  };
}

/** The reply in whose place this one is given. */
function beforeFacts(of: Told, event: Reply): Facts {
  const before = of.events.slice(0, of.events.indexOf(event)).findLast(endsCase);
  if (before === undefined) return {};
  return { 原答复日期: chineseDate(dayOf(before, of)), ...known('原答复文号', numberOf(of, before)) };
}

function endsCase({ type }: Event): boolean {
  return ['ApplicationReplied', 'ReplyRedone', 'ReplyRevised', 'ClosedUncorrected', 'ClosedUnpaid'].includes(
    type,
  );
}

/** As it went out, else as it was recorded. */
function numberOf({ state }: Told, event: Event): string | undefined {
  const issued = state.letters.findLast(({ kind, about }) => kind === 'reply' && about === event.id);
  return issued?.number ?? (isReply(event) ? (event.data.documentNumber ?? undefined) : undefined);
}
