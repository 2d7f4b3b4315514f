/** Text of a file whose encoding nobody wrote down: UTF-8 or UTF-16 with or without BOM, GB18030, or Big5. */
import { createReadStream } from 'node:fs';
import type { Encoding } from './table-layout.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** `damaged`: some bytes could not be decoded and U+FFFD stands in their place. */
type Detected = { readonly encoding: Encoding; readonly damaged: boolean };

type Bytes = AsyncIterable<Uint8Array>;

const CHUNK_BYTES = 1 << 18;
const BAD = 0xfffd;
/** GB18030 read as UTF-8 yields hardly any character of three bytes; Chinese in UTF-8 is made of them. */
const THREE_BYTES = 0x800;

export function bytesOf(file: string): Bytes {
  return createReadStream(file, { highWaterMark: CHUNK_BYTES });
}

export async function* decoded(bytes: Bytes, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield withoutNul(decoder.decode(chunk, { stream: true }));
  yield decoder.decode();
}

/** A NUL is no character of a text: it stands for bytes that were lost, or for another encoding. */
function withoutNul(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
}

const UTF_16 =
  '文件像是 UTF-16 编码（Excel 的“Unicode 文本”），但是已经损坏，没有读取；请另存为“CSV UTF-8”再导入';

/** Marked as such, or every other byte nothing: a text that is mostly ASCII, such as its commas and line ends. */
async function utf16Of(file: string): Promise<Encoding | null> {
  for await (const chunk of bytesOf(file)) {
    const mark = Buffer.from(chunk.subarray(0, 2)).toString('hex');
    if (mark === 'fffe') return 'utf-16le';
    if (mark === 'feff') return 'utf-16be';
    const zeros = [0, 0];
    chunk.forEach((byte, at) => {
      if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
    });
    const [even = 0, odd = 0] = zeros;
    const isUtf16 =
      Math.max(even, odd) * MOST_ZEROS > chunk.length && Math.min(even, odd) * 10 < Math.max(even, odd);
    return isUtf16 ? (even > odd ? 'utf-16be' : 'utf-16le') : null;
  }
  return null;
}
/** One byte in so many: what is no text of UTF-16 has hardly any. */
const MOST_ZEROS = 10;

/** ASCII that is out of step by a byte: no text has these, all have line ends and separators. */
const OUT_OF_STEP = /[\u0a00\u0d00\u2c00]/;

/** Of a text whose bytes are out of step nobody can say where it goes on: it is read whole or not at all. */
async function isWholeUtf16(file: string, encoding: Encoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of bytesOf(file))
      if (OUT_OF_STEP.test(decoder.decode(chunk, { stream: true }))) return false;
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/**
 * A strict scan first; only a file that fails it is weighed. A few bad bytes do not turn UTF-8 into GB18030. Throws
 * UnreadableFile for damaged UTF-16. `said`: what the sender says it is.
 */
export async function detectEncoding(file: string, said?: Encoding): Promise<Detected> {
  if (said !== undefined) return asSaid(file, said);
  const isUtf8 = await isStrictly(file, 'utf-8');
  if (isUtf8 && !(await isByChance(file))) return { encoding: 'utf-8', damaged: false };
  if (isUtf8) return { encoding: 'gb18030', damaged: false };
  const utf16 = await utf16Of(file);
  if (utf16 !== null) return asSaid(file, utf16);
  const utf8 = await weigh(file, 'utf-8');
  if (utf8.wide > utf8.bad) return { encoding: 'utf-8', damaged: true };
  if (await isBig5(file)) return { encoding: 'big5', damaged: false };
  const gb = await weigh(file, 'gb18030');
  return gb.bad < utf8.bad
    ? { encoding: 'gb18030', damaged: gb.bad > 0 }
    : { encoding: 'utf-8', damaged: true };
}

async function asSaid(file: string, encoding: Encoding): Promise<Detected> {
  if (!encoding.startsWith('utf-16')) return { encoding, damaged: !(await isStrictly(file, encoding)) };
  if (await isWholeUtf16(file, encoding)) return { encoding, damaged: false };
  throw new UnreadableFile(UTF_16, { code: 'wrongEncoding' });
}

/** So many pairs of bytes, and of all of them one in so many: fewer are bytes that were damaged. */
const LEAST_LOW = 4;
const LEAST_SHARE = 8;

/**
 * The second byte of a character of Big5 is as often as not an ASCII one; of a Chinese text in GB18030 hardly ever: the
 * characters of GB2312, which people write with, have none.
 */
async function isBig5(file: string): Promise<boolean> {
  let [pairs, low] = [0, 0];
  for await (const chunk of bytesOf(file))
    for (let at = 0; at < chunk.length - 1; at += 1) {
      if ((chunk[at] ?? 0) < 0x80) continue;
      at += 1;
      const second = chunk[at] ?? 0;
      pairs += 1;
      if (second >= 0x40 && second < 0x80) low += 1;
    }
  return low >= LEAST_LOW && low * LEAST_SHARE > pairs && (await isStrictly(file, 'big5'));
}

async function isStrictly(file: string, encoding: Encoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of bytesOf(file)) {
      if (chunk.includes(0)) return false;
      decoder.decode(chunk, { stream: true });
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Letters of alphabets that no Chinese word is written in. */
const FOREIGN = /[\u0250-\u07ff]+/g;

/**
 * Some characters of GB18030 are two bytes that UTF-8 has, too: 一 would be a Cyrillic letter. A few of them in a table of
 * otherwise ASCII are told from words of such an alphabet by standing alone.
 */
async function isByChance(file: string): Promise<boolean> {
  let [alone, inWords] = [0, 0];
  for await (const text of decoded(bytesOf(file), 'utf-8')) {
    if (/[\u0800-\uffff]/.test(text)) return false;
    for (const [run] of text.matchAll(FOREIGN))
      if (run.length === 1) alone += 1;
      else inWords += 1;
  }
  return alone > inWords && (await isStrictly(file, 'gb18030'));
}

async function weigh(file: string, encoding: Encoding): Promise<{ bad: number; wide: number }> {
  let bad = 0;
  let wide = 0;
  for await (const text of decoded(bytesOf(file), encoding)) {
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === BAD) bad += 1;
      else if (code >= THREE_BYTES) wide += 1;
    }
  }
  return { bad, wide };
}
