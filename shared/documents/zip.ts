/**
 * Reading and writing the small archives that .docx files are. Bytes depend on the contents alone: no times, no names
 * of machines, so that the same document always has the same digest.
 */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

export type ZipEntry = { readonly name: string; readonly bytes: Buffer };
/** Not an archive, a damaged one, or one that would unpack to more than allowed. */
export class ZipFault extends Error {}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const MOST_ENTRIES = 300;
const DEFLATED = 8;
const UTF8 = 0x0800;
const DOS_DATE = 0x0021; // 1 January 1980, the earliest the format knows

/** `limit`: the most bytes all entries may unpack to. Throws ZipFault. */
export function readZip(archive: Buffer, limit = 20_000_000): ZipEntry[] {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > archive.length) throw new ZipFault('no archive');
  const count = archive.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) throw new ZipFault('too many entries');
  const entries: ZipEntry[] = [];
  let at = archive.readUInt32LE(end + 16);
  let left = limit;
  for (let index = 0; index < count; index += 1) {
    const entry = readEntry(archive, at, left);
    left -= entry.bytes.length;
    entries.push({ name: entry.name, bytes: entry.bytes });
    at = entry.next;
  }
  return entries;
}

function readEntry(archive: Buffer, at: number, left: number): ZipEntry & { readonly next: number } {
  if (at + 46 > archive.length || archive.readUInt32LE(at) !== CENTRAL) throw new ZipFault('damaged');
  const method = archive.readUInt16LE(at + 10);
  const packed = archive.readUInt32LE(at + 20);
  const size = archive.readUInt32LE(at + 24);
  const nameLength = archive.readUInt16LE(at + 28);
  const next = at + 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  const name = archive.subarray(at + 46, at + 46 + nameLength).toString('utf8');
  if (size > left) throw new ZipFault('unpacks to too much');
  const body = bodyAt(archive, archive.readUInt32LE(at + 42), packed);
  return { name, bytes: unpack(body, method, { size, crc: archive.readUInt32LE(at + 16) }), next };
}

function bodyAt(archive: Buffer, local: number, packed: number): Buffer {
  if (local + 30 > archive.length || archive.readUInt32LE(local) !== LOCAL) throw new ZipFault('damaged');
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  if (start + packed > archive.length) throw new ZipFault('cut off');
  return archive.subarray(start, start + packed);
}

function unpack(body: Buffer, method: number, { size, crc }: { size: number; crc: number }): Buffer {
  const bytes = method === 0 ? Buffer.from(body) : inflated(body, method, size);
  if (bytes.length !== size || crc32(bytes) !== crc) throw new ZipFault('damaged');
  return bytes;
}

function inflated(body: Buffer, method: number, size: number): Buffer {
  if (method !== DEFLATED) throw new ZipFault('packed in an unknown way');
  try {
    return inflateRawSync(body, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw new ZipFault('damaged');
  }
}

export function writeZip(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const packed = deflateRawSync(bytes, { level: 9 });
    const title = Buffer.from(name, 'utf8');
    const shared = sharedHeader(bytes, packed.length, title.length);
    const local = Buffer.concat([uint32(LOCAL), shared, title, packed]);
    locals.push(local);
    // made by version 2.0; no comment, first disk, no attributes
    centrals.push(
      Buffer.concat([uint32(CENTRAL), uint16(20), shared, Buffer.alloc(10), uint32(offset), title]),
    );
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.concat([
    ...[uint32(END), uint32(0), uint16(entries.length), uint16(entries.length)],
    ...[uint32(directory.length), uint32(offset), uint16(0)],
  ]);
  return Buffer.concat([...locals, directory, end]);
}

/** From "version needed" to "extra length": the same in both headers. */
function sharedHeader(bytes: Buffer, packed: number, title: number): Buffer {
  return Buffer.concat([
    ...[uint16(20), uint16(UTF8), uint16(DEFLATED), uint16(0), uint16(DOS_DATE)],
    ...[uint32(crc32(bytes)), uint32(packed), uint32(bytes.length), uint16(title), uint16(0)],
  ]);
}

function uint16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16LE(value);
  return buffer;
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}
