/**
 * Cookies, all of them signed. Over https their names begin with `__Host-`: a browser then takes them from this host
 * alone, from no other one of the same domain and from no page without https.
 */
import { deleteCookie, generateSignedCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import type { Ctx } from './web.ts';

/** `seconds`: how long the browser keeps it; absent: until it is closed. */
type Cookie = { readonly name: string; readonly value: string; readonly seconds?: number };

function options(c: Ctx, seconds?: number): CookieOptions {
  return {
    ...{ path: '/', httpOnly: true, sameSite: 'Lax', secure: c.var.secure },
    ...(c.var.secure && { prefix: 'host' }),
    ...(seconds !== undefined && { maxAge: seconds }),
  };
}

/** Null where there is none that we signed. */
export async function cookieIn(c: Ctx, secret: string, name: string): Promise<string | null> {
  const value = c.var.secure
    ? await getSignedCookie(c, secret, name, 'host')
    : await getSignedCookie(c, secret, name);
  return value || null;
}

export async function giveCookie(c: Ctx, secret: string, { name, value, seconds }: Cookie): Promise<void> {
  await setSignedCookie(c, name, value, secret, options(c, seconds));
}

/** For an answer that is there already: its line. */
export function cookieLine(c: Ctx, secret: string, { name, value, seconds }: Cookie): Promise<string> {
  return generateSignedCookie(name, value, secret, options(c, seconds));
}

export function dropCookie(c: Ctx, name: string): void {
  deleteCookie(c, name, options(c));
}
