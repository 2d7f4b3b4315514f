/** Arts. 29, 33, 36–39 and 45: replying, withdrawing, splitting, redoing, archiving. */
import { GROUNDS, type Ground } from '#shared/glossary/grounds.ts';
import type { Outcome } from '#shared/glossary.ts';
import { addWorkingDays } from '#shared/kernel/calendar/calendar.ts';
import { nothingNew, type Refusal, refuse, type Warning } from '#shared/kernel/decision.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { DEFAULT_POLICIES } from '#shared/kernel/policies.ts';
import type { Application } from './application.ts';
import type { Given } from './counted.ts';
import { enter } from './enter.ts';
import type { StepEvent } from './events.ts';
import { articleNamed, canRestOn } from './grounds-named.ts';
import { CONSULTATION_DAYS } from './pauses.ts';
import { firstOrderedOn, openOrders } from './reply-orders.ts';
import { articleFault, asGiven } from './reply-row.ts';
import { asOf } from './standing.ts';
import type { DisclosureContext, DisclosureDecision } from './step.ts';
import { type CommandOf, outcomeGiven, saidBefore } from './step.ts';

/**
 * Policy replyWhileAwaiting: an office may reply while a correction or a payment is awaited; it gives more than it
 * owes, and the letter has gone out.
 */
export function reply(
  state: Application,
  { on, outcome, documentNumber, otherGrounds, ...said }: CommandOf<'Reply'>,
  context: DisclosureContext,
): DisclosureDecision {
  const given = outcomeGiven(state);
  if (given !== null) return given;
  if (outcome === 'other.notCorrected')
    return refuse('ownCommand', '条例30', { field: 'outcome', command: 'CloseUncorrected' });
  if (outcome === 'other.feeUnpaid')
    return refuse('ownCommand', '条例42', { field: 'outcome', command: 'CloseUnpaid' });
  const others = (otherGrounds ?? []).filter((ground) => ground !== outcome);
  if (!canRestOn([outcome, ...others], said)) return refuse('badChoice', '条例36', { field: 'grounds' });
  const row = rowOf(outcome, said, context);
  if ('code' in row) return { ok: false, refusal: row };
  const data = {
    ...row,
    documentNumber: documentNumber ?? null,
    migrated: false,
    ...(others.length > 0 && { otherGrounds: others }),
    ...named(said.grounds),
  };
  const warnings = partiesUnheard(state, { on, outcome }, context);
  return enter(state, { type: 'ApplicationReplied', v: 1, on, data }, { context, warnings });
}

/** 条例32: what is given out while a third party still has time to object. */
function partiesUnheard(
  state: Application,
  { on, outcome }: { readonly on: PlainDate; readonly outcome: Outcome },
  { calendar }: DisclosureContext,
): Warning[] {
  if (outcome !== 'disclosed' && outcome !== 'partiallyDisclosed') return [];
  const ends = asOf(state, on)
    .consultations.filter(({ kind, answeredOn }) => kind === 'thirdParty' && answeredOn === null)
    .map((asked) => addWorkingDays(calendar, asked.receivedOn ?? asked.on, CONSULTATION_DAYS).date)
    .filter((until) => on <= until);
  const [until] = ends.sort().slice(-1);
  return until === undefined ? [] : [{ code: 'thirdPartyMayStillAnswer', facts: { until } }];
}

type Said = Parameters<typeof articleNamed>[1];

/** What a reply of that outcome is given as; the case of art. 36 that it names must be one of its row. */
function rowOf(outcome: Outcome, said: Said, { policies }: DisclosureContext): Given | Refusal {
  const named = { outcome, article: articleNamed(outcome, said) };
  return articleFault(named, policies) ?? asGiven(named, policies);
}

/** Why no further reply can be given on that day, on those grounds. */
function againBarred({ conclusion }: Application, on: PlainDate, isFounded: boolean): Refusal | null {
  if (conclusion === null) return { code: 'notConcluded', article: '条例36' };
  if (on < conclusion.on)
    return { code: 'dateOrder', article: '条例36', facts: { field: 'on', on: conclusion.on } };
  return isFounded ? null : { code: 'badChoice', article: '条例36', facts: { field: 'grounds' } };
}

/** In the order of the articles, each once; nothing where nobody named any. */
function named(grounds: readonly Ground[] = []): { grounds?: readonly Ground[] } {
  return grounds.length === 0 ? {} : { grounds: GROUNDS.filter((ground) => grounds.includes(ground)) };
}

type Order = Pick<CommandOf<'RedoReply'>, 'orderNumber' | 'orderedOn' | 'documentNumber'>;

function ordered({ orderNumber, orderedOn, documentNumber }: Order) {
  return {
    ...(orderNumber !== undefined && { orderNumber }),
    ...(orderedOn !== undefined && { orderedOn }),
    ...(documentNumber !== undefined && { documentNumber }),
  };
}

