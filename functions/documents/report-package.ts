/**
 * What is handed over once a year is signed: the report to publish and to send to the superior organ (条例 art. 49) in
 * every format, its figures as data, and a list with the digest of each file. Written once, beside the ledger.
 */
import { createHash } from 'node:crypto';
import type { CellDifference, Scope } from '../../shared/reporting/year-events.ts';
import type { FrozenVersion } from '../../shared/reporting/year-state.ts';
import type { BlobStore } from '../../shared/store/blobs.ts';
import { FORMATS, type Format, renderReport } from './render-report.ts';
import { writeZip, type ZipEntry } from './zip.ts';

export type ReportPackage = {
  /** Its name among the documents, e.g. `reports/default/2025/v1.zip`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Formats that this machine could not make: a PDF where no browser runs. */
  readonly missing: readonly Format[];
};
export type Signed = {
  readonly office: string;
  readonly year: number;
  readonly scope: Scope;
  readonly frozen: FrozenVersion;
};

export function packageName({ office, year, scope, frozen }: Signed): string {
  return `reports/${office}/${year}${scope === 'tree' ? '-tree' : ''}/v${frozen.version}.zip`;
}

/** The package as it was made; else it is made now, from the bytes that were signed, and kept when it is complete. */
export async function reportPackage(blobs: BlobStore, signed: Signed): Promise<ReportPackage> {
  const name = packageName(signed);
  const kept = await blobs.get(name);
  if (kept !== null) return { name, bytes: kept, missing: [] };
  const made = await packed(signed);
  if (made.missing.length === 0) await blobs.putOnce(name, made.bytes);
  return { name, ...made };
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
