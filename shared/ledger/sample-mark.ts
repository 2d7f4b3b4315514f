/** The mark by which pages and documents know that an office is a sample. */
import type { Actor, StoredEvent } from '#shared/kernel/event.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import type { Clock, EventLog, LogReader } from '#shared/store/ports.ts';

export const SAMPLE_NAME = '示例区政务服务数据管理局（示例）';
const SYSTEM: Actor = { user: 'system', role: 'system', via: 'system' };

/** Names the office as a sample, or makes it when it does not exist yet. */
export async function markAsSample(log: EventLog, office: string, clock: Clock): Promise<void> {
  const at = { office, kind: 'office' as const, stream: office };
  const on = dateOfInstant(clock.now());
  await log.write([
    async (writer) => {
      const version = (await writer.history(at)).length + 1;
      const named = version === 1 ? 'OfficeAdded' : 'OfficeRenamed';
      const data = version === 1 ? { name: SAMPLE_NAME, parent: null } : { name: SAMPLE_NAME };
      const events = [
        { type: named, v: 1, on, data },
        { type: 'OfficeMarkedAsSample', v: 1, on, data: {} },
      ];
      await writer.append({ at, number: office, version, actor: SYSTEM, events });
    },
  ]);
}

/** Pages show a banner and documents a line where this is true. */
export async function isSample(log: LogReader, office: string): Promise<boolean> {
  const commits = await log.history({ office, kind: 'office', stream: office });
  const events: readonly StoredEvent[] = commits.flatMap((commit) => commit.events);
  return events.some(({ type }) => type === 'OfficeMarkedAsSample');
}
