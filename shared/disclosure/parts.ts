/**
 * 条例 art. 29, policy splitPolicy: each part of a split paper is an application of its own, received with the paper it
 * came in. What had been done on the paper by then was done on each part, so that its clock goes on as it stood; what
 * was paid stays with the paper.
 */
import { laterOf, type PlainDate, yearOf } from '#shared/kernel/plain-date.ts';
import type { Application, DatedStep } from './application.ts';
import type { CountedFrom } from './counted.ts';
import type { ApplicationRegistered, DisclosureEvent, StepEvent, StepType } from './events.ts';

type Part = { readonly number: string; readonly events: readonly StepEvent[] };

const SHARED: readonly StepType[] = [
  'CorrectionRequested',
  'CorrectionReceived',
  'ThirdPartyConsulted',
  'ThirdPartyReplied',
  'OrganConsulted',
  'OrganReplied',
  'ReplyExtended',
  'ReasonsAsked',
  'ReasonsReceived',
  'DelayAgreed',
];

/** The parts that these events make, none when they split nothing. */
export function partsOf(
  state: Application | null,
  number: string,
  events: readonly { readonly type: string }[],
): readonly Part[] {
  const split = (events as readonly DisclosureEvent[]).find((event) => event.type === 'ApplicationSplit');
  if (state === null || split?.type !== 'ApplicationSplit') return [];
  const shared = state.steps
    .filter(({ event, on }) => SHARED.includes(event.type) && on <= split.on)
    .map((step) => asCopied(state, step));
  const registration = registrationOf(state, number);
  if (registration === null) return [];
  return split.data.into.map((part, index) => {
    const countedFrom = split.data.counts === undefined ? null : countedFromOf(state, split.on, index);
    const own = { ...registration, data: { ...registration.data, ...(countedFrom && { countedFrom }) } };
    return { number: part, events: [own, ...shared] };
  });
}

/**
 * Policy splitAcrossYears, byDayOfSplit: in the year of the split the first part takes the place of the paper that was
 * carried over, the others are new. Null where the paper is of that year itself: then it counts by its parts alone.
 */
export function countedFromOf(
  { receivedOn, countedFrom }: Application,
  on: PlainDate,
  index: number,
): CountedFrom | null {
  if (receivedOn === null) return null;
  const isLater = yearOf(on) > yearOf(laterOf(receivedOn, countedFrom?.on ?? receivedOn));
  if (isLater) return { on, first: index === 0 };
  return countedFrom && { ...countedFrom, first: countedFrom.first && index === 0 };
}

function registrationOf(state: Application, number: string): ApplicationRegistered | null {
  const first = state.steps.find((step) => step.event.type === 'ApplicationRegistered')?.event;
  if (first?.type !== 'ApplicationRegistered' || state.receivedOn === null) return null;
  const { channel, submittedOn, receivedOn, applicantType } = state;
  const { countedFrom: _, ...told } = first.data;
  const data = { ...told, channel, submittedOn, receivedOn, applicantType, splitFrom: number };
  return { type: 'ApplicationRegistered', v: 1, on: receivedOn, data, texts: state.texts };
}

/** A letter to others arrived once: on each part it stands with the day on which it came. */
function asCopied({ consultations }: Application, { event, on }: DatedStep): StepEvent {
  const { type, v, data, texts } = event;
  const asked = consultations.find(
    ({ index }) => 'receivedOn' in data && 'consultation' in data && index === data.consultation,
  );
  const arrived = asked && { receivedOn: asked.receivedOn };
  return { type, v, on, data: { ...data, ...arrived }, ...(texts && { texts }) } as StepEvent;
}
