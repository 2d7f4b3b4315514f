/** A file of a case, opened for somebody: held against the log first, scanned where that is still owed. */
import type { FileType, ScanOutcome } from '#shared/glossary/attachments.ts';
import type { FileScanned } from '#shared/handling/events.ts';
import { type AttachedFile, type Handled, handlingOf } from '#shared/handling/state.ts';
import { type Commit, eventsNamed, type StreamKey, SYSTEM } from '#shared/kernel/event.ts';
import { dateOfInstant, epochOf } from '#shared/kernel/plain-date.ts';
import type { CaseFile } from '#shared/ledger/case-file.ts';
import type { House } from '#shared/store/house.ts';
import { append, type SealFault, writeOne } from '#shared/store/ports.ts';
import { NO_SCANNER, type Scan } from '#shared/store/scanner.ts';
import { blobNameOf, sha256Of } from './keep-file.ts';

/** `missing`: its bytes are gone; the others as for texts. */
export type FileFault = 'missing' | SealFault;
export type OpenedFile =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly type: FileType; readonly name: string }
  /** `newly`: found out just now, so that the office can be told. */
  | { readonly ok: false; readonly why: FileFault | 'infected' | 'pending'; readonly newly?: boolean };

type Kitchen = Pick<House, 'log' | 'blobs' | 'clock'> & Partial<Pick<House, 'scanner'>>;
type Keeping = Pick<House, 'log' | 'blobs'>;
type Of = Pick<CaseFile<Handled>, 'commits' | 'state'>;

/** How long a scanner that answers later is waited for; then the file counts as not scanned. */
const PATIENCE_MS = 15 * 60_000;

export function fileNamed({ state }: Of, file: string): AttachedFile | undefined {
  return handlingOf(state).files.find((one) => one.file === file);
}

/** Null where the case has no such file. Throws only when the store cannot be reached. */
export async function openFile(kitchen: Kitchen, of: Of, file: string): Promise<OpenedFile | null> {
  const attached = fileNamed(of, file);
  const [at] = of.commits;
  if (attached === undefined || at === undefined) return null;
  if (attached.scan === 'infected') return { ok: false, why: 'infected' };
  const bytes = await bytesOf(kitchen, at, attached);
  if (typeof bytes === 'string') return { ok: false, why: bytes };
  const scan = await scanned(kitchen, attached, bytes);
  if (scan.outcome !== attached.scan) await note(kitchen, at, { file, scan });
  if (scan.outcome === 'infected') return { ok: false, why: 'infected', newly: true };
  if (scan.outcome === 'pending') return { ok: false, why: 'pending' };
  return { ok: true, bytes, type: attached.type, name: attached.name ?? file };
}

/** The bytes as they were attached. */
export async function bytesOf(
  { log, blobs }: Keeping,
  at: StreamKey,
  { file, sha256 }: Pick<AttachedFile, 'file' | 'sha256'>,
): Promise<Uint8Array | FileFault> {
  const sealed = await blobs.get(blobNameOf(at, file));
  if (sealed === null) return 'missing';
  return sha256Of(sealed) === sha256 ? log.openBytes(at, sealed) : 'altered';
}

async function scanned({ scanner = NO_SCANNER, clock }: Kitchen, file: AttachedFile, bytes: Uint8Array) {
  if (file.scan === 'clean') return { outcome: 'clean', by: file.scanner } as const;
  const scan = await scanner.again(file.file, bytes);
  const isLate = epochOf(clock.now()) - epochOf(file.at) > PATIENCE_MS;
  return scan.outcome === 'pending' && isLate ? ({ outcome: 'unscanned', by: null } as const) : scan;
}

type Answer = { readonly file: string; readonly scan: Scan };

async function note({ log, clock }: Kitchen, of: Commit, { file, scan }: Answer): Promise<void> {
  const { outcome, by, threat } = scan;
  const data = { file, scan: outcome, scanner: by, ...(threat !== undefined && { threat }) };
  const event: FileScanned = { type: 'FileScanned', v: 1, on: dateOfInstant(clock.now()), data };
  const { office, kind, stream, number } = of;
  // somebody else may have opened it this moment
  const events = (history: readonly Commit[]) => (lastScan(history, file) === outcome ? [] : [event]);
  await writeOne(log, (writer) =>
    append(writer, { at: { office, kind, stream }, number, actor: SYSTEM, events }),
  );
}

function lastScan(history: readonly Commit[], file: string): ScanOutcome | undefined {
  const scans = eventsNamed<FileScanned>(history, 'FileScanned');
  return scans.findLast(({ data }) => data.file === file)?.data.scan;
}
