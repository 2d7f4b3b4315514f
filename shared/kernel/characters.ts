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
