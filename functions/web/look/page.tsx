/** Every page is rendered here, inside the one layout. */
import { html } from 'hono/html';
import type { Ctx } from '../web.ts';
import { Layout, type Page } from './layout.tsx';

export function renderPage(c: Ctx, page: Page): Response | Promise<Response> {
  c.status(page.status ?? 200);
  c.header('cache-control', 'no-store');
  return c.html(html`<!doctype html>${<Layout page={page} visitor={c.var} path={c.req.path} />}`);
}
