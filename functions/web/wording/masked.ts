/** Personal details half hidden, as they are shown until somebody asks for them: enough to recognise, not to use. */

/** First 3 and last 4 characters of an identity number; of anything short only the first. */
function maskedIdentity(text: string): string {
  const letters = [...text];
  if (letters.length < 9) return `${letters[0] ?? ''}${'*'.repeat(Math.max(letters.length - 1, 0))}`;
  return `${letters.slice(0, 3).join('')}${'*'.repeat(letters.length - 7)}${letters.slice(-4).join('')}`;
}

/** Every number of 7 or more digits, also with dashes between them, keeps 3 and 4; an address by e-mail keeps its first letter and its host. */
function maskedContact(text: string): string {
  return text
    .replace(/\d(?:[- ]?\d){6,}/g, (digits) => `${digits.slice(0, 3)}${'*'.repeat(4)}${digits.slice(-4)}`)
    .replace(/([^\s@])[^\s@]*@/g, '$1***@');
}

const MASKS: Readonly<Record<string, (text: string) => string>> = {
  identity: maskedIdentity,
  contact: maskedContact,
  caller: maskedContact,
};

export function isMasked(key: string): boolean {
  return key in MASKS;
}

export function maskedText(key: string, text: string): string {
  return MASKS[key]?.(text) ?? text;
}
