/** Every page is rendered here, inside the one layout. */
import { html } from 'hono/html';
import { dropWarnings } from '../frame/send-command.ts';
import type { Ctx } from '../frame/web.ts';
import type { FormState } from './form.tsx';
import { Layout, type Page } from './layout.tsx';

/** Given on as a plain text: the server sends that as it is, and anything else as a stream of the web's. */
export async function renderPage(c: Ctx, page: Page): Promise<Response> {
  c.status(page.status ?? 200);
  if (c.req.method === 'GET' && c.var.warnings?.length > 0) dropWarnings(c);
  c.header('cache-control', 'no-store');
  return c.html(String(await html`<!doctype html>${<Layout page={page} visitor={c.var} />}`));
}

/** The page of a form: one that came back with faults answers 422, unless `page` names another fault, and says so in its title. */
export function renderFormPage(
  c: Ctx,
  { errors }: Pick<FormState, 'errors'>,
  page: Omit<Page, 'hasErrors'>,
): Response | Promise<Response> {
  const hasErrors = errors.length > 0;
  return renderPage(c, { status: hasErrors ? 422 : 200, ...page, hasErrors });
}
