/** The colour of an office in place of the product's, in either scheme: a sheet of its own after the common one. */
import { contrast, isColour, isReadable, LEAST_CONTRAST, mixed } from '#shared/kernel/colour.ts';

const PREFIX = '/assets/brand/';
export const BRAND_ROUTE = `${PREFIX}:colour{[0-9a-f]{6}\\.css}`;
/** What stands behind words in the dark. */
const NIGHT = '#1a2028';

export const brandPath = (brand: string): string => `${PREFIX}${brand.slice(1)}.css`;

/** Light enough to be read in the dark. */
export function brandInTheDark(brand: string): string {
  const shares = Array.from({ length: 19 }, (_, at) => 0.4 + at / 32);
  const found = shares.find((share) => contrast(mixed(brand, '#ffffff', share), NIGHT) >= LEAST_CONTRAST + 1);
  return mixed(brand, '#ffffff', found ?? 1);
}

/** Null for what is no colour, or none that words can be read on. */
export function brandStyle(brand: string): string | null {
  if (!isColour(brand) || !isReadable(brand)) return null;
  const mix = (other: string, share: number): string => mixed(brand, other, share);
  const dark = brandInTheDark(brand);
  return `:root, .sheet, .letter-page, .qr { --brand: ${brand}; --brand-dark: ${mix('#000000', 0.28)}; --brand-pale: ${mix('#ffffff', 0.9)}; }
@media screen and (prefers-color-scheme: dark) {
  :root { --brand: ${dark}; --brand-dark: ${mixed(dark, '#ffffff', 0.3)}; --brand-pale: ${mix(NIGHT, 0.75)}; --masthead: ${mix(NIGHT, 0.6)}; --action: ${brand}; --action-dark: ${mix('#000000', 0.2)}; }
}
`;
}
