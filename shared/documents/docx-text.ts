/** The text of WordprocessingML, paragraph by paragraph, without a full XML reader: what is not text stays as it is. */
import { writable } from '#shared/kernel/written.ts';

/** Paragraphs that hold no other paragraph; those around text boxes are left alone. */
export const PARAGRAPH = /<w:p(?:\s[^<>]*(?<!\/))?>(?:(?!<w:p[\s>])[\s\S])*?<\/w:p>/g;
const TEXT = /<w:t(?:\s[^<>]*)?>([^<]*)<\/w:t>|<w:t(?:\s[^<>]*)?\/>/g;

/** Without comments, which no reader sees; what stands in CDATA is text like any other. */
export function plainXml(xml: string): string {
  return replaceBetween(
    replaceBetween(xml, ['<!--', '-->'], () => ''),
    ['<![CDATA[', ']]>'],
    encoded,
  );
}

/** Each stretch from a start to its end, both found by one pass; what is never ended stays. */
function replaceBetween(
  text: string,
  [start, end]: readonly [string, string],
  by: (inner: string) => string,
): string {
  let done = '';
  let from = 0;
  for (;;) {
    const opened = text.indexOf(start, from);
    const closed = opened < 0 ? -1 : text.indexOf(end, opened + start.length);
    if (closed < 0) return done + text.slice(from);
    done += text.slice(from, opened) + by(text.slice(opened + start.length, closed));
    from = closed + end.length;
  }
}

type Piece = { readonly start: number; readonly end: number; readonly text: string };

/** The pieces of text of a paragraph, in order, with their place in its XML. */
export function piecesOf(paragraph: string): Piece[] {
  return [...paragraph.matchAll(TEXT)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: decoded(match[1] ?? ''),
  }));
}

export function textOf(paragraph: string): string {
  return piecesOf(paragraph)
    .map(({ text }) => text)
    .join('');
}

/** Puts the texts, one for each piece, in their places. A line end becomes a break. */
export function withTexts(paragraph: string, texts: readonly string[]): string {
  let written = '';
  let from = 0;
  piecesOf(paragraph).forEach(({ start, end }, index) => {
    written += paragraph.slice(from, start) + textXml(texts[index] ?? '');
    from = end;
  });
  return written + paragraph.slice(from);
}

export function textXml(text: string): string {
  return text
    .split('\n')
    .map((line) => `<w:t xml:space="preserve">${encoded(line)}</w:t>`)
    .join('<w:br/>');
}

const NAMES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text with its entities resolved; unknown ones stay. */
export function decoded(xml: string): string {
  return xml.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) =>
    name.startsWith('#') ? characterOf(name.slice(1)) : (NAMES[name] ?? whole),
  );
}

/** `code` is decimal, or hexadecimal after an x. */
function characterOf(code: string): string {
  const value = /^x/i.test(code) ? Number.parseInt(code.slice(1), 16) : Number(code);
  return value <= 0x10ffff ? String.fromCodePoint(value) : '';
}

function encoded(text: string): string {
  return writable(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
