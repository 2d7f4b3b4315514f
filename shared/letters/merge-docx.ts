/** Filling a template: facts in the place of {{…}}, and paragraphs kept or left out by what is known. */
import { PARAGRAPH, piecesOf, textOf, withTexts } from '#shared/documents/docx-text.ts';
import { worded } from './sentences.ts';

type Values = Readonly<Record<string, string>>;

/** Braces of either width, because Chinese input methods type the wide ones. */
const HOLDER = /(?:\{\{|｛｛)([^{}｛｝]*)(?:\}\}|｝｝)/g;
const CONDITION = /^(如有|如无)[\s　]+(\S.*)$/;

type Holder = { readonly whole: string; readonly inner: string; readonly index: number };

function holdersIn(text: string): Holder[] {
  return [...text.matchAll(HOLDER)].map((match) => ({
    whole: match[0],
    inner: (match[1] ?? '').trim(),
    index: match.index,
  }));
}

/** The names a text asks for, conditions included. */
export function placeholdersIn(text: string): string[] {
  return holdersIn(text).map(({ inner }) => CONDITION.exec(inner)?.[2] ?? inner);
}

/** The facts whose being unknown is the condition of a text. */
export function withoutIn(text: string): string[] {
  const conditions = holdersIn(text).map(({ inner }) => CONDITION.exec(inner));
  return conditions.flatMap((found) => (found?.[1] === '如无' ? [found[2] ?? ''] : []));
}

/** Braces that open or close and hold nothing readable. */
export function looseBraces(text: string): boolean {
  return /\{\{|\}\}|｛｛|｝｝/.test(text.replace(HOLDER, ''));
}

/** The XML of a part of the document, filled. */
export function mergeXml(xml: string, values: Values): string {
  return settled(xml.replace(PARAGRAPH, (paragraph) => mergeParagraph(paragraph, values)));
}

function mergeParagraph(paragraph: string, values: Values): string {
  const text = textOf(paragraph);
  const holders = holdersIn(text);
  if (holders.length === 0) return paragraph;
  if (!isKept(text, values)) return leftOut(paragraph);
  const [only] = holders;
  const name = only?.inner ?? '';
  const lines = worded(name, values[name] ?? '', '').split('\n');
  if (holders.length === 1 && only?.whole === text.trim() && lines.length > 1 && !carriesMore(paragraph))
    return lines.map((line) => fill(paragraph, { ...values, [name]: line })).join('');
  return fill(paragraph, values);
}

/** Out go a paragraph whose condition fails, and one that would hold nothing but unknown facts. */
function isKept(text: string, values: Values): boolean {
  for (const { inner } of holdersIn(text)) {
    const [, word, fact = ''] = CONDITION.exec(inner) ?? [];
    if (word === '如有' && !values[fact]) return false;
    if (word === '如无' && values[fact]) return false;
  }
  const rest = text.replace(HOLDER, (_whole, written: string) =>
    CONDITION.test(written.trim()) ? '' : (values[written.trim()] ?? ''),
  );
  return rest.trim() !== '';
}

/** An emptied paragraph between marks that no XML can hold: whether it may go is seen when all are filled. */
const [GONE, END] = ['\u0001', '\u0002'];

function leftOut(paragraph: string): string {
  const emptied = withTexts(paragraph, []);
  return carriesMore(paragraph) ? emptied : `${GONE}${emptied}${END}`;
}

const PAIRED = [
  [/<w:fldChar\s[^<>]*w:fldCharType=["']begin/g, /<w:fldChar\s[^<>]*w:fldCharType=["']end/g],
  ...['bookmark', 'commentRange', 'perm', 'moveFromRange', 'moveToRange'].map((name) =>
    ['Start', 'End'].map((side) => new RegExp(`<w:${name}${side}[\\s/>]`, 'g')),
  ),
] as const;

/** The page of a section, or one end of what reaches into other paragraphs: a field, a bookmark. */
function carriesMore(paragraph: string): boolean {
  const count = (what: RegExp | undefined): number =>
    what === undefined ? 0 : [...paragraph.matchAll(what)].length;
  return /<w:sectPr[\s/>]/.test(paragraph) || PAIRED.some(([start, end]) => count(start) !== count(end));
}

/** What may stand beside a paragraph and is none. */
const BETWEEN = String.raw`(?:\s|<w:(?:bookmark|comment|perm|move|customXml|proofErr)\w*(?:\s[^<>]*)?/>)*`;
const AFTER_PARAGRAPH = new RegExp(String.raw`(?:</w:p>|<w:p(?:\s[^<>]*)?/>|</w:sdt>)${BETWEEN}$`);
const AFTER_TABLE = new RegExp(`</w:tbl>${BETWEEN}$`);
const AT_END = new RegExp(String.raw`^${BETWEEN}(?:</|<w:sectPr[\s/>])`);
const BEFORE_TABLE = new RegExp(String.raw`^${BETWEEN}<w:tbl[\s>]`);
/** Where a paragraph or a container begins or ends is never farther away than this. */
const NEAR = 4000;

/**
 * Takes out the paragraphs that go. A cell, a text box, a header and whatever else holds paragraphs must end with one,
 * and two tables without one between them would be one table: there an empty paragraph stays.
 */
function settled(xml: string): string {
  const [first = '', ...rest] = xml.split(GONE);
  let done = first;
  rest.forEach((part, index) => {
    const [emptied = '', between = ''] = part.split(END);
    // what follows once the others that go are gone; while they stand in a row, the last decides
    const isLast = between.trim() !== '' || index === rest.length - 1;
    const [before, after] = [done.slice(-NEAR), between.slice(0, NEAR)];
    const needed =
      (AT_END.test(after) && !AFTER_PARAGRAPH.test(before)) ||
      (BEFORE_TABLE.test(after) && AFTER_TABLE.test(before));
    done += `${isLast && needed ? emptied : ''}${between}`;
  });
  return done;
}

/** A holder may be spread over several runs: its value goes to the first and the rest is cut from the others. */
function fill(paragraph: string, values: Values): string {
  const pieces = piecesOf(paragraph);
  const texts = pieces.map(({ text }) => text);
  const whole = texts.join('');
  for (const { inner, index, whole: written } of holdersIn(whole).reverse()) {
    const to = index + written.length;
    const value = CONDITION.test(inner) ? '' : worded(inner, values[inner] ?? '', whole.slice(to));
    replaceSpan(texts, { from: index, to }, value);
  }
  return withTexts(paragraph, texts);
}

function replaceSpan(texts: string[], { from, to }: { from: number; to: number }, value: string): void {
  let start = 0;
  let written = false;
  texts.forEach((text, index) => {
    const end = start + text.length;
    if (start < to && end > from) {
      const before = text.slice(0, Math.max(0, from - start));
      const after = text.slice(Math.min(text.length, to - start));
      texts[index] = written ? before + after : before + value + after;
      written = true;
    }
    start = end;
  });
}
