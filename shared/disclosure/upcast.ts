/** Earlier versions of these events, lifted as they are read (tests/contract/events holds a sample of each). */
import type { EventData } from '#shared/kernel/event.ts';

/** From version 1 to 2: the policies of an office were not its own to settle yet, and a notice charged the whole month. */
export const DISCLOSURE_UPCASTS: Readonly<Record<string, readonly ((data: EventData) => EventData)[]>> = {
  OrganConsulted: [(data) => ({ ...data, receivedOn: null })],
  FeeNoticeSent: [(data) => ({ ...data, afterPayment: 'restarts', chargedBefore: 0 })],
  ReplyRedone: [(data) => ({ ...data, counts: 'unchanged' }), (data) => ({ ...data, order: null })],
};
