/** The container in which Excel keeps a workbook with a password, and kept every workbook before 2007 ([MS-CFB]). */
import type { FileHandle } from 'node:fs/promises';
import { encrypted, oldFormat } from './workbook-faults.ts';

const SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const HEADER_BYTES = 512;
/** [MS-OFFCRYPTO] 2.3: the stream with the workbook in it. Names stand in UTF-16. */
const PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

/** Throws UnreadableFile for such a container. */
export async function refuseContainer(file: FileHandle): Promise<void> {
  const header = Buffer.alloc(HEADER_BYTES);
  await file.read(header, 0, HEADER_BYTES, 0);
  if (!header.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return;
  const sectorBytes = 1 << Math.min(header.readUInt16LE(30), 12);
  const directory = Buffer.alloc(1 << 12);
  await file.read(directory, 0, directory.length, (header.readUInt32LE(48) + 1) * sectorBytes);
  throw directory.includes(PACKAGE) ? encrypted() : oldFormat();
}
