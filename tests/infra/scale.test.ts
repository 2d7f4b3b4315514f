/** docs/scale.md: what it says is what the command prints, and no more is said than is known. */
import { describe, expect, it } from 'vitest';
import { heatOf, KEY_LIMIT } from '../bench/scale/heat.ts';
import { VOLUMES } from '../bench/scale/page.ts';
import { PAGES, standsIn } from '../bench/scale/print.ts';
import { slicesInPage, slicesPage } from '../bench/slices-page.ts';

/** Without the blanks by which columns are kept under each other. */
const plain = (text: string): string => text.replaceAll(/ +/g, ' ').replaceAll(/-{3,}/g, '---');

describe('how far the cloud carries', () => {
  it.each(PAGES)('docs/%s has what `npm run scale` prints', (page, made) => {
    expect(plain(standsIn(page))).toBe(plain(made()));
  });

  it('docs/scale.md has what `npm run scale:slices` has found', () => {
    expect(plain(slicesInPage())).toBe(plain(slicesPage()));
  });

  it('no key of a year of 10⁹ cases takes more than a key can', () => {
    for (const volume of VOLUMES)
      for (const { what, units } of heatOf(volume)) expect(units, what).toBeLessThan(KEY_LIMIT);
  });

  it('a price that is not known is neither guessed nor nothing', () => {
    const [, china = ''] = standsIn('deployment.md').split('**cn-north-1**');
    expect(china).toContain('| functions | unknown | unknown | unknown |');
    expect(standsIn('deployment.md')).not.toMatch(/\| 0 \|/);
  });
});
