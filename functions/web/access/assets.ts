/** The stylesheet and the script: named by their content, kept for a year, open to the sign-in page. */
import type { Hono } from 'hono';
import type { Env } from '../frame/web.ts';
import { SCRIPT, SCRIPT_PATH, STYLESHEET, STYLESHEET_PATH } from '../look/assets.ts';
import type { Route } from './site.ts';

const FILES = [
  { path: STYLESHEET_PATH, type: 'text/css', text: STYLESHEET },
  { path: SCRIPT_PATH, type: 'text/javascript', text: SCRIPT },
];

export const ASSET_ROUTES: readonly Route[] = FILES.map(({ path }) => ({
  method: 'GET',
  path,
  roles: 'public',
  reads: null,
}));

export function assetRoutes(app: Hono<Env>): void {
  for (const { path, type, text } of FILES)
    app.get(path, (c) =>
      c.body(text, 200, {
        'content-type': `${type}; charset=utf-8`,
        'cache-control': 'public, max-age=31536000, immutable',
      }),
    );
}