/** Counted under 3.6.3 (rule R8): the application stays received. */
export function withdraw(
  state: Application,
  { on }: CommandOf<'Withdraw'>,
  context: DisclosureContext,
): DisclosureDecision {
  const event: StepEvent = { type: 'ApplicationWithdrawn', v: 1, on, data: {} };
  return outcomeGiven(state) ?? enter(state, event, { context });
}

export function split(
  state: Application,
  { on, parts, into: named }: CommandOf<'SplitApplication'>,
  context: DisclosureContext,
): DisclosureDecision {
  const given = outcomeGiven(state);
  if (given !== null) return given;
  // policy splitPolicy: one paper stays one application, answered once (rule R1)
  if (context.policies?.splitPolicy === 'onePaper') return refuse('splitNotAllowed', '条例29');
  const into = named ?? numbered(context.number, parts);
  if (parts !== undefined && parts !== into.length) return refuse('badNumber', '条例29', { field: 'into' });
  if (new Set(into).size !== into.length) return refuse('numberTaken', '条例29', { field: 'into' });
  return enter(
    state,
    { type: 'ApplicationSplit', v: 1, on, data: { into, ...splitBy(context) } },
    { context },
  );
}

function numbered(number = '', parts = 2): readonly string[] {
  return Array.from({ length: parts }, (_, index) => `${number}-${index + 1}`);
}

/** Policy splitAcrossYears, where it is not the default. */
function splitBy({ policies }: DisclosureContext): { counts?: 'byDayOfSplit' } {
  const counts = policies?.splitAcrossYears;
  return counts === 'byDayOfSplit' ? { counts } : {};
}

/** A reply redone on order changes no table 三, unless the office has settled otherwise (policy redoPolicy, R12). */
export function redoReply(
  state: Application,
  { on, outcome, byOrderOf, order, ...told }: CommandOf<'RedoReply'>,
  context: DisclosureContext,
): DisclosureDecision {
  const barred = againBarred(state, on, canRestOn([outcome], told));
  if (barred !== null) return { ok: false, refusal: barred };
  if (told.orderedOn !== undefined && told.orderedOn > on)
    return refuse('dateOrder', '条例36', { field: 'orderedOn' });
  const counts = context.policies?.redoPolicy ?? DEFAULT_POLICIES.redoPolicy;
  const row = rowOf(outcome, told, context);
  if ('code' in row) return { ok: false, refusal: row };
  const open = openOrders(state);
  if (order === undefined && open.length > 1) return refuse('required', '', { field: 'order' });
  const carriedOut = order === undefined ? open[0] : state.orders.find(({ appeal }) => appeal === order);
  if (order !== undefined && carriedOut === undefined) return refuse('noSuchOrder', '', { field: 'order' });
  if (carriedOut !== undefined && on < firstOrderedOn(carriedOut))
    return refuse('dateOrder', '', { field: 'on', on: firstOrderedOn(carriedOut) });
  const data = {
    ...row,
    counts,
    order: carriedOut?.appeal ?? orderOn(state, on),
    ...ordered(told),
    ...named(told.grounds),
  };
  const event: StepEvent = { type: 'ReplyRedone', v: 3, on, data, texts: { byOrderOf } };
  return saidBefore(state, event) ? nothingNew() : enter(state, event, { context });
}

/**
 * A second reply of the office's own accord (自行纠正): what it found wrong in the first it may put right at any time.
 * Table 三 stays as it was, unless the office has settled otherwise (policy selfCorrectionPolicy).
 */
export function reviseReply(
  state: Application,
  { on, outcome, documentNumber, reason, ...said }: CommandOf<'ReviseReply'>,
  context: DisclosureContext,
): DisclosureDecision {
  const barred = againBarred(state, on, canRestOn([outcome], said));
  if (barred !== null) return { ok: false, refusal: barred };
  const row = rowOf(outcome, said, context);
  if ('code' in row) return { ok: false, refusal: row };
  const counts = context.policies?.selfCorrectionPolicy ?? DEFAULT_POLICIES.selfCorrectionPolicy;
  const data = { ...row, documentNumber: documentNumber ?? null, counts, ...named(said.grounds) };
  const event: StepEvent = { type: 'ReplyRevised', v: 1, on, data, texts: { reason } };
  return saidBefore(state, event) ? nothingNew() : enter(state, event, { context });
}

/** What a reply redone on that day carried out already: said again, it says the same. */
function orderOn({ steps }: Application, on: PlainDate): string | null {
  const same = steps.find((step) => step.event.type === 'ReplyRedone' && step.on === on)?.event;
  return same?.type === 'ReplyRedone' ? same.data.order : null;
}

export function archive(
  state: Application,
  { on }: CommandOf<'Archive'>,
  context: DisclosureContext,
): DisclosureDecision {
  if (state.archived) return refuse('archived', '条例45');
  if (state.conclusion !== null && on < state.conclusion.on)
    return refuse('dateOrder', '条例45', { field: 'on', on: state.conclusion.on });
  return enter(state, { type: 'ApplicationArchived', v: 1, on, data: {} }, { context });
}
