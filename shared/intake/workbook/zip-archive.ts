/** Parts of a ZIP archive as streams. A reader holds a piece of some 64 KB, however large the part is. */
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl';
import { damaged, encrypted, oversized } from './workbook-faults.ts';

/** A workbook has some dozens of parts. */
const MOST_PARTS = 10_000;
/** Rows shrink to a tenth or a thirtieth. What shrinks to a hundredth and is large was made to exhaust its reader. */
const MOST_EXPANSION = 100;
const ALWAYS_TAKEN_BYTES = 1 << 26;

export class ZipArchive {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /** The file stays the caller's to close. Throws UnreadableFile. */
  static async open(file: FileHandle): Promise<ZipArchive> {
    try {
      // names are read here: part names may begin at the root, which a path to be written to may not
      const zip = await fromFdPromise(file.fd, { autoClose: false, decodeStrings: false });
      if (zip.entryCount > MOST_PARTS) throw new Error(`${zip.entryCount} parts`);
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) entries.set(partName(entry.fileNameRaw.toString()), entry);
      return new ZipArchive(zip, entries);
    } catch (fault) {
      throw damage('its directory cannot be read', fault);
    }
  }

  has(name: string): boolean {
    return this.#entries.has(partName(name));
  }

  /** Bytes the part expands to; 0 where there is none. */
  sizeOf(name: string): number {
    return this.#entries.get(partName(name))?.uncompressedSize ?? 0;
  }

  /** Throws UnreadableFile for a part that is missing, damaged, encrypted or out of all proportion. */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(partName(name));
    if (entry === undefined) throw damaged(`${name} is missing`);
    const { compressedSize: packed, uncompressedSize: size } = entry;
    if (entry.isEncrypted()) throw encrypted();
    if (size > ALWAYS_TAKEN_BYTES && size > packed * MOST_EXPANSION)
      throw oversized(`${name}: ${packed} bytes expand to ${size}`);
    let crc = 0;
    for await (const piece of this.#expanded(name, entry)) {
      crc = crc32(piece, crc);
      yield piece;
    }
    if (crc !== entry.crc32) throw damaged(`${name} is not what was written`);
  }

  /** Held against the size it says by the library. */
  async *#expanded(name: string, entry: Entry): AsyncGenerator<Buffer> {
    try {
      yield* await this.#zip.openReadStreamPromise(entry);
    } catch (fault) {
      throw damage(`${name} does not expand`, fault);
    }
  }
}

/** As the packaging convention compares them. */
function partName(written: string): string {
  return written.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

/** A disk that cannot be read is no fault of the file. */
function damage(what: string, fault: unknown): unknown {
  return fault instanceof Error && 'errno' in fault && !isOfZlib(fault) ? fault : damaged(what, fault);
}

const isOfZlib = (fault: Error): boolean => 'code' in fault && String(fault.code).startsWith('Z_');
