/** What the clock of an application hangs on, told with the facts that matter alone. */
import type { ClockTimeline } from '#shared/disclosure/clock.ts';
import { dateOf, type PlainDate } from '#shared/kernel/plain-date.ts';

type Consultation = ClockTimeline['consultations'][number];

export function timeline(receivedOn: string, more: Partial<ClockTimeline> = {}): ClockTimeline {
  const nothing = { correction: null, extension: null, delay: null, fee: null, concludedOn: null };
  return { receivedOn: dateOf(receivedOn), consultations: [], ...nothing, ...more };
}

export function asking(
  kind: Consultation['kind'],
  on: string,
  { receivedOn, answeredOn }: { receivedOn?: string | undefined; answeredOn?: string | undefined } = {},
): Consultation {
  const dated = (text: string | undefined): PlainDate | null => (text === undefined ? null : dateOf(text));
  return { kind, on: dateOf(on), receivedOn: dated(receivedOn), answeredOn: dated(answeredOn) };
}

export const extension = (on: string, workingDays: number): NonNullable<ClockTimeline['extension']> => ({
  on: dateOf(on),
  workingDays,
  spent: false,
});
