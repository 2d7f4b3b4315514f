/** Drawings turned into pictures by the browser that comes with the packages, for documents that show no SVG. */
import type { Chart } from './charts.ts';
import { withBrowser } from './chromium.ts';

/** Twice the size, so that they are sharp on paper. */
const SCALE = 2;

export async function pngOf(charts: readonly Chart[]): Promise<Uint8Array[]> {
  return withBrowser(async (browser) => {
    const page = await browser.newPage({ deviceScaleFactor: SCALE, javaScriptEnabled: false });
    const pictures: Uint8Array[] = [];
    for (const { svg, width, height } of charts) {
      await page.setViewportSize({ width, height });
      await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
      pictures.push(new Uint8Array(await page.screenshot({ type: 'png' })));
    }
    return pictures;
  });
}
