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

const PHONE = /(?<!\d)(?:\+?0{0,2}86[- ]?)?(\d(?:[- ()]?\d){6,14})(?!\d)/g;
const IDENTITY_LENGTH = 18;

/** Telephone numbers of seven digits and more in free words, without dashes and the code of the country. */
export function phonesIn(...texts: readonly (string | undefined)[]): readonly string[] {
  return said(
    ...texts.flatMap((text) =>
      text === undefined
        ? []
        : [...foldWidth(text).matchAll(PHONE)].map(([, digits = '']) => digits.replace(/\D/g, '')),
    ),
  );
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
