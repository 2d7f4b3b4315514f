/**
 * A file on its way into a case: judged by its bytes, scanned, sealed under the data key of the case and put aside. What
 * the log says of it comes after; a file that no event names is not of the case, and nobody can open it.
 */
import { createHash, randomBytes } from 'node:crypto';
import { FILE_TYPE_TERMS } from '#shared/glossary/attachments.ts';
import type { KeptFile } from '#shared/handling/events.ts';
import type { StreamKey } from '#shared/kernel/event.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import type { House } from '#shared/store/house.ts';
import { NO_SCANNER } from '#shared/store/scanner.ts';
import { fileName, fileTypeOf } from './file-type.ts';

const MEGABYTE = 1024 * 1024;
/** The most a file may have, in MB, on one machine. */
export const LARGEST_FILE_MB = 20;
/** Behind API Gateway a Lambda function is handed 6 MB, the bytes of a file written in base64 among them. */
export const LARGEST_FILE_IN_LAMBDA_MB = 4;

type NotKept = { readonly code: RefusalCode; readonly facts?: { readonly most: number } };
type Sent = { readonly name: string; readonly content: Uint8Array };
type Kitchen = Pick<House, 'log' | 'blobs'> & Partial<Pick<House, 'scanner'>>;

/** Where the sealed bytes of an attached file lie. */
export function blobNameOf({ office }: Pick<StreamKey, 'office'>, file: string): string {
  return `attachments/${office}/${file}`;
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Why a file is not taken; null where it is. `most` in MB. */
export function faultIn(content: Uint8Array, most = LARGEST_FILE_MB): NotKept | null {
  if (content.length === 0) return { code: 'fileEmpty' };
  if (content.length > most * MEGABYTE) return { code: 'fileTooLarge', facts: { most } };
  return fileTypeOf(content) === null ? { code: 'badFileType' } : null;
}

/** Throws OtherMasterKey where the key of the case is gone. */
export async function keepFile(
  { log, blobs, scanner = NO_SCANNER }: Kitchen,
  at: StreamKey,
  { name, content }: Sent,
): Promise<KeptFile | NotKept> {
  const type = fileTypeOf(content);
  const fault = faultIn(content);
  if (fault !== null || type === null) return fault ?? { code: 'badFileType' };
  const file = randomBytes(16).toString('hex');
  const { outcome, by, threat } = await scanner.scan(file, content);
  const sealed = await log.sealBytes(at, content);
  await blobs.put(blobNameOf(at, file), sealed);
  return {
    ...{ file, type, bytes: content.length, sha256: sha256Of(sealed), scan: outcome, scanner: by },
    ...(threat !== undefined && { threat }),
    ...{ name: fileName(name, type), digest: sha256Of(content) },
  };
}

export function isKept(result: KeptFile | NotKept): result is KeptFile {
  return 'file' in result;
}

export function sizeText(bytes: number): string {
  return bytes < MEGABYTE ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;
}

/** `PDF，1.2 MB`. */
export function typeAndSize({ type, bytes }: Pick<KeptFile, 'type' | 'bytes'>): string {
  return `${FILE_TYPE_TERMS[type].label}，${sizeText(bytes)}`;
}
