/** The stylesheet and the script: named by their content, kept for a year, open to the sign-in page. */
import type { Hono } from 'hono';
import type { Env } from '../frame/web.ts';
import { SCRIPT, SCRIPT_PATH, STYLESHEET, STYLESHEET_PATH } from '../look/assets.ts';
import { BRAND_ROUTE, brandStyle } from '../look/style-of-brand.ts';
import type { Route } from './site.ts';

const FILES = [
  { path: STYLESHEET_PATH, type: 'text/css', text: STYLESHEET },
  { path: SCRIPT_PATH, type: 'text/javascript', text: SCRIPT },
];

const kept = (type: string) => ({
  'content-type': `${type}; charset=utf-8`,
  'cache-control': 'public, max-age=31536000, immutable',
});

export const ASSET_ROUTES: readonly Route[] = [...FILES, { path: BRAND_ROUTE }].map(({ path }) => ({
  method: 'GET',
  path,
  roles: 'public',
  reads: null,
}));

export function assetRoutes(app: Hono<Env>): void {
  app.get(BRAND_ROUTE, (c) => {
    const style = brandStyle(`#${(c.req.param('colour') ?? '').slice(0, 6)}`);
    return style === null ? c.notFound() : c.body(style, 200, kept('text/css'));
  });
  for (const { path, type, text } of FILES) app.get(path, (c) => c.body(text, 200, kept(type)));
}
