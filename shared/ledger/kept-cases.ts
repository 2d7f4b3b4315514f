/** Whether cases are open and how long they are kept: what stands in the way of destroying what they say of people. */

import { RECORD_KINDS } from '#shared/kernel/event.ts';
import { isJsonObject, parseJson } from '#shared/kernel/parse-json.ts';
import type { Standing } from '#shared/personal/decide.ts';
import { evolveRetention, keptUntil, RETENTION_STREAM, type Retention } from '#shared/personal/retention.ts';
import type { LogReader } from '#shared/store/ports.ts';
import { eventsOf, fold, historyOf } from './case-history.ts';
import { FOLDED_KINDS } from './folded-kinds.ts';
import { officeSettings } from './office-settings.ts';

export async function retentionOf(log: LogReader, office: string): Promise<Retention> {
  const commits = await log.history({ office, kind: 'retention', stream: RETENTION_STREAM });
  return commits.flatMap((commit) => eventsOf(commit)).reduce<Retention>(evolveRetention, []);
}

/** Of cases as a command names them, as JSON; those that the office does not have are left out. */
export async function standingsOf(
  log: LogReader,
  office: string,
  named: string,
): Promise<readonly Standing[]> {
  const listed = parseJson(named);
  const calendar = await officeSettings(log, office).calendar();
  const retention = await retentionOf(log, office);
  const found: Standing[] = [];
  for (const one of Array.isArray(listed) ? listed : []) {
    const kind = RECORD_KINDS.find((known) => isJsonObject(one) && one.kind === known);
    const number = isJsonObject(one) ? String(one.number) : '';
    const known = kind && FOLDED_KINDS.get(kind);
    const commits = kind && (await historyOf(log, { office, kind, number }));
    if (!known || !kind || !commits) continue;
    const state = fold(
      commits.map((commit) => ({ commit })),
      known.evolve,
    );
    const brief = state === null ? undefined : known.brief?.(state, calendar);
    const concludedOn = brief?.concludedOn ?? commits.at(-1)?.events.at(-1)?.on ?? null;
    const outcome = typeof brief?.facts.outcome === 'string' ? brief.facts.outcome : '';
    const kept = keptUntil(retention, { kind, outcome, concludedOn });
    found.push({ kind, number, isOpen: brief?.status === 'open', keptUntil: kept });
  }
  return found;
}
