/**
 * What a case is found by, before it is hashed: pairs of neighbouring units of its texts, single units that are no
 * Chinese character, and the characters of names. Changed here, `FORM` goes up: every index is then filled anew.
 */
import { type Known, NOTHING_KNOWN, phonesIn } from '#shared/kernel/known.ts';
import { occursIn, unitsOf } from './units.ts';

export const FORM = 2;

/** What of a case is searched: units of each text, and numbers that are found whole. */
type Searched = { readonly texts: readonly (readonly string[])[]; readonly whole: ReadonlySet<string> };
type Numbered = Known & { readonly number: string };

/** `free`: with its free texts, or only by the people and numbers of it. */
function searchedIn(known: Numbered, free: boolean): Searched {
  const { names, numbers, department, number, phones, identities } = known;
  const texts = [
    number,
    withoutMarks(number),
    ...numbers,
    ...names,
    ...(department === null ? [] : [department]),
    ...(free ? known.texts : []),
  ];
  const whole = [...phones.flatMap(withoutArea), ...identities].flatMap(unitsOf);
  return { texts: texts.map(unitsOf), whole: new Set(whole) };
}

/** A number is also typed without its strokes: SQ20260000001. */
function withoutMarks(number: string): string {
  return /^[\x21-\x7e]+$/.test(number) ? number.replace(/[^a-z\d]/gi, '') : '';
}

/** A landline is known by its number alone, too. */
function withoutArea(phone: string): readonly string[] {
  const [, local] = /^0(?:10|2\d|[3-9]\d\d)(\d{7,8})$/.exec(phone) ?? [];
  return local === undefined ? [phone] : [phone, local];
}

const HAN = /^\p{Script=Han}$/u;
const single = (unit: string): string => `1 ${unit}`;
const pair = (one: string, next: string): string => `2 ${one} ${next}`;
/** A name as a whole, for who comes again. */
const fullName = (name: string): string => `n ${unitsOf(name).join('')}`;

export function termsOfCase(known: Numbered, { free }: { readonly free: boolean }): readonly string[] {
  const { texts, whole } = searchedIn(known, free);
  const terms = new Set([...whole].map(single));
  for (const name of known.names) {
    terms.add(fullName(name));
    for (const unit of unitsOf(name)) terms.add(single(unit));
  }
  for (const units of texts)
    units.forEach((unit, at) => {
      const next = units[at + 1];
      if (next !== undefined) terms.add(pair(unit, next));
      if (!HAN.test(unit)) terms.add(single(unit));
    });
  return [...terms];
}

/** Of the terms of a case those of its number, and those of its department: what stands in every list. */
export function openTermsOf({ number, department }: Numbered): readonly (readonly string[])[] {
  const of = (some: { readonly number: string } | { readonly department: string | null }) =>
    termsOfCase({ ...NOTHING_KNOWN, number: '', ...some }, { free: false });
  return [of({ number }), of({ department })];
}

/** All of them stand under a case that the words occur in. */
export function termsOfWords(words: readonly (readonly string[])[]): readonly string[] {
  const terms = words.flatMap((units) =>
    units.length === 1 ? units.map(single) : units.slice(1).map((unit, at) => pair(units[at] ?? '', unit)),
  );
  return [...new Set(terms)];
}

/** Whether every word really occurs in what may be searched of the case. One character finds names alone. */
export function occurs(words: readonly (readonly string[])[], known: Numbered): boolean {
  const { texts, whole } = searchedIn(known, true);
  const named = known.names.map(unitsOf);
  return words.every((word) => {
    const [unit = ''] = word;
    if (word.length > 1) return texts.some((text) => occursIn(word, text));
    return whole.has(unit) || (HAN.test(unit) ? named : texts).some((text) => text.includes(unit));
  });
}

/** Who somebody is: one of these. */
export type Person = { readonly phone: string } | { readonly identity: string } | { readonly name: string };

/** Null where nothing was said. */
export function termOfPerson(person: Person): string | null {
  if ('name' in person) return unitsOf(person.name).length === 0 ? null : fullName(person.name);
  const written = 'phone' in person ? (phonesIn(person.phone)[0] ?? person.phone) : person.identity;
  const units = unitsOf(written.replace(/[^\p{L}\d]/gu, ''));
  return units.length === 1 ? single(units[0] ?? '') : null;
}

export function isOf(person: Person, known: Numbered): boolean {
  const term = termOfPerson(person);
  if (term === null) return false;
  if ('name' in person) return known.names.some((name) => fullName(name) === term);
  return [...searchedIn(known, false).whole].some((unit) => single(unit) === term);
}
