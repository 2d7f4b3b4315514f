/**
 * A case's number as one part of an address. Browsers take `.` and `..` for steps through folders, and some words stand
 * for pages beside the cases: such a number goes behind a `~`, and so does one that would then be taken for it.
 */
const SPOKEN_FOR = /^~*(?:\.\.?|new|cases|figures|lists|queues|supervision|not-counted)$/;

export function addressPart(number: string): string {
  return encodeURIComponent(SPOKEN_FOR.test(number) ? `~${number}` : number);
}

/** `part` is decoded already. */
export function numberIn(part: string | undefined): string {
  const number = part ?? '';
  return number.startsWith('~') && SPOKEN_FOR.test(number) ? number.slice(1) : number;
}
