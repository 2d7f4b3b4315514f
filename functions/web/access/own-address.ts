/** Under which address a browser sees us: for what is bound to it, passkeys and the way back from a provider. */
import type { Ctx } from '../frame/web.ts';

/** As the browser asked for it; behind a proxy, as that one says. Nothing is believed on its word alone. */
export function ownAddress(c: Ctx): URL {
  const host = c.req.header('host') ?? 'localhost';
  const told = c.var.proxied ? (c.req.header('x-forwarded-host')?.split(',')[0]?.trim() ?? '') : '';
  const scheme = c.var.secure ? 'https' : 'http';
  return URL.parse(`${scheme}://${told || host}/`) ?? new URL(`${scheme}://localhost/`);
}
