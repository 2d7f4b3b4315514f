/** A colour of an office, `#rrggbb`, and whether words can be read on it (WCAG 2.2, 1.4.3). */

const HEX = /^#[\da-f]{6}$/;
const WHITE = '#ffffff';
/** Of ordinary text to what it stands on. */
export const LEAST_CONTRAST = 4.5;

export const isColour = (text: string): boolean => HEX.test(text);

const partsOf = (colour: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** Relative luminance, 0 to 1. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = partsOf(colour).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Whether white words can be read on it, and it as words on white paper. */
export const isReadable = (colour: string): boolean => contrast(colour, WHITE) >= LEAST_CONTRAST;

/** `share` of the second, 0 to 1. */
export function mixed(one: string, other: string, share: number): string {
  const [own, more] = [partsOf(one), partsOf(other)];
  const parts = own.map((part, at) => Math.round(part + ((more[at] ?? 0) - part) * share));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
