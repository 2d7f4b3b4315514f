/** Fields that hold the name of somebody or something, or where to reach them: how long each may be, and of what. */
import * as z from 'zod';
import type { TextField } from './event.ts';
import { isWritable } from './written.ts';

/** In characters (UTF-16 units). The longest names of organisations are about 100; an address is longer. */
export const LONGEST_NAMES = {
  applicantName: 200,
  identity: 200,
  contact: 500,
  agent: 500,
  party: 200,
  organ: 200,
  approvedBy: 100,
  byOrderOf: 200,
  caller: 200,
  court: 200,
  postNumber: 100,
  receiver: 200,
  address: 500,
} as const satisfies Partial<Record<TextField, number>>;
type NameField = keyof typeof LONGEST_NAMES;

/**
 * What nobody sees and what makes the rest read in another order: controls (not the white space a spreadsheet puts into a
 * cell), format characters, fillers that look blank. Variation selectors stay: they choose the form of a rare character.
 */
const UNSEEN = /[\p{Cf}\u115f\u1160\u2028\u2029\u2800\u3164\uffa0]|(?![\t\n\r])\p{Cc}/u;

/** Whether a name is only what is seen of it. */
export function isPlainName(text: string): boolean {
  return isWritable(text) && !UNSEEN.test(text);
}

/** `of`: the text field that the name becomes, or the longest it may be. */
export function nameField(of: NameField | number): z.ZodString {
  const longest = typeof of === 'number' ? of : LONGEST_NAMES[of];
  return z.string().max(longest).refine(isPlainName, 'badCharacter');
}

/** Not blank. */
export function filledName(of: NameField): z.ZodString {
  return nameField(of).regex(/\S/);
}
