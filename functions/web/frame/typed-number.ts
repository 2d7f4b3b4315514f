/** A number as people type it into a field: digits, of either width, and a point for the decimals. */
const NUMBER = /^-?\d{1,15}(?:\.\d{1,6})?$/;

/** What is no number comes back as it was typed: the schema turns it back at its field. `0x0a` and `1e3` are none. */
export function typedNumber(typed: string): number | string {
  const plain = typed
    .trim()
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  return NUMBER.test(plain) ? Number(plain) : typed;
}
