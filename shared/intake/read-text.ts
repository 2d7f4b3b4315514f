/** Text of a file whose encoding nobody wrote down: UTF-8 with or without BOM, or GB18030. */
import { createReadStream } from 'node:fs';
import { UnreadableFile } from './unreadable-file.ts';

type Encoding = 'utf-8' | 'gb18030';
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
  '文件是 UTF-16 编码（Excel 的“Unicode 文本”），或者已经损坏，没有读取；请另存为“CSV UTF-8”再导入';

/** Marked as such, or every other byte nothing: a text that is mostly ASCII, such as its commas and line ends. */
async function isUtf16(file: string): Promise<boolean> {
  for await (const chunk of bytesOf(file)) {
    const mark = Buffer.from(chunk.subarray(0, 2)).toString('hex');
    if (mark === 'fffe' || mark === 'feff') return true;
    const zeros = [0, 0];
    chunk.forEach((byte, at) => {
      if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
    });
    const [even = 0, odd = 0] = zeros;
    return Math.max(even, odd) * MOST_ZEROS > chunk.length && Math.min(even, odd) * 10 < Math.max(even, odd);
  }
  return false;
}
/** One byte in so many: what is no text of UTF-16 has hardly any. */
const MOST_ZEROS = 10;

/**
 * A strict scan first; only a file that fails it is weighed. A few bad bytes do not turn UTF-8 into GB18030. Throws
 * UnreadableFile for UTF-16.
 */
export async function detectEncoding(file: string): Promise<Detected> {
  const isUtf8 = await isStrictly(file, 'utf-8');
  if (isUtf8 && !(await isByChance(file))) return { encoding: 'utf-8', damaged: false };
  if (isUtf8) return { encoding: 'gb18030', damaged: false };
  if (await isUtf16(file)) throw new UnreadableFile(UTF_16, { code: 'wrongEncoding' });
  const utf8 = await weigh(file, 'utf-8');
  if (utf8.wide > utf8.bad) return { encoding: 'utf-8', damaged: true };
  const gb = await weigh(file, 'gb18030');
  return gb.bad < utf8.bad
    ? { encoding: 'gb18030', damaged: gb.bad > 0 }
    : { encoding: 'utf-8', damaged: true };
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
