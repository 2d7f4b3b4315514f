/**
 * Cookies, all of them signed. Over https their names begin with `__Host-`: a browser then takes them from this host
 * alone, from no other one of the same domain and from no page without https.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { deleteCookie, generateCookie, getCookie, setCookie } from 'hono/cookie';
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

/** As hono signs, without the threads that the web's cryptography takes for each cookie of each request. */
const signed = (value: string, secret: string): string =>
  `${value}.${createHmac('sha256', secret).update(value).digest('base64')}`;

/** Null where there is none that we signed. */
export function cookieIn(c: Ctx, secret: string, name: string): string | null {
  const carried = (c.var.secure ? getCookie(c, name, 'host') : getCookie(c, name)) ?? '';
  const value = carried.slice(0, Math.max(0, carried.lastIndexOf('.')));
  const [given, right] = [Buffer.from(carried), Buffer.from(signed(value, secret))];
  return value !== '' && given.length === right.length && timingSafeEqual(given, right) ? value : null;
}

export function giveCookie(c: Ctx, secret: string, { name, value, seconds }: Cookie): void {
  setCookie(c, name, signed(value, secret), options(c, seconds));
}

/** For an answer that is there already: its line. */
export function cookieLine(c: Ctx, secret: string, { name, value, seconds }: Cookie): string {
  return generateCookie(name, signed(value, secret), options(c, seconds));
}

export function dropCookie(c: Ctx, name: string): void {
  deleteCookie(c, name, options(c));
}
