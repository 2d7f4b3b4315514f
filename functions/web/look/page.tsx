/** Every page is rendered here, inside the one layout. */
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { StatusCode } from 'hono/utils/http-status';
import type { Ctx } from '../web.ts';
import { Layout } from './layout.tsx';

export type Page = {
  readonly title: string;
  readonly body: Child;
  /** The key of the section in the navigation that is marked as current. */
  readonly section?: string;
  /** For tables that need the width of the screen. */
  readonly wide?: boolean;
  readonly status?: StatusCode;
  /** A form on the page was turned back: the title says so, for those who hear the page. */
  readonly hasErrors?: boolean;
};

export function renderPage(c: Ctx, page: Page): Response | Promise<Response> {
  c.status(page.status ?? 200);
  c.header('cache-control', 'no-store');
  return c.html(html`<!doctype html>${<Layout page={page} visitor={c.var} path={c.req.path} />}`);
}
