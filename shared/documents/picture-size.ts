/** How large a picture is, from its first bytes; null where they do not say. */
import type { Picture } from './paper.ts';

type Size = { readonly width: number; readonly height: number };

export function sizeOf({ type, bytes }: Pick<Picture, 'type' | 'bytes'>): Size | null {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = type === 'png' ? sizeOfPng(all) : type === 'jpeg' ? sizeOfJpeg(all) : null;
  return size === null || size.width === 0 || size.height === 0 ? null : size;
}

/** The first chunk is IHDR: width and height at its beginning (PNG 11.2.2). */
function sizeOfPng(all: Buffer): Size | null {
  if (all.length < 24) return null;
  return { width: all.readUInt32BE(16), height: all.readUInt32BE(20) };
}

/** Markers that begin a frame: SOF0 to SOF15 without DHT, JPG and DAC (ITU T.81, table B.1). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** From segment to segment until a frame begins. */
function sizeOfJpeg(all: Buffer): Size | null {
  let at = 2;
  while (at + 9 <= all.length && all[at] === 0xff) {
    const marker = all[at + 1] ?? 0;
    if (isFrame(marker)) return { height: all.readUInt16BE(at + 5), width: all.readUInt16BE(at + 7) };
    at += 2 + all.readUInt16BE(at + 2);
  }
  return null;
}

/** As large as fits, never larger than it is. */
export function fitted({ width, height }: Size, most: Size): Size {
  const scale = Math.min(1, most.width / width, most.height / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
