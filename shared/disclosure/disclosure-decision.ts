import type { Calendar } from '../kernel/calendar/calendar.ts';
import type { Decision } from '../kernel/decision.ts';
import type { DisclosureEvent } from './events.ts';

export type DisclosureDecision = Decision<DisclosureEvent>;
/** What a decision may look at besides the case: the calendar in force. */
export type DisclosureContext = { readonly calendar: Calendar };
