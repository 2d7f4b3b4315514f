/** What of a writing tells one thing from another. Format characters (Cf) are seen by nobody, so they tell nothing apart. */

/** The number of a case as its identity is compared: NFKC but for note marks, without format characters, trimmed. */
export function caseNumber(written: string): string {
  return ASCII.test(written) ? written.trim() : foldWidth(unformatted(written)).trim();
}

/** As numbers were taken before format characters were left out: cases recorded then stand under these. */
export function formerNumber(written: string): string {
  return foldWidth(written).trim();
}

/** What was written, where it means that number; else the number itself, which somebody has read out of it. */
export function sameNumber(written: string, number: string | number | undefined): string {
  return caseNumber(written) === number ? written : String(number);
}

/** A label of a list, or a name that figures are summed under: full-width characters stay as printed. */
export function labelIn(written: string): string {
  return PLAIN.test(written) ? written.trim() : unformatted(written).normalize('NFC').trim();
}

/** Whether two cells say the same: neither the line ends of a writer nor what nobody sees is a difference. */
export function saysTheSame(one: unknown, other: unknown): boolean {
  return one === other || (typeof one === 'string' && typeof other === 'string' && bare(one) === bare(other));
}

function bare(text: string): string {
  return unformatted(text).replace(/\r\n?/g, '\n').normalize('NFC').trim();
}

function unformatted(text: string): string {
  return ASCII.test(text) ? text : text.replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu, '');
}

/**
 * Characters that a document cannot hold: XML 1.0 (2.2 Char) leaves out most controls, U+FFFE, U+FFFF and the halves of
 * a surrogate pair, and .docx, .xlsx and SVG are XML. They are refused where they are typed; older entries may hold
 * them, so every writer takes them out.
 */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;
const ALL_UNWRITABLE = new RegExp(UNWRITABLE, 'gu');

export function isWritable(text: string): boolean {
  return !UNWRITABLE.test(text);
}

export function writable(text: string): string {
  return text.replace(ALL_UNWRITABLE, '');
}

/** Letters of ASCII and the common ideographs, as most labels are: NFC leaves them as they are. */
const PLAIN = /^[\0-\x7f\u4e00-\u9fff]*$/;

/** Where NFKC would make a digit out of a mark: notes ①, powers ², fractions ½, months ㋀, units ㎡ and styled digits. */
const MARKS =
  /([\p{No}\u32c0-\u32cb\u3300-\u33ff\u{1ccf0}-\u{1ccf9}\u{1d7ce}-\u{1d7ff}\u{1f100}-\u{1f10a}\u{1fbf0}-\u{1fbf9}])/u;
const ASCII = /^[\0-\x7f]*$/;

/** NFKC, but of all that it makes into digits only ０–９ are: a note beside a number is no part of it. */
export function foldWidth(text: string): string {
  if (ASCII.test(text)) return text;
  if (!MARKS.test(text)) return text.normalize('NFKC');
  return text.split(MARKS).map(folded).join('');
}

function folded(part: string): string {
  const plain = part.normalize('NFKC');
  return MARKS.test(part) && /\d/.test(plain) ? part : plain;
}
