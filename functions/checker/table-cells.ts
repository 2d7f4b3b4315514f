/**
 * The cells of tables in reading order, from a web page, a Word document or pasted text. Spans do not matter: what
 * stands before a row's numbers is its label. A merged cell's continuation reads as an empty cell.
 */
import { readZip, ZipFault } from '../documents/zip.ts';
import { decoded } from '../letters/docx-text.ts';

/** A report with its pictures, with room; a bomb does not fit. */
const MOST_BYTES = 50_000_000;

type Marks = { readonly cell: RegExp; readonly end: RegExp; readonly text: RegExp | null };
const HTML: Marks = { cell: /^t[dh]$/, end: /^\/?(?:t[dhr]|table)$/, text: null };
const WORD: Marks = { cell: /^w:tc$/, end: /^\/?w:(?:tc|tr|tbl)$/, text: /^w:t$/ };

export function cellsOfHtml(html: string): string[] {
  return cellsOfMarkup(withoutScripts(html).replaceAll('&nbsp;', ' '), HTML);
}

/** Throws ZipFault when it is no Word document, is damaged, or unpacks to too much. */
export function cellsOfDocx(bytes: Buffer): string[] {
  const document = readZip(bytes, MOST_BYTES).find(({ name }) => name === 'word/document.xml');
  if (document === undefined) throw new ZipFault('no Word document');
  return cellsOfMarkup(document.bytes.toString('utf8'), WORD);
}

/** Cells parted by tabs where a line has any, else by blanks. Blanks at its start only mean "below the one above". */
export function cellsOfText(text: string): string[] {
  return text.split(/\r\n|\r|\n/).flatMap((line) => {
    const rest = line.replace(/^\s+/, '');
    if (rest === '') return [];
    return rest.includes('\t') ? rest.split('\t') : rest.trimEnd().split(/\s+/);
  });
}

/** One pass from mark to mark, so that no text, however made, takes more than its length. */
function cellsOfMarkup(markup: string, marks: Marks): string[] {
  const cells: string[] = [];
  let open: string | null = null;
  for (const piece of markup.split('<').slice(1)) {
    const mark = (/^\/?[a-z][a-z0-9:]{0,20}/i.exec(piece)?.[0] ?? '').toLowerCase();
    if (marks.end.test(mark)) {
      if (open !== null) cells.push(decoded(open));
      open = marks.cell.test(mark) ? '' : null;
    }
    const close = piece.indexOf('>');
    const isText = marks.text === null || marks.text.test(mark);
    if (open !== null && isText && close >= 0) open += piece.slice(close + 1);
  }
  return cells;
}

/** What is no text of the page: scripts, styles and comments. An unclosed one hides the rest, as in a browser. */
function withoutScripts(html: string): string {
  const lower = html.toLowerCase();
  let kept = '';
  let from = 0;
  for (const start of html.matchAll(/<(?:(script|style)\b|!--)/gi)) {
    if (start.index < from) continue;
    kept += html.slice(from, start.index);
    const end = start[1] === undefined ? '-->' : `</${start[1].toLowerCase()}`;
    const found = lower.indexOf(end, start.index + 4);
    if (found < 0) return kept;
    from = found + end.length;
  }
  return kept + html.slice(from);
}
