/** Every read model recomputed from the log and compared: cases, members and counters. */
import type { Commit } from '#shared/kernel/event.ts';
import type { House } from '#shared/store/house.ts';
import type { Share } from '#shared/store/ports.ts';
import type { CaseView, Drift, ViewsBatch } from '#shared/store/views.ts';
import { isOfTheOffice, projectCase } from '#shared/views/project-case.ts';
import { calendarsOf } from '#shared/views/views-of.ts';
import { wholeCases } from '#shared/views/whole-cases.ts';

type Audited = Pick<House, 'log' | 'views' | 'catchUp'>;
type Audit = { readonly drifts: readonly Drift[]; readonly newest: ViewsBatch['newest'] };

/**
 * What still differs when it is read again after the projector has passed: where an engine has no snapshots, a case
 * may change between two reads. `newest` names the offices met.
 */
export async function auditViews(
  house: Audited,
  shares: readonly Share[] = [{ part: 0, of: 1 }],
): Promise<Audit> {
  const first = await auditOnce(house, shares);
  if (first.drifts.length === 0) return first;
  const seen = new Set(first.drifts.map(nameOf));
  const again = await auditOnce(house, shares);
  return { ...again, drifts: again.drifts.filter((drift) => seen.has(nameOf(drift))) };
}

function nameOf({ what, office, kind, case: number, cell, at }: Drift): string {
  return JSON.stringify([what, office, kind, number, cell, at]);
}

async function auditOnce({ log, views, catchUp }: Audited, shares: readonly Share[]): Promise<Audit> {
  await catchUp();
  const audit = await views.audit();
  const calendars = calendarsOf(log);
  const newest: Record<string, Commit['recordedAt']> = {};
  const drifts: Drift[] = [];
  for (const share of shares)
    for await (const histories of wholeCases(log, share)) {
      const known = histories.map((history) => history.filter(({ position }) => audit.holds(position)));
      for (const commits of known) noteNewest(newest, commits);
      drifts.push(...(await audit.compare(await expectedViews(known, calendars))));
    }
  drifts.push(...(await audit.end(newest)));
  return { drifts, newest };
}

async function expectedViews(
  histories: readonly (readonly Commit[])[],
  calendars: ReturnType<typeof calendarsOf>,
): Promise<CaseView[]> {
  const expected: CaseView[] = [];
  for (const history of histories) {
    const [first] = history;
    const view = first === undefined ? null : projectCase(history, await calendars(first.office));
    if (view !== null) expected.push(view);
  }
  return expected;
}

function noteNewest(newest: Record<string, Commit['recordedAt']>, commits: readonly Commit[]): void {
  for (const { office, recordedAt } of commits.filter(isOfTheOffice))
    if (recordedAt > (newest[office] ?? '')) newest[office] = recordedAt;
}
