/** docs/measured.md: what it says is what the command makes of the lines that are kept, and no run is left out of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { measuredPage, newestOf } from '../bench/measured/page.ts';
import { keptLines } from '../bench/measured/print.ts';
import type { ToldFigure } from '../bench/told-figures.ts';

const DOCS = join(import.meta.dirname, '../../docs');
const FIGURE: ToldFigure = {
  ...{ bench: 'deaf', claim: 'the longest wait beside a rebuild', unit: 'ms', ratio: 300, limit: 250 },
  ...{
    side: 'atMost',
    holds: false,
    at: '2026-11-27T15:00:00.000Z',
    machine: 'a machine',
    command: 'npm run bench:deaf',
    load: 3,
  },
};

describe('the page of numbers', () => {
  let made: Awaited<ReturnType<typeof measuredPage>>;
  beforeAll(async () => {
    made = await measuredPage(keptLines());
  });

  it('is what `npm run measured` makes of the lines that are kept', () => {
    expect(readFileSync(join(DOCS, 'measured.md'), 'utf8')).toBe(made.page);
    const pictures = readdirSync(join(DOCS, 'measured')).filter((name) => name.endsWith('.svg'));
    expect(pictures.sort()).toEqual([...made.charts.keys()].sort());
    for (const [name, svg] of made.charts)
      expect(readFileSync(join(DOCS, 'measured', name), 'utf8')).toBe(svg);
  });

  it('shows what does not hold, and what was not run, as such', async () => {
    const { page, charts } = await measuredPage([FIGURE]);
    expect(page).toContain('0 claims hold, 1 do not, ');
    expect(page).toMatch(
      /\| the longest wait beside a rebuild \| 300 ms \| ≤ 250 ms \| \*\*does not hold\*\* \|/,
    );
    expect(page).toContain('2026-11-27, M1 at load 3, `npm run bench:deaf`');
    expect(page).toContain('| the longest wait beside a closing | not run |');
    expect([...charts.keys()]).toEqual(['deaf.svg']);
  });

  it('takes the newest run of a claim, and one of a bench that nobody has named', () => {
    const later = { ...FIGURE, at: '2026-11-27T16:00:00.000Z', ratio: 100, holds: true };
    expect(newestOf([later, FIGURE])).toEqual([later]);
    const other = { ...FIGURE, bench: 'unheard-of' };
    return expect(measuredPage([other])).resolves.toMatchObject({
      page: expect.stringContaining('## unheard-of'),
    });
  });
});
