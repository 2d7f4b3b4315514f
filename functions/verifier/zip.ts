/** The entries of a .zip, read from its central directory (APPNOTE 4.3): stored or deflated, nothing else. */
import { crc32, inflateRawSync } from 'node:zlib';

/** No .zip, or a damaged one. */
export class NoZip extends Error {}

const END = Buffer.from('PK\u0005\u0006', 'latin1');
const CENTRAL = 0x02014b50;
const DEFLATED = 8;
/** A package is no larger; a few bytes that unpack to more are no package. */
const MOST_BYTES = 1 << 30;

export function unzip(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(END);
  if (end < 0 || end + 22 > archive.length) throw new NoZip();
  const files = new Map<string, Buffer>();
  try {
    let at = archive.readUInt32LE(end + 16);
    for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
      if (archive.readUInt32LE(at) !== CENTRAL) throw new NoZip();
      const next = at + 46 + archive.readUInt16LE(at + 28);
      files.set(archive.toString('utf8', at + 46, next), entryAt(archive, at));
      at = next + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    }
  } catch {
    throw new NoZip();
  }
  return files;
}

function entryAt(archive: Buffer, central: number): Buffer {
  const local = archive.readUInt32LE(central + 42);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const body = archive.subarray(start, start + archive.readUInt32LE(central + 20));
  const isDeflated = archive.readUInt16LE(central + 10) === DEFLATED;
  const bytes = isDeflated ? inflateRawSync(body, { maxOutputLength: MOST_BYTES }) : body;
  if (crc32(bytes) !== archive.readUInt32LE(central + 16)) throw new NoZip();
  return bytes;
}
