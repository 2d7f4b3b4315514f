/**
 * Every page that every role can reach, in the four looks that people meet: a wide window, a telephone, the dark, paper.
 * `npm run looks` takes their pictures into a folder, with contact sheets, to be looked at by a person (LOOKS=folder).
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '#shared/store/accounts.ts';
import { type BrowsedOffice, openBrowsedOffice } from '../support/browsed-office.ts';

const FOLDER = process.env.LOOKS;
const LOOKS = {
  wide: { width: 1280, colorScheme: 'light', media: 'screen' },
  phone: { width: 360, colorScheme: 'light', media: 'screen' },
  dark: { width: 1280, colorScheme: 'dark', media: 'screen' },
  paper: { width: 794, colorScheme: 'light', media: 'print' },
} as const;
type Look = keyof typeof LOOKS;
const HEIGHT = 900;
/** Pages nobody is led to by a link that can be followed. */
const UNLINKED = ['/hotline/new', '/search', '/no-such-page'];
/** What is taken home, what ends the session, and the same list in another order. */
const NOT_FOLLOWED =
  /\/(?:file|docx|pdf|xlsx|download|sign-out|package)\b|[?&](?:as|sort|order|after|format|page)=/;
const MOST_OF_A_KIND = 1;

let office: BrowsedOffice;
beforeAll(async () => {
  office = await openBrowsedOffice();
});
afterAll(() => office?.close());

/** Numbers, days and ids of an address, so that two cases are one kind of page. */
function kindOf(path: string): string {
  const { pathname, searchParams } = new URL(path, office.address);
  const plain = decodeURI(pathname)
    .replace(/[A-Z]{2,}[\w-]*\d[\w-]*/g, 'N')
    .replace(/\d+(?:\.\d+)?/g, '0');
  return `${plain}?${[...searchParams.keys()].sort().join('&')}`;
}

/** Page by page from home on, one of each kind. */
async function* reachable(page: Page): AsyncGenerator<string> {
  const waiting = ['/', ...UNLINKED];
  const met = new Map<string, number>();
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const kind = kindOf(next);
    if ((met.get(kind) ?? 0) >= MOST_OF_A_KIND) continue;
    met.set(kind, (met.get(kind) ?? 0) + 1);
    const answer = await page.goto(new URL(next, office.address).href).catch(() => null);
    if (answer === null || !(answer.headers()['content-type'] ?? '').includes('html')) continue;
    if (answer.status() === 403) continue;
    expect(answer.status() < 500, next).toBe(true);
    yield next;
    const hrefs = await page
      .locator('a[href^="/"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
    waiting.push(...hrefs.filter((href) => !NOT_FOLLOWED.test(href)));
  }
}

async function take(page: Page, { look, name }: { look: Look; name: string }): Promise<void> {
  const { width, colorScheme, media } = LOOKS[look];
  await page.setViewportSize({ width, height: HEIGHT });
  await page.emulateMedia({ colorScheme, media });
  if (FOLDER === undefined) return;
  mkdirSync(join(FOLDER, look), { recursive: true });
  await page.screenshot({
    path: join(FOLDER, look, `${name}.jpg`),
    type: 'jpeg',
    quality: 60,
    fullPage: true,
  });
}

describe.runIf(FOLDER !== undefined)('every page of every role', () => {
  it('is taken in four looks', async () => {
    const seen = new Set<string>();
    const index: string[] = [];
    for (const role of ROLES) {
      const page = await office.visit(`look-${role}`, role, { viewport: { width: 1280, height: HEIGHT } });
      for await (const path of reachable(page)) {
        const text = await page.locator('main').innerText();
        const digest = createHash('sha256')
          .update(`${kindOf(path)} ${text}`)
          .digest('hex');
        if (seen.has(digest)) continue;
        seen.add(digest);
        const name = `${String(index.length).padStart(3, '0')}-${role}`;
        index.push(`${name} ${path}`);
        for (const look of Object.keys(LOOKS) as Look[]) await take(page, { look, name });
        await page.setViewportSize({ width: 1280, height: HEIGHT });
        await page.emulateMedia({ colorScheme: 'light', media: 'screen' });
      }
      await page.context().close();
    }
    writeFileSync(join(FOLDER ?? '', 'index.txt'), `${index.join('\n')}\n`);
    expect(index.length).toBeGreaterThan(60);
  }, 3_600_000);
});
