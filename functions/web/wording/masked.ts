/** Personal details, half hidden until someone asks for them: enough to recognise, not enough to use. */

import { WITHHELD } from '#shared/handling/discretion.ts';

/** First 3 and last 4 characters of an identity number; only the first of anything short. */
function maskedIdentity(text: string): string {
  const letters = [...text];
  if (letters.length < 9) return `${letters[0] ?? ''}${'*'.repeat(Math.max(letters.length - 1, 0))}`;
  return `${letters.slice(0, 3).join('')}${'*'.repeat(letters.length - 7)}${letters.slice(-4).join('')}`;
}

/** Numbers of 7 or more digits, dashed or not, keep their first 3 and last 4; e-mail addresses their first letter and host. */
function maskedContact(text: string): string {
  return text
    .replace(/\d(?:[- ]?\d){6,}/g, (digits) => `${digits.slice(0, 3)}${'*'.repeat(4)}${digits.slice(-4)}`)
    .replace(/(?<![^\s@])([^\s@])[^\s@]*@/g, '$1***@'); // begins where a word does: each is tried once
}

const MASKS: Readonly<Record<string, (text: string) => string>> = {
  identity: maskedIdentity,
  contact: maskedContact,
  caller: maskedContact,
  address: maskedContact,
};

export function isMasked(key: string): boolean {
  return key in MASKS;
}

export function maskedText(key: string, text: string): string {
  return text === WITHHELD ? text : (MASKS[key]?.(text) ?? text);
}

/** Numbers of identity, and of telephones that are carried about, wherever they stand in words. */
const WITHIN = /(?<![\da-z])(?:\d{17}[\dx]|\d{15}|1[3-9]\d(?:[- ]?\d){8})(?![\da-z])/gi;

/** Free words as a list shows them: what they say, without the numbers that people typed into them. */
export function maskedWithin(text: string): string {
  return text.replace(WITHIN, (digits) => `${digits.slice(0, 3)}****${digits.slice(-4)}`);
}
