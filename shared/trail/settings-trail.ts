/** Every change of what an office has settled for itself, and how it all stood at an instant. */
import type { CaseKind } from '#shared/kernel/event.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { FiledEvent } from '#shared/ledger/case-file.ts';
import { eventsOf, opened } from '#shared/ledger/case-history.ts';
import type { EventLog } from '#shared/store/ports.ts';

export const SETTING_KINDS = [
  'policies',
  'approvals',
  'calendar',
  'letters',
  'lists',
  'office',
  'retention',
] as const;
export type SettingKind = (typeof SETTING_KINDS)[number];
export type SettingChange = {
  readonly kind: SettingKind;
  readonly event: FiledEvent;
};

/** Running numbers of letters and what a change of the calendar did to cases: no setting. */
const NO_SETTINGS = new Set(['LetterNumberTaken', 'CasesRedated', 'CasesFollowed']);
/** Steps of years that wait for a second person stand in the stream of the approvals. */
const PROPOSALS = /^Step/;

/** The newest first. `until`: recorded by then; null: all. */
export async function settingChanges(
  log: EventLog,
  office: string,
  until: Instant | null,
): Promise<readonly SettingChange[]> {
  const changes: SettingChange[] = [];
  const kinds: ReadonlySet<CaseKind> = new Set(SETTING_KINDS);
  for await (const page of log.scan(undefined, { offices: new Set([office]), kinds, indexed: true })) {
    const known = page.filter(({ recordedAt }) => until === null || recordedAt <= until);
    for (const one of await opened(log, known)) changes.push(...changesIn(one));
  }
  return changes.sort((a, b) => (a.event.recordedAt < b.event.recordedAt ? 1 : -1));
}

function changesIn({ commit, seal }: Awaited<ReturnType<typeof opened>>[number]): SettingChange[] {
  const kind = SETTING_KINDS.find((one) => one === commit.kind);
  if (kind === undefined) return [];
  const closed = typeof seal === 'string' ? seal : null;
  return eventsOf(commit, seal)
    .filter(({ type }) => !NO_SETTINGS.has(type) && !PROPOSALS.test(type))
    .map((event) => ({ kind, event: { ...event, closed } }));
}
