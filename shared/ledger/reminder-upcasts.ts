/** Earlier versions of the events of reminders, step by step. */
import type { EventData } from '#shared/kernel/event.ts';

export const REMINDER_UPCASTS: Readonly<Record<string, readonly ((data: EventData) => EventData)[]>> = {
  // the first version did not name its message
  RemindersQueued: [(data) => ({ message: null, ...data })],
  // the first version told everybody everything
  ReminderTargetsSet: [(data) => ({ on: true, selections: [], ...data })],
};
