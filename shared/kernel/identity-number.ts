/** The last character of an identity number is counted from the others: a slip of the pen shows. */
import { foldWidth } from './written.ts';

/** GB 11643—1999: ISO 7064 MOD 11-2, weights 2^(17−i) mod 11. */
const PERSON = { weights: [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2], checks: '10X98765432' };
/** GB 32100—2015: no I, O, S, V, Z; weights 3^(i−1) mod 31. */
const ORGANISATION = {
  weights: [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28],
  characters: '0123456789ABCDEFGHJKLMNPQRTUWXY',
};

function isPerson(number: string): boolean {
  const sum = PERSON.weights.reduce((so, weight, at) => so + weight * Number(number[at]), 0);
  return /^\d{17}[\dX]$/.test(number) && PERSON.checks[sum % 11] === number[17];
}

function isOrganisation(number: string): boolean {
  const { weights, characters } = ORGANISATION;
  const values = [...number].map((one) => characters.indexOf(one));
  const sum = weights.reduce((so, weight, at) => so + weight * (values[at] ?? 0), 0);
  return !values.includes(-1) && values[17] === (31 - (sum % 31)) % 31;
}

const NUMBER = /(?<![\dA-Z])(?:\d{17}[\dX]|[0-9A-Z]{2}\d{6}[0-9A-Z]{10})(?![\dA-Z])/g;

/** Wide characters are read; where no number stands whole, its groups are put together. */
function numbersIn(text: string): readonly string[] {
  const plain = foldWidth(text).toUpperCase();
  const together = plain.replace(/(?<=[\dA-Z])[\s\p{Pd}·.]+(?=[\dA-Z])/gu, '');
  return plain.match(NUMBER) ?? together.match(NUMBER) ?? [];
}

/**
 * Whether a text holds a number of eighteen characters that checks by neither standard. A natural person has only an
 * identity card; an organisation may show its own code or the card of the person acting for it.
 */
export function hasWrongCheckDigit(text: string, holder: 'person' | 'organisation'): boolean {
  return numbersIn(text).some((number) => {
    const looksLikeCard = /^\d{17}[\dX]$/.test(number);
    if (holder === 'person' && looksLikeCard) return !isPerson(number);
    return !isOrganisation(number) && !(looksLikeCard && isPerson(number));
  });
}
