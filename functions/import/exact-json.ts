/** JSON whose numbers are what was sent: a number of which a double would lose digits stays the text it was written as. */

/** A number in the place of a value that may lose something: sixteen digits, a fraction, an exponent, a minus zero. */
const AT_RISK = /[:,[]\s*-?(?:\d{16}|\d+[.eE]|0)/;
/** Every number of so many digits has a double of its own. */
const SAFE_DIGITS = 15;

type Keep = (source: string, value: number) => boolean;

/** For commands: a number that can be computed with is one. Throws SyntaxError. */
export function parseExactly(text: string): unknown {
  return parsed(text, isExact);
}

/** For cells: a number is read as it was written, `2026.10` is not `2026.1`; `1.0E7` is 10000000. Throws SyntaxError. */
export function parseAsWritten(text: string): unknown {
  return parsed(
    text,
    (source, value) => String(value) === source || (/e/i.test(source) && isExact(source, value)),
  );
}

function parsed(text: string, keeps: Keep): unknown {
  if (!AT_RISK.test(text) && !/^\s*-?\d/.test(text)) return JSON.parse(text);
  const reviver = (_key: string, value: unknown, { source }: { readonly source?: string }): unknown =>
    typeof value !== 'number' || source === undefined || keeps(source, value) ? value : source;
  return JSON.parse(text, reviver as Parameters<typeof JSON.parse>[1]);
}

function isExact(source: string, value: number): boolean {
  if (!Number.isFinite(value)) return false;
  const written = significant(source);
  return written.length <= SAFE_DIGITS || written === significant(String(value));
}

/** The digits that make the number, without sign, point, exponent and the zeros around them. */
function significant(number: string): string {
  return number
    .replace(/e.*$/i, '')
    .replace(/[-.]/g, '')
    .replace(/^0+|0+$/g, '');
}
