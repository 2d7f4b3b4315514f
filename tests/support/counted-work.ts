/** What a piece of work takes at the keyboard and the mouse, counted as it is done in a real browser. */
import type { Page } from 'playwright-core';

export type Counted = {
  /** Characters written into the field at hand. */
  type(text: string): Promise<void>;
  /** Presses of other keys. */
  press(...keys: readonly string[]): Promise<void>;
  /** Clicks of the mouse. */
  click(what: ReturnType<Page['locator']>): Promise<void>;
  /** `loads`: pages that came, of which one that answers a form is one. */
  readonly taken: {
    readonly typed: number;
    readonly presses: number;
    readonly clicks: number;
    readonly loads: number;
  };
};

export function counted(page: Page): Counted {
  const taken = { typed: 0, presses: 0, clicks: 0, loads: 0 };
  // as they come, not as they are through: who goes on at once may leave one before it is
  page.on('response', (response) => {
    const isPage = response.headers()['content-type']?.startsWith('text/html') ?? false;
    if (isPage && response.request().isNavigationRequest()) taken.loads += 1;
  });
  return {
    taken,
    type: async (text) => {
      taken.typed += [...text].length;
      await page.keyboard.insertText(text);
    },
    press: async (...keys) => {
      taken.presses += keys.length;
      for (const key of keys) await page.keyboard.press(key);
    },
    click: async (what) => {
      taken.clicks += 1;
      await what.click();
    },
  };
}
