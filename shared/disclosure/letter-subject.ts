/** Which events a letter can tell of. */
import type { Recorded } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Application } from './application.ts';
import type { DisclosureEvent } from './events.ts';
import { groundsSaid } from './grounds-named.ts';
import type { LetterKind } from './letters.ts';

export type Event = Recorded<DisclosureEvent>;
export type Of<Type extends DisclosureEvent['type']> = Extract<Event, { type: Type }>;
export type Told = { readonly state: Application; readonly events: readonly Event[] };
type Tells = (event: Event, of: Told) => boolean;

const REPLIES = ['ApplicationReplied', 'ReplyRedone', 'ReplyRevised'] as const;
type Reply = Of<(typeof REPLIES)[number]>;
const ENDINGS: readonly Event['type'][] = [
  ...REPLIES,
  'ClosedUncorrected',
  'ClosedUnpaid',
  'ApplicationWithdrawn',
];
const when =
  (...types: readonly Event['type'][]): Tells =>
  ({ type }) =>
    types.includes(type);

const TELLS: Readonly<Record<LetterKind, Tells>> = {
  intake: handedIn,
  receipt: ({ id }, { state }) => state.receivedOn !== null && id === state.receivedBy,
  correction: when('CorrectionRequested'),
  correctionExtension: when('CorrectionPeriodExtended'),
  extension: when('ReplyExtended'),
  thirdParty: when('ThirdPartyConsulted'),
  organ: when('OrganConsulted'),
  reasons: when('ReasonsAsked'),
  delay: when('DelayAgreed'),
  fee: when('FeeNoticeSent'),
  reply: when(...ENDINGS),
  thirdPartyDecision: overruled,
  transfer: (event) => isReply(event) && groundsSaid(event.data).includes('otherOrgan'),
  serviceSheet: (event, { state }) =>
    event.type === 'LetterIssued' &&
    event.data.kind !== 'serviceSheet' &&
    !state.letters.some((later) => later.replaces === event.data.number),
};

/** Oldest first, where several are possible. */
export function subjectsOf(of: Told, kind: LetterKind): readonly string[] {
  return of.events.filter((event) => TELLS[kind](event, of)).map(({ id }) => id);
}

/** The last when `about` is absent. */
export function subjectEvent(of: Told, kind: LetterKind, about?: string): Event | undefined {
  const told = of.events.filter((event) => TELLS[kind](event, of));
  return about === undefined ? told.at(-1) : told.find(({ id }) => id === about);
}

export function isReply(event: Event): event is Reply {
  return (REPLIES as readonly string[]).includes(event.type);
}

/** Papers that somebody brought: not what was copied from another system, nor a part of a paper. */
function handedIn(event: Event): boolean {
  if (event.type === 'CorrectionReceived' || event.type === 'ReasonsReceived') return true;
  return event.type === 'ApplicationRegistered' && !event.data.migrated && event.data.splitFrom === null;
}

/** 条例32: a third party that did not agree, though the information was given in whole or in part. */
function overruled(event: Event, of: Told): boolean {
  const outcome = lastReply(of)?.data.outcome;
  const given = outcome === 'disclosed' || outcome === 'partiallyDisclosed';
  return event.type === 'ThirdPartyReplied' && !event.data.consents && given;
}

export function lastReply({ events }: Told): Reply | undefined {
  return events.findLast(isReply);
}

/** The day of a step as last corrected; a closing is decided on the day of its event, whatever day it counts from. */
export function dayOf(event: Event, { state }: Told): PlainDate {
  if (event.id === state.receivedBy && state.receivedOn !== null) return state.receivedOn;
  const closing = event.type === 'ClosedUncorrected' || event.type === 'ClosedUnpaid';
  return (closing ? undefined : state.steps.find(({ id }) => id === event.id)?.on) ?? event.on;
}
