/** An office behind a real port and a real browser: for what only a browser knows, such as focus, width and contrast. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '#shared/documents/chromium.ts';
import { openWebOffice, type Visitor, type WebOffice } from './web-office.ts';

export type Way = { readonly width?: number; readonly script?: boolean };
export type BrowserOffice = {
  readonly office: WebOffice;
  /** A window in which this visitor is signed in; closed with the office. */
  open(visitor: Visitor, path: string, way?: Way): Promise<Page>;
  close(): Promise<void>;
};

export async function openBrowserOffice(): Promise<BrowserOffice> {
  const office = await openWebOffice();
  const server = await listening(office);
  const { port } = server.address() as AddressInfo;
  const browser = await openBrowser();
  const at = `http://localhost:${port}`;
  return {
    office,
    open: async (visitor, path, way = {}) => {
      const context = await contextOf(browser, way);
      await context.addCookies(cookiesOf(visitor, at));
      const page = await context.newPage();
      await page.goto(`${at}${path}`);
      return page;
    },
    close: async () => {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
      office.close();
    },
  };
}

function listening({ app }: WebOffice): Promise<ServerType> {
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0 }, () => resolve(server));
  });
}

/** The checker of accessibility is no script of ours: the policy that keeps it out is lifted for it. */
function contextOf(browser: Browser, { width = 1280, script = true }: Way): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: script, bypassCSP: true });
}

function cookiesOf(visitor: Visitor, url: string) {
  return visitor
    .cookie()
    .split('; ')
    .filter((pair) => pair !== '')
    .map((pair) => ({
      name: pair.slice(0, pair.indexOf('=')),
      value: pair.slice(pair.indexOf('=') + 1),
      url,
    }));
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What the checker finds, by all its rules or these, each with the elements; nothing on a page as it should be. */
export async function faultsOf(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = (await page.evaluate(
    `axe.run(${JSON.stringify(rules === undefined ? {} : { runOnly: rules })})`,
  )) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  );
}

/** A page that has to be pushed sideways as a whole. */
export function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > window.innerWidth') as Promise<boolean>;
}
