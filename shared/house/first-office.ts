/** The office that a new ledger has from the beginning, whatever engine keeps it. */
import { SYSTEM } from '#shared/kernel/event.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import {
  type Office,
  type OfficeEvent,
  officeOf,
  officeStream,
  UNNAMED,
} from '#shared/ledger/office-name.ts';
import { appendAlone, type Clock, type EventLog } from '#shared/store/ports.ts';

export const DEFAULT_OFFICE: Office = { id: 'default', name: UNNAMED };

export async function ensureOffice(log: EventLog, clock: Clock, office = DEFAULT_OFFICE): Promise<void> {
  if ((await officeOf(log, office.id)) === null) await addOffice(log, office, clock);
}

export async function addOffice(log: EventLog, office: Office, clock: Clock): Promise<void> {
  const on = dateOfInstant(clock.now());
  const event: OfficeEvent = { type: 'OfficeAdded', v: 1, on, data: { name: office.name, parent: null } };
  await appendAlone(log, { at: officeStream(office.id), after: 0, actor: SYSTEM, events: [event] });
}
