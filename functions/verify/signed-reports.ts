/** Every signed report made again from the events at its own cut-off: the same bytes, or it does not follow from the log. */
import { canonicalJson, type Report } from '../../shared/reporting/report.ts';
import type { Scope } from '../../shared/reporting/year-events.ts';
import type { FrozenVersion } from '../../shared/reporting/year-state.ts';
import type { EventLog } from '../../shared/store/ports.ts';
import { recomputed } from '../aggregate/annual-report.ts';
import { recomputedTree } from '../aggregate/sign-tree.ts';
import { yearStateOf } from '../aggregate/year-history.ts';

/** `at` is the year, `2025-tree` for that of a whole; `version` the one whose bytes are others. */
export type SignedDrift = {
  readonly what: 'signedReport';
  readonly office: string;
  readonly at: string;
  readonly version: number;
};
type SignedYear = { readonly office: string; readonly year: number; readonly scope: Scope };

export async function driftedReports(log: EventLog): Promise<SignedDrift[]> {
  const drifts: SignedDrift[] = [];
  for (const signed of await signedYears(log)) {
    const { versions } = await yearStateOf(log, signed);
    for (const frozen of versions)
      if (!(await isSame(log, signed, frozen))) drifts.push(driftOf(signed, frozen));
  }
  return drifts;
}

function driftOf({ office, year, scope }: SignedYear, { version }: FrozenVersion): SignedDrift {
  return { what: 'signedReport', office, at: scope === 'tree' ? `${year}-tree` : String(year), version };
}

async function signedYears(log: EventLog): Promise<SignedYear[]> {
  const found = new Map<string, SignedYear>();
  for await (const page of log.scan())
    for (const { kind, office, stream, events } of page) {
      if (kind !== 'year' || !events.some(({ type }) => type === 'YearClosed')) continue;
      const scope = stream.endsWith('-tree') ? 'tree' : 'own';
      found.set(`${office}/${stream}`, { office, year: Number(stream.slice(0, 4)), scope });
    }
  return [...found.values()];
}

/** The office is called as it was when it signed. */
async function isSame(log: EventLog, { year, scope }: SignedYear, frozen: FrozenVersion): Promise<boolean> {
  const { office } = JSON.parse(frozen.report) as Report;
  const again =
    scope === 'tree'
      ? await recomputedTree({ log }, { office, year }, frozen)
      : await recomputed(log, { office, year }, frozen);
  return canonicalJson(again) === frozen.report;
}
