/**
 * What is handed over once a year is signed: the report to publish and to send to the superior organ (条例 art. 49) in
 * every format, its figures as data, and a list with the digest of each file. Kept beside the ledger, which holds its digest.
 */
import { createHash } from 'node:crypto';
import { type DomainEvent, type StreamKey, SYSTEM } from '#shared/kernel/event.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import type { CellDifference, Scope } from '#shared/reporting/year-events.ts';
import type { FrozenVersion } from '#shared/reporting/year-state.ts';
import type { House } from '#shared/store/house.ts';
import { appendAlone, type LogReader } from '#shared/store/ports.ts';
import { UnusableFile } from '#shared/store/unusable-file.ts';
import { FORMATS, type Format, renderReport } from './render-report.ts';
import { writeZip, type ZipEntry } from './zip.ts';

export type ReportPackage = {
  /** Its name among the documents, e.g. `reports/default/2025/v1.zip`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Formats that this machine could not make: a PDF where no browser runs. */
  readonly missing: readonly Format[];
};
type Signed = {
  readonly office: string;
  readonly year: number;
  readonly scope: Scope;
  readonly frozen: FrozenVersion;
};

export function packageName({ office, year, scope, frozen }: Signed): string {
  return `reports/${office}/${year}${scope === 'tree' ? '-tree' : ''}/v${frozen.version}.zip`;
}

type Keeping = Pick<House, 'log' | 'blobs' | 'clock'>;

/**
 * The package as it was kept, where the ledger bears out that it is the one; else made now, from the bytes that were
 * signed. A complete one is kept, and its digest goes into the ledger.
 */
export async function reportPackage(house: Keeping, signed: Signed): Promise<ReportPackage> {
  const name = packageName(signed);
  const [kept, recorded] = [await house.blobs.get(name), await recordedDigest(house.log, signed)];
  if (kept !== null && digestOf(kept) === recorded) return { name, bytes: kept, missing: [] };
  const made = await packed(signed);
  if (made.missing.length === 0) await keep(house, signed, { made: made.bytes, recorded });
  return { name, ...made };
}

export type PackageFaultName = 'altered' | 'unreadable';

/**
 * Where something else lies under the name than the ledger says, or what is no file. Nothing there, or nothing recorded,
 * is no fault.
 */
export async function faultOfPackage(
  { log, blobs }: Pick<House, 'log' | 'blobs'>,
  signed: Signed,
): Promise<PackageFaultName | null> {
  const recorded = await recordedDigest(log, signed);
  if (recorded === null) return null;
  try {
    const kept = await blobs.get(packageName(signed));
    return kept === null || digestOf(kept) === recorded ? null : 'altered';
  } catch (fault) {
    if (fault instanceof UnusableFile) return 'unreadable';
    throw fault;
  }
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

type PackageKept = DomainEvent<'PackageKept', { readonly sha256: string }>;

/** A proof of its own, and no event of the year: a download moves no figure and no cut-off. */
const packageStream = ({ office, year, scope, frozen }: Signed): StreamKey => ({
  office,
  kind: 'proof',
  stream: `package-${year}${scope === 'tree' ? '-tree' : ''}-v${frozen.version}`,
});

/** Year or `2025-tree`, and version. */
export const PACKAGE_STREAM = /^package-(\d{4}(?:-tree)?)-v(\d+)$/;

/** The newest: a package that was lost or altered is made again, by another program perhaps. */
async function recordedDigest(log: LogReader, signed: Signed): Promise<string | null> {
  const kept = (await log.history(packageStream(signed))).flatMap(({ events }) => events);
  return kept.map(({ data }) => String(data.sha256)).at(-1) ?? null;
}

type Made = { readonly made: Uint8Array; readonly recorded: string | null };

async function keep({ log, blobs, clock }: Keeping, signed: Signed, { made, recorded }: Made): Promise<void> {
  const [name, sha256, at] = [packageName(signed), digestOf(made), packageStream(signed)];
  if (!(await blobs.putOnce(name, made))) await blobs.put(name, made);
  if (sha256 === recorded) return;
  const event: PackageKept = { type: 'PackageKept', v: 1, on: dateOfInstant(clock.now()), data: { sha256 } };
  await appendAlone(log, { at, actor: SYSTEM, events: [event] });
}

async function packed(signed: Signed): Promise<Omit<ReportPackage, 'name'>> {
  const { frozen } = signed;
  const rendering = { report: JSON.parse(frozen.report), json: frozen.report, signedOn: frozen.on };
  const files: ZipEntry[] = [];
  const missing: Format[] = [];
  for (const format of FORMATS) {
    const made = await renderReport(rendering, format).catch((fault: unknown) => {
      if (format !== 'pdf') throw fault;
      return null;
    });
    if (made === null) missing.push(format);
    else files.push({ name: `${stem(signed)}.${format}`, bytes: Buffer.from(made) });
  }
  if (frozen.reason !== null)
    files.push({ name: 'difference.json', bytes: json(differenceOf(frozen.reason, frozen.difference)) });
  const list = { name: 'digest.json', bytes: json(listOf(signed, files, missing)) };
  return { bytes: new Uint8Array(writeZip([...files, list])), missing };
}

function stem({ office, year, scope, frozen }: Signed): string {
  return `${office}-${year}${scope === 'tree' ? '-tree' : ''}-v${frozen.version}`;
}

function json(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

function differenceOf(reason: string, difference: readonly CellDifference[]) {
  return { reason, difference };
}

function listOf({ office, year, frozen }: Signed, files: readonly ZipEntry[], missing: readonly Format[]) {
  const { version, approvedBy, on, asOf, events, digest, program, offices, confirmed } = frozen;
  const signature = { office, year, version, approvedBy, signedOn: on, asOf, events, digest, program };
  const sha256 = Object.fromEntries(
    files.map(({ name, bytes }) => [name, createHash('sha256').update(bytes).digest('hex')]),
  );
  const more = { ...(offices && { offices }), ...(confirmed && { confirmed }) };
  return { ...signature, ...more, sha256, ...(missing.length > 0 && { missing }) };
}
