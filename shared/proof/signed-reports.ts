/**
 * Every signed report made again from the events at its own cut-off, by the rules of its own time; the ledger digest and
 * the number of events that stand in its signature recomputed; its kept package held against the digest recorded of it.
 */

import { faultOfPackage, PACKAGE_STREAM, type PackageFaultName } from '#shared/documents/report-package.ts';
import { reportIn } from '#shared/reporting/report.ts';
import { isReproduced } from '#shared/reporting/same-report.ts';
import type { Scope } from '#shared/reporting/year-events.ts';
import type { FrozenVersion } from '#shared/reporting/year-state.ts';
import type { BlobStore } from '#shared/store/blobs.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { type Recomputed, recomputed } from '#shared/year/annual-report.ts';
import { recomputedTree } from '#shared/year/sign-tree.ts';
import { ownWordingOf, yearStateOf } from '#shared/year/year-history.ts';

/** `at` is the year (`2025-tree` for a whole district's report), `version` the one that no longer matches its bytes. */
type SignedDrift = {
  readonly what: 'signedReport';
  readonly office: string;
  readonly at: string;
  readonly version: number;
};
type SignedYear = { readonly office: string; readonly year: number; readonly scope: Scope };

/**
 * `what` the signature states and the log does not bear out: `digest` of the ledger, number of `events`; or `missing`,
 * where a package was kept of a version that nobody has signed.
 */
type SignatureFault = Omit<SignedDrift, 'what'> & { readonly what: 'digest' | 'events' | 'missing' };
type PackageFault = Omit<SignedDrift, 'what'> & { readonly what: PackageFaultName };
export type SignedFaults = {
  readonly reports: SignedDrift[];
  readonly signatures: SignatureFault[];
  readonly packages: PackageFault[];
};

export async function faultsOfSigned(log: EventLog, blobs: BlobStore): Promise<SignedFaults> {
  const found: SignedFaults = { reports: [], signatures: [], packages: [] };
  const packed = await keptPackages(log);
  for (const signed of await signedYears(log)) {
    const { versions } = await yearStateOf(log, signed);
    for (const frozen of versions) {
      const at = { ...placeOf(signed), version: frozen.version };
      packed.delete(JSON.stringify(at));
      const { again, isSame } = await madeAgain(log, signed, frozen);
      if (!isSame) found.reports.push({ what: 'signedReport', ...at });
      if (again.digest !== frozen.digest) found.signatures.push({ what: 'digest', ...at });
      if (again.events !== frozen.events) found.signatures.push({ what: 'events', ...at });
      const packageFault = await faultOfPackage({ log, blobs }, { ...signed, frozen });
      if (packageFault !== null) found.packages.push({ what: packageFault, ...at });
    }
  }
  for (const at of packed.values()) found.signatures.push({ what: 'missing', ...at });
  return found;
}

type Place = Omit<SignedDrift, 'what'>;

/** Of which versions a package was kept. */
async function keptPackages(log: EventLog): Promise<Map<string, Place>> {
  const found = new Map<string, Place>();
  for await (const page of log.scan(undefined, { kinds: new Set(['proof']) }))
    for (const { office, stream } of page) {
      const [, at, version] = PACKAGE_STREAM.exec(stream) ?? [];
      const place = { office, at: at ?? '', version: Number(version) };
      if (at !== undefined) found.set(JSON.stringify(place), place);
    }
  return found;
}

function placeOf({ office, year, scope }: SignedYear) {
  return { office, at: scope === 'tree' ? `${year}-tree` : String(year) };
}

async function signedYears(log: EventLog): Promise<SignedYear[]> {
  const found = new Map<string, SignedYear>();
  for await (const page of log.scan(undefined, { kinds: new Set(['year']) }))
    for (const { kind, office, stream, events } of page) {
      if (kind !== 'year' || !events.some(({ type }) => type === 'YearClosed')) continue;
      const scope = stream.endsWith('-tree') ? 'tree' : 'own';
      found.set(`${office}/${stream}`, { office, year: Number(stream.slice(0, 4)), scope });
    }
  return [...found.values()];
}

type Again = { readonly again: Recomputed; readonly isSame: boolean };

/** The office is called as it was when it signed. */
async function madeAgain(log: EventLog, { year, scope }: SignedYear, frozen: FrozenVersion): Promise<Again> {
  const { office } = reportIn(frozen.report);
  const again =
    scope === 'tree'
      ? await recomputedTree({ log }, { office, year }, frozen)
      : await recomputed(log, { office, year }, frozen);
  const wording = await ownWordingOf(log, { office: office.id, year, scope }, frozen.asOf);
  return { again, isSame: isReproduced(frozen, { report: again.report, wording }) };
}
