/** What events say is erased: by the key of the case, which request says so and in which of its events. */
import { type CaseKind, eventsNamed, type StreamKey } from '#shared/kernel/event.ts';
import type { CaseErased } from '#shared/personal/events.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { keyOf } from '#shared/store/views.ts';

type Certificate = {
  readonly at: StreamKey;
  readonly number: string;
  /** `GR2026-0000001 3.1` */
  readonly by: string;
  readonly fingerprint: string | null;
};
export type Certificates = ReadonlyMap<string, Certificate>;

export async function certificatesIn(log: Pick<EventLog, 'scan'>): Promise<Certificates> {
  const found = new Map<string, Certificate>();
  try {
    await readInto(found, log);
  } catch (fault) {
    // a commit that is no JSON any more: the chains name it
    if (!(fault instanceof SyntaxError)) throw fault;
  }
  return found;
}

async function readInto(found: Map<string, Certificate>, log: Pick<EventLog, 'scan'>): Promise<void> {
  for await (const page of log.scan(undefined, { kinds: new Set<CaseKind>(['personal']) }))
    for (const commit of page)
      for (const { data } of eventsNamed<CaseErased>([commit], 'CaseErased')) {
        const { kind, stream, number, fingerprint } = data;
        const at = { office: commit.office, kind, stream };
        const place = commit.events.findIndex((event) => event.data === data) + 1;
        found.set(keyOf(at), { at, number, by: `${commit.number} ${commit.version}.${place}`, fingerprint });
      }
}
