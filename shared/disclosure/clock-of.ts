/** The application's facts as the clock wants them. */
import type { Calendar } from '../kernel/calendar/calendar.ts';
import type { Application } from './application.ts';
import { type ClockTimeline, replyClock } from './clock.ts';

export function timelineOf(state: Application): ClockTimeline {
  const { receivedOn, correction, consultations, extension, delay, fee, conclusion } = state;
  return {
    receivedOn,
    ...(correction && {
      correction: {
        requestedOn: correction.requestedOn,
        respondBy: correction.respondBy,
        ...present('receivedOn', correction.receivedOn),
      },
    }),
    consultations: consultations.map(({ kind, on, receivedOn: reached, answeredOn }) => ({
      kind,
      on,
      ...present('receivedOn', reached),
      ...present('answeredOn', answeredOn),
    })),
    ...(extension && { extension }),
    ...(delay && { delay }),
    ...(fee && { fee: { on: fee.on, receivedOn: fee.receivedOn, ...present('paidOn', fee.paidOn) } }),
    ...present('concludedOn', conclusion?.on ?? null),
  };
}

function present<Key extends string, Value>(key: Key, value: Value | null): { [K in Key]?: Value } {
  return (value === null ? {} : { [key]: value }) as { [K in Key]?: Value };
}

export function clockOf(state: Application, calendar: Calendar): ReturnType<typeof replyClock> {
  return replyClock(timelineOf(state), calendar);
}
