/** The mark by which pages and documents know that an office is a sample. */
import { SYSTEM } from '#shared/kernel/event.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { appendAlone, type Clock, type EventLog, type LogReader } from '#shared/store/ports.ts';
import { type OfficeEvent, officeStream } from './office-name.ts';

export const SAMPLE_NAME = '示例区政务服务数据管理局（示例）';

/** Names the office as a sample, or makes it when it does not exist yet. */
export async function markAsSample(log: EventLog, office: string, clock: Clock): Promise<void> {
  const on = dateOfInstant(clock.now());
  await appendAlone(log, {
    ...{ at: officeStream(office), actor: SYSTEM },
    events: ({ length }): readonly OfficeEvent[] => [
      length === 0
        ? { type: 'OfficeAdded', v: 1, on, data: { name: SAMPLE_NAME, parent: null } }
        : { type: 'OfficeRenamed', v: 1, on, data: { name: SAMPLE_NAME } },
      { type: 'OfficeMarkedAsSample', v: 1, on, data: {} },
    ],
  });
}

/** Pages show a banner and documents a line where this is true. */
export async function isSample(log: LogReader, office: string): Promise<boolean> {
  const history = await log.history(officeStream(office));
  return history.some(({ events }) => events.some(({ type }) => type === 'OfficeMarkedAsSample'));
}

/** Whether anything but the office itself, its accounts and its lists is recorded. */
export async function hasCases(log: EventLog): Promise<boolean> {
  if (withCases.has(log)) return true;
  for await (const page of log.stored())
    if (page.some(({ kind }) => !SETTINGS.includes(kind))) {
      withCases.add(log);
      return true;
    }
  return false;
}

/** Nothing is ever taken out of a log: what was found once need not be looked for on every page. */
const withCases = new WeakSet<EventLog>();

/** `proof`: what every night and every run of reminders note, also where nothing is recorded yet. */
const SETTINGS: readonly string[] = [
  'office',
  'calendar',
  'lists',
  'letters',
  'policies',
  'approvals',
  'proof',
];
