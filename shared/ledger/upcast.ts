/** Events of earlier versions are lifted to the present one as they are read: the log itself never changes. */
import { APPEAL_UPCASTS } from '#shared/appeal/events.ts';
import { DISCLOSURE_UPCASTS } from '#shared/disclosure/events.ts';
import { HOTLINE_UPCASTS } from '#shared/hotline/events.ts';
import type { EventData, StoredEvent } from '#shared/kernel/event.ts';
import { POLICIES_UPCASTS } from '#shared/policies/policies.ts';

type Upcast = (data: EventData) => EventData;

/** By event: the step from version 1 to 2, from 2 to 3 … Those of the reminders stand here: they have no kind. */
export const UPCASTS: Readonly<Record<string, readonly Upcast[]>> = {
  ...APPEAL_UPCASTS,
  ...DISCLOSURE_UPCASTS,
  ...HOTLINE_UPCASTS,
  ...POLICIES_UPCASTS,
  // the first version did not name its message
  RemindersQueued: [(data) => ({ message: null, ...data })],
  // the first version told everybody everything
  ReminderTargetsSet: [(data) => ({ on: true, selections: [], ...data })],
};

/** The version an event is lifted to. */
export function presentVersion(type: string): number {
  return (UPCASTS[type]?.length ?? 0) + 1;
}

export function lifted<Event extends Pick<StoredEvent, 'type' | 'v' | 'data'>>(event: Event): Event {
  const known = UPCASTS[event.type];
  if (known === undefined || known.length < event.v) return event;
  const upcasts = known.slice(event.v - 1);
  const data = upcasts.reduce((so, upcast) => upcast(so), event.data);
  return { ...event, v: event.v + upcasts.length, data };
}
