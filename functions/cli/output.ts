/** Where a command's result goes: a file appears whole or not at all, anything else is written through. */
import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  openSync,
  readlinkSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { UsageError } from './options.ts';

type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
/** `mode`: who may read a file that is made; one that was there keeps its own. */
type Target = { readonly file: string; readonly mode: number };

const DESCRIPTOR = /^(?:\/dev\/fd|\/proc\/(?:self|thread-self|\d+)\/fd)\/(\d+)$/;
const STREAMS: ReadonlyMap<string, number> = new Map([
  ['-', 1],
  ['/dev/stdout', 1],
  ['/dev/stderr', 2],
]);
const MOST_LINKS = 40;

/**
 * `-` is standard output. A link stays and what it leads to is replaced; a pipe, a device and an open descriptor are
 * never replaced by a file, which would cut off their reader.
 */
export async function writeOut({ file, mode }: Target, pieces: Pieces): Promise<void> {
  const place = placeOf(file);
  if (typeof place === 'number') return writeAll(place, pieces).catch(unlessNobodyReads);
  const found = statOf(place);
  if (found?.isDirectory()) throw new UsageError(`${file} is a folder`);
  if (found !== null && !found.isFile()) return writeThrough(place, pieces);
  if (found !== null) accessSync(place, constants.W_OK);
  await replace(place, found === null ? mode : found.mode & 0o777, pieces);
}

/** The reader may stop reading, as `head` does. */
function unlessNobodyReads(fault: NodeJS.ErrnoException): void {
  if (fault.code !== 'EPIPE') throw fault;
}

/** The descriptor or the path that a name leads to, link by link: a descriptor must not be followed to its file. */
export function placeOf(file: string): number | string {
  let path = file;
  for (let links = 0; links < MOST_LINKS; links += 1) {
    const number = STREAMS.get(path) ?? DESCRIPTOR.exec(path)?.[1];
    if (number !== undefined) return Number(number);
    path = resolve(path);
    const target = linkAt(path);
    if (target === null) return path;
    path = resolve(dirname(path), target);
  }
  throw new UsageError(`${file} is a link that leads to itself`);
}

function linkAt(path: string): string | null {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isSymbolicLink() ? readlinkSync(path) : null;
}

function statOf(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null;
}

async function writeThrough(path: string, pieces: Pieces): Promise<void> {
  const out = openSync(path, 'w');
  try {
    await writeAll(out, pieces);
  } finally {
    closeSync(out);
  }
}

/** Under a name of its own until every byte is on the disk. */
async function replace(path: string, mode: number, pieces: Pieces): Promise<void> {
  const draft = `${path}.${process.pid}.part`;
  const out = openSync(draft, 'w', mode);
  try {
    await writeAll(out, pieces);
    fsyncSync(out);
  } catch (fault) {
    rmSync(draft, { force: true });
    throw fault;
  } finally {
    closeSync(out);
  }
  renameSync(draft, path);
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

async function writeAll(out: number, pieces: Pieces): Promise<void> {
  for await (const piece of pieces)
    await writePiece(out, typeof piece === 'string' ? Buffer.from(piece) : piece);
}

/** A disk that is nearly full, and a pipe whose reader is slow, take a part of what they are given. */
async function writePiece(out: number, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const taken = writeSome(out, bytes, done);
    if (taken === 0) await setTimeout(5);
    done += taken;
  }
}

/** None where a pipe is full that does not wait. */
function writeSome(out: number, bytes: Uint8Array, from: number): number {
  try {
    return writeSync(out, bytes, from);
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'EAGAIN') return 0;
    throw fault;
  }
}
