/** Filling a template: facts in the place of {{…}}, and paragraphs kept or left out by what is known. */
import { PARAGRAPH, piecesOf, textOf, withTexts } from './docx-text.ts';

export type Values = Readonly<Record<string, string>>;

/** Braces of either width, because Chinese input methods type the wide ones. */
const HOLDER = /(?:\{\{|｛｛)\s*([^{}｛｝]*?)\s*(?:\}\}|｝｝)/g;
const CONDITION = /^(如有|如无)[\s　]+(.+)$/;

/** The names a text asks for, conditions included. */
export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(HOLDER)].map((match) => CONDITION.exec(match[1] ?? '')?.[2] ?? match[1] ?? '');
}

/** Braces that open or close and hold nothing readable. */
export function looseBraces(text: string): boolean {
  return /\{\{|\}\}|｛｛|｝｝/.test(text.replace(HOLDER, ''));
}

/** The XML of a part of the document, filled. */
export function mergeXml(xml: string, values: Values): string {
  return xml.replace(PARAGRAPH, (paragraph) => mergeParagraph(paragraph, values));
}

function mergeParagraph(paragraph: string, values: Values): string {
  const text = textOf(paragraph);
  const holders = [...text.matchAll(HOLDER)];
  if (holders.length === 0) return paragraph;
  if (!isKept(text, values)) return leftOut(paragraph);
  const [only] = holders;
  const lines = values[only?.[1] ?? '']?.split('\n') ?? [];
  if (holders.length === 1 && only?.[0] === text.trim() && lines.length > 1)
    return lines.map((line) => fill(paragraph, { ...values, [only[1] ?? '']: line })).join('');
  return fill(paragraph, values);
}

/** Out go a paragraph whose condition fails, and one that would hold nothing but unknown facts. */
function isKept(text: string, values: Values): boolean {
  for (const [, inner = ''] of text.matchAll(HOLDER)) {
    const [, word, fact = ''] = CONDITION.exec(inner) ?? [];
    if (word === '如有' && !values[fact]) return false;
    if (word === '如无' && values[fact]) return false;
  }
  const rest = text.replace(HOLDER, (_whole, inner: string) =>
    CONDITION.test(inner) ? '' : (values[inner] ?? ''),
  );
  return rest.trim() !== '';
}

/** A paragraph that ends a section carries the section's page with it, and a cell must not be empty. */
function leftOut(paragraph: string): string {
  return /<w:sectPr[\s>]/.test(paragraph) ? withTexts(paragraph, []) : '';
}

/** A holder may be spread over several runs: its value goes to the first and the rest is cut from the others. */
function fill(paragraph: string, values: Values): string {
  const pieces = piecesOf(paragraph);
  const texts = pieces.map(({ text }) => text);
  const whole = texts.join('');
  for (const match of [...whole.matchAll(HOLDER)].reverse()) {
    const inner = match[1] ?? '';
    const value = CONDITION.test(inner) ? '' : (values[inner] ?? '');
    replaceSpan(texts, { from: match.index, to: match.index + match[0].length }, value);
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
