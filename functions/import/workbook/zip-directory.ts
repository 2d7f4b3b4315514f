/** The table of contents at the end of a ZIP archive: APPNOTE 4.3.12, 4.3.14–16, with the long sizes of ZIP64. */
import type { FileHandle } from 'node:fs/promises';
import { damaged } from './workbook-faults.ts';

export type ZipEntry = {
  readonly offset: number;
  /** Bytes in the archive, and bytes they expand to. */
  readonly packed: number;
  readonly size: number;
  readonly crc: number;
  readonly method: number;
  readonly encrypted: boolean;
};

const END = 0x06054b50;
const END_BYTES = 22;
const END64_LOCATOR = 0x07064b50;
const END64_LOCATOR_BYTES = 20;
const END64 = 0x06064b50;
const END64_BYTES = 56;
const HEADER = 0x02014b50;
const HEADER_BYTES = 46;
const LONGEST_COMMENT = 0xffff;
const IN_EXTRA = 0xffffffff;
const ZIP64_EXTRA = 1;
/** A workbook has some dozens of parts, each a line of about a hundred bytes. */
const MOST_DIRECTORY_BYTES = 1 << 24;

/** Parts by name, in lower case as the packaging convention compares them. Throws UnreadableFile. */
export async function zipDirectory(file: FileHandle): Promise<Map<string, ZipEntry>> {
  const { offset, bytes } = await whereDirectory(file);
  if (bytes > MOST_DIRECTORY_BYTES) throw damaged('its directory is too long');
  return entriesIn(await readAt(file, offset, bytes));
}

/** Exactly so many bytes. */
export async function readAt(file: FileHandle, offset: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  const { bytesRead } = await file.read(buffer, 0, bytes, offset);
  if (bytesRead < bytes) throw damaged('it ends too early');
  return buffer;
}

async function whereDirectory(file: FileHandle): Promise<{ offset: number; bytes: number }> {
  const { size } = await file.stat();
  const tail = await readAt(
    file,
    Math.max(0, size - END_BYTES - LONGEST_COMMENT - END64_LOCATOR_BYTES),
    Math.min(size, END_BYTES + LONGEST_COMMENT + END64_LOCATOR_BYTES),
  );
  let at = tail.length - END_BYTES;
  while (at >= 0 && tail.readUInt32LE(at) !== END) at -= 1;
  if (at < 0) throw damaged('it is no archive, or its end is missing');
  const locator = at - END64_LOCATOR_BYTES;
  if (locator >= 0 && tail.readUInt32LE(locator) === END64_LOCATOR) {
    const end = await readAt(file, longAt(tail, locator + 8), END64_BYTES);
    if (end.readUInt32LE(0) !== END64) throw damaged('its directory is not where it says');
    return { offset: longAt(end, 48), bytes: longAt(end, 40) };
  }
  return { offset: tail.readUInt32LE(at + 16), bytes: tail.readUInt32LE(at + 12) };
}

function entriesIn(directory: Buffer): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  for (let at = 0; at + HEADER_BYTES <= directory.length; ) {
    if (directory.readUInt32LE(at) !== HEADER) throw damaged('its directory is garbled');
    const nameEnd = at + HEADER_BYTES + directory.readUInt16LE(at + 28);
    const extraEnd = nameEnd + directory.readUInt16LE(at + 30);
    const name = directory.toString('utf8', at + HEADER_BYTES, nameEnd);
    entries.set(partName(name), entryAt(directory.subarray(at, extraEnd), nameEnd - at));
    at = extraEnd + directory.readUInt16LE(at + 32);
  }
  return entries;
}

export function partName(written: string): string {
  return written.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

function entryAt(header: Buffer, extraFrom: number): ZipEntry {
  const [size, packed, offset] = longFields(header, extraFrom);
  return {
    ...{ offset, packed, size },
    crc: header.readUInt32LE(16),
    method: header.readUInt16LE(10),
    encrypted: (header.readUInt16LE(8) & 1) === 1,
  };
}

/** Size, packed size and offset; where one does not fit into 32 bits it stands in the extra field, in this order. */
function longFields(header: Buffer, extraFrom: number): [number, number, number] {
  const extra = zip64Extra(header.subarray(extraFrom));
  let at = 0;
  const field = (from: number): number => {
    const short = header.readUInt32LE(from);
    if (short !== IN_EXTRA || extra === null) return short;
    if (at + 8 > extra.length) throw damaged('its directory is garbled');
    at += 8;
    return longAt(extra, at - 8);
  };
  return [field(24), field(20), field(42)];
}

function zip64Extra(extra: Buffer): Buffer | null {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2))
    if (extra.readUInt16LE(at) === ZIP64_EXTRA)
      return extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
  return null;
}

function longAt(buffer: Buffer, at: number): number {
  return Number(buffer.readBigUInt64LE(at));
}
