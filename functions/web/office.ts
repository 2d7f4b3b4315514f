/** The office whose ledger is open, as last named in its own stream. */
import type { EventLog } from '../../shared/store/ports.ts';

/** `sample`: everything in it is invented, and every page says so. */
export type Office = { readonly id: string; readonly name: string; readonly sample: boolean };

export async function officeOf(log: EventLog, id: string): Promise<Office> {
  const commits = await log.history({ office: id, kind: 'office', stream: id });
  const events = commits.flatMap((commit) => commit.events);
  const names = events.map(({ data }) => data.name).filter((name) => typeof name === 'string');
  return { id, name: names.at(-1) ?? id, sample: events.some(({ type }) => type === 'OfficeMarkedAsSample') };
}
