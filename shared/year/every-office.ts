/** Every office that has anything in the ledger, as it is called now. */

import { type Office, officeOf } from '#shared/ledger/office-name.ts';
import type { EventLog } from '#shared/store/ports.ts';

/** Ids of registers that are no offices begin with `*`. */
export async function everyOffice(log: EventLog): Promise<Office[]> {
  const ids = new Set<string>();
  // as stored: also of a log in which a commit cannot be read any more
  for await (const page of log.stored())
    for (const { office } of page) if (!office.startsWith('*')) ids.add(office);
  const offices: Office[] = [];
  for (const id of [...ids].sort()) offices.push((await officeOf(log, id)) ?? { id, name: id });
  return offices;
}
