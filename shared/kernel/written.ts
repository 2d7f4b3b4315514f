/** What of a writing tells one thing from another. Format characters (Cf) are seen by nobody, so they tell nothing apart. */
import { foldWidth } from './characters.ts';

/** The number of a case as its identity is compared: NFKC but for note marks, without format characters, trimmed. */
export function caseNumber(written: string): string {
  return foldWidth(unformatted(written)).trim();
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
  return unformatted(written).normalize('NFC').trim();
}

/** Whether two cells say the same: neither the line ends of a writer nor what nobody sees is a difference. */
export function saysTheSame(one: unknown, other: unknown): boolean {
  return one === other || (typeof one === 'string' && typeof other === 'string' && bare(one) === bare(other));
}

function bare(text: string): string {
  return unformatted(text).replace(/\r\n?/g, '\n').normalize('NFC').trim();
}

function unformatted(text: string): string {
  return /^[\0-\x7f]*$/.test(text) ? text : text.replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu, '');
}
