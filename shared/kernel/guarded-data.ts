/**
 * Facts that rules and pages read as data of an event and that may name people or open something: they are sealed with its
 * texts all the same, and stand in the log as null. Of before this they stand there as they were entered.
 */
import type { SealableEvent } from './event.ts';

const GUARDED: Readonly<Record<string, string>> = {
  ApplicationRegistered: 'deliveryForm',
  RegistrationCorrected: 'deliveryForm',
  ApplicationReplied: 'documentNumber',
  ReplyRedone: 'documentNumber',
  ReplyRevised: 'documentNumber',
  ReminderTargetsSet: 'webhook',
};

/** As it is stored. */
export function guarded(event: SealableEvent): SealableEvent {
  const field = GUARDED[event.type] ?? '';
  const value = event.data[field];
  if (typeof value !== 'string' || value === '') return event;
  return { ...event, data: { ...event.data, [field]: null }, texts: { ...event.texts, [field]: value } };
}

type Readable = Pick<SealableEvent, 'type' | 'data' | 'texts'>;

/** As it was entered, where its texts were opened. */
export function unguarded({ type, data, texts }: Readable): Omit<Readable, 'type'> {
  if (texts === undefined) return { data };
  const field = GUARDED[type] ?? '';
  const { [field]: value, ...others } = texts;
  if (value === undefined) return { data, texts };
  return { data: { ...data, [field]: value }, texts: others };
}
