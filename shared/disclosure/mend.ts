/** What of an application can be put right besides dates and outcome: its texts, its channel, the form it asks for. */
import type { Recorded } from '#shared/kernel/event.ts';
import {
  entryTexts,
  type Mendable,
  mendedBy,
  stepsMendedBy,
  type TextCorrected,
} from '#shared/kernel/mending.ts';
import type { Application } from './application.ts';
import type { ApplicationRegistered, RegistrationCorrected } from './events.ts';
import { standing } from './standing.ts';

/** Of the registration; true where the law or the list cannot do without (条例29). */
const ENTRY = {
  applicantName: true,
  identity: false,
  contact: false,
  agent: false,
  subject: true,
  description: false,
} as const;

export function mendable(state: Application): Mendable {
  return {
    opening: registrationOf(state).id,
    entry: entryTexts(ENTRY, state.texts),
    isConcluded: state.conclusion !== null || state.splitInto.length > 0,
  };
}

type Registration = { readonly id: string; readonly data: Partial<ApplicationRegistered['data']> };

/** As last corrected. */
export function registrationOf({ steps }: Application): Registration {
  for (const { id, event } of steps)
    if (event.type === 'ApplicationRegistered') return { id, data: event.data };
  return { id: '', data: {} };
}

/** A party that was consulted goes by its corrected name, too. */
export function withText(state: Application, event: Recorded<TextCorrected>): Application {
  const isOwn = registrationOf(state).id === event.data.event;
  const texts = isOwn ? mendedBy(state.texts, event, Object.keys(ENTRY)) : state.texts;
  return standing({ ...state, texts }, stepsMendedBy(state.steps, event));
}

/** The registration with what was wrong of it replaced; the day it counts from is corrected by an event of its own. */
export function withRegistration(state: Application, { data }: RegistrationCorrected): Application {
  const steps = state.steps.map((step) =>
    step.event.type === 'ApplicationRegistered'
      ? { ...step, event: { ...step.event, data: { ...step.event.data, ...data } } }
      : step,
  );
  return { ...state, steps, channel: data.channel ?? state.channel };
}
