/** What people know of a case when they ask for it: who it is of, what it is about, which numbers stand on its papers. */
import { foldWidth } from './written.ts';

/**
 * As recorded, for those who may see it; empty where nobody said, or where the key of the texts is destroyed. `phones`
 * are digits alone, `identities` capitals and digits alone; `numbers` are of documents and of other cases (文号、关联编号).
 */
export type Known = {
  readonly subject: string | null;
  /** Who applies or calls, in the words of the record. */
  readonly person: string | null;
  readonly names: readonly string[];
  readonly phones: readonly string[];
  readonly identities: readonly string[];
  readonly numbers: readonly string[];
  /** What is written freely, the subject among it. */
  readonly texts: readonly string[];
  readonly department: string | null;
};

export const NOTHING_KNOWN: Known = {
  subject: null,
  person: null,
  names: [],
  phones: [],
  identities: [],
  numbers: [],
  texts: [],
  department: null,
};

/** What there is to say of some texts, each once. */
export function said(...texts: readonly (string | null | undefined)[]): readonly string[] {
  return [...new Set(texts.map((text) => text?.trim() ?? '').filter((text) => text !== ''))];
}

/** What people write between the digits of one number: blanks, brackets, points and every length of stroke. */
const BETWEEN = '[-‐‑‒–—―−.·() ]{0,2}';
const PHONE = new RegExp(`(?<!\\d)(\\+?0{0,2}86${BETWEEN})?(\\d(?:${BETWEEN}\\d){6,14})(?!\\d)`, 'g');
/** A whole number as this country gives them out: mobile, area and number, service, number alone. */
const WHOLE = /^(?:1[3-9]\d{9}|0(?:10|2\d|[3-9]\d\d)\d{7,8}|[48]00\d{7}|[2-8]\d{6,7})$/;
const IDENTITY_LENGTH = 18;

/** Telephone numbers of seven digits and more in free words, without dashes, extension and the code of the country. */
export function phonesIn(...texts: readonly (string | undefined)[]): readonly string[] {
  return said(
    ...texts.flatMap((text) =>
      [...foldWidth(text ?? '').matchAll(PHONE)].flatMap(([, country, digits = '']) =>
        numbersIn((country === undefined ? digits : withArea(digits)).split(/\D+/)),
      ),
    ),
  );
}

/** Behind the code of the country an area stands without its nought. */
const withArea = (digits: string): string =>
  /^(?:0|1[3-9])/.test(digits) || digits.replace(/\D/g, '').length < 9 ? digits : `0${digits}`;

/** One number or several, of groups of digits: each as long as a number can be, and what is left over is an extension. */
function numbersIn(groups: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (let from = 0; from < groups.length; ) {
    const ends = groups.map((_, at) => groups.length - at).filter((end) => end > from);
    const end = ends.find((one) => WHOLE.test(groups.slice(from, one).join('')));
    if (end !== undefined) found.push(groups.slice(from, end).join(''));
    from = end ?? from + 1;
  }
  return found.length > 0 ? found : [groups.join('')];
}

/** A name in words that may also hold a telephone: 王女士 of 王女士 138-0000-0000. */
export function nameIn(text: string | undefined): string | null {
  if (text === undefined) return null;
  const name = foldWidth(text)
    .replace(PHONE, ' ')
    .replace(/(?:联系)?(?:电话|手机|tel)[:：]?/gi, ' ')
    .replace(/(?<![\p{P}\p{S}\s])[\p{P}\p{S}\s]+$/u, '')
    .trim();
  return name === '' ? null : name;
}

/** Numbers of identity in a text: whole ones of eighteen characters, and otherwise what was written, without its marks. */
export function identitiesIn(text: string | undefined): readonly string[] {
  const plain = foldWidth(text ?? '').toUpperCase();
  const bare = plain.replace(/[^\dA-Z]/g, '');
  const whole = plain.match(/(?<![\dA-Z])[\dA-Z]{15,18}(?![\dA-Z])/g) ?? [];
  if (whole.length > 0) return said(...whole);
  return bare.length >= 5 && bare.length <= IDENTITY_LENGTH ? [bare] : [];
}
