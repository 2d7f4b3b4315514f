/** Parts of a ZIP archive as streams. Whoever reads holds a piece of some 64 KB, however large the part is. */
import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { damaged, encrypted, oversized } from './workbook-faults.ts';
import { partName, readAt, type ZipEntry, zipDirectory } from './zip-directory.ts';

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;
const PIECE_BYTES = 1 << 16;
/** Rows shrink to a tenth or a thirtieth. What shrinks to a hundredth and is large was made to exhaust whoever opens it. */
const MOST_EXPANSION = 100;
const ALWAYS_TAKEN_BYTES = 1 << 26;

export class ZipArchive {
  readonly #file: FileHandle;
  readonly #entries: ReadonlyMap<string, ZipEntry>;

  private constructor(file: FileHandle, entries: ReadonlyMap<string, ZipEntry>) {
    this.#file = file;
    this.#entries = entries;
  }

  /** The file stays the caller's to close. Throws UnreadableFile. */
  static async open(file: FileHandle): Promise<ZipArchive> {
    return new ZipArchive(file, await zipDirectory(file));
  }

  has(name: string): boolean {
    return this.#entries.has(partName(name));
  }

  /** Bytes the part expands to; 0 where there is none. */
  sizeOf(name: string): number {
    return this.#entries.get(partName(name))?.size ?? 0;
  }

  /** Throws UnreadableFile for a part that is missing, damaged, encrypted or out of all proportion. */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(partName(name));
    if (entry === undefined) throw damaged(`${name} is missing`);
    const { packed, size } = entry;
    if (entry.encrypted) throw encrypted();
    if (size > ALWAYS_TAKEN_BYTES && size > packed * MOST_EXPANSION)
      throw oversized(`${name}: ${packed} bytes expand to ${size}`);
    let [read, crc] = [0, 0];
    for await (const piece of this.#expanded(name, entry)) {
      read += piece.length;
      if (read > size) throw damaged(`${name} is longer than it says`);
      crc = crc32(piece, crc);
      yield piece;
    }
    if (read !== size || crc !== entry.crc) throw damaged(`${name} is not what was written`);
  }

  /** Whether the part is whole, before anything is taken from it. */
  async verify(name: string): Promise<void> {
    for await (const _piece of this.read(name));
  }

  async *#expanded(name: string, { method, offset, packed }: ZipEntry): AsyncGenerator<Buffer> {
    const header = await readAt(this.#file, offset, LOCAL_HEADER_BYTES);
    if (header.readUInt32LE(0) !== LOCAL_HEADER) throw damaged(`${name} is not where it should be`);
    const start = offset + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
    const bytes = piecesOf(this.#file, start, packed);
    if (method === STORED) yield* bytes;
    else if (method === DEFLATED) yield* inflated(bytes);
    else throw damaged(`${name} is packed by method ${method}`);
  }
}

async function* piecesOf(file: FileHandle, start: number, bytes: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes; at += PIECE_BYTES)
    yield await readAt(file, start + at, Math.min(PIECE_BYTES, bytes - at));
}

async function* inflated(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: PIECE_BYTES });
  // the reader below is told of every fault
  pipeline(bytes, inflate, () => {});
  try {
    for await (const piece of inflate) yield piece;
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : '';
    throw code.startsWith('Z_') ? damaged('its bytes do not expand', fault) : fault;
  }
}
