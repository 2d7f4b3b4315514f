/**
 * Every tour of the help is walked in the sample office by an account of its role. `npm run tours` also takes the
 * pictures of docs/tours and writes its text, so that neither can fall behind the product.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOURS, type Tour } from '#functions/web/help/tours.ts';
import { readText } from '../architecture/source-files.ts';
import { type BrowsedOffice, openBrowsedOffice } from '../support/browsed-office.ts';

const FOLDER = fileURLToPath(new URL('../../docs/tours/', import.meta.url));
const WRITES = process.env.TOURS === 'write';

let office: BrowsedOffice;
beforeAll(async () => {
  if (WRITES) mkdirSync(FOLDER, { recursive: true });
  office = await openBrowsedOffice();
});
afterAll(() => office.close());

const pictureOf = ({ id }: Tour, index: number): string => `${id}-${index + 1}.jpg`;

function written(): string {
  const parts = TOURS.map((tour) => {
    const steps = tour.steps.map(
      ({ title, text }, index) =>
        `### ${index + 1}. ${title}\n\n${text}\n\n![${title}](${pictureOf(tour, index)})\n`,
    );
    return `## ${tour.title}的一天\n\n${steps.join('\n')}`;
  });
  return `# 走一遍\n\n各类人员怎样用台账过一天。文字与产品中“使用说明”的相同，图是在示例数据上拍的，都由 \`npm run tours\` 生成。\n\n${parts.join('\n')}`;
}

describe('the tours', () => {
  it.each(TOURS)('$title: every step opens, and so does its page in any office', async (tour) => {
    const page = await office.visit(`tour-${tour.id}`, tour.role, { viewport: { width: 1180, height: 760 } });
    for (const [index, { href, shown = href }] of tour.steps.entries()) {
      for (const path of new Set([href, shown])) {
        const answer = await page.goto(new URL(path, office.address).href);
        expect(answer?.status(), path).toBe(200);
      }
      if (WRITES) await page.screenshot({ path: FOLDER + pictureOf(tour, index), type: 'jpeg', quality: 62 });
    }
  });

  it('are written down as they are walked', () => {
    if (WRITES) writeFileSync(`${FOLDER}README.md`, written());
    expect(readText('docs/tours/README.md')).toBe(written());
  });
});
