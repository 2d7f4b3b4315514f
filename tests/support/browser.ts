/** The browser of the tests is the one that prints the documents, so that one machine's needs are known once. */
import type { Browser } from 'playwright-core';
import { openBrowser } from '#shared/documents/chromium.ts';

/** Opens the packaged browser; close it in `afterAll`. */
export function launchBrowser(): Promise<Browser> {
  return openBrowser();
}
