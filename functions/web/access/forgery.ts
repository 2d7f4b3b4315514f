/** Whether a posted form is one we handed out: its token belongs to this visitor's cookie, and it comes from this site. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Account } from '#shared/store/accounts.ts';
import { CSRF_FIELD, type FormFields } from '../frame/form-fields.ts';
import type { Ctx, Web } from '../frame/web.ts';

type Of = { readonly visitor: string; readonly user: string };

/**
 * `visitor` is the secret of the session or, before signing in, of the visitor's cookie. Behind the stop stands whose the
 * form is, so that what comes too late is given to nobody else.
 */
export function csrfToken(secret: string, { visitor, user }: Of): string {
  const token = createHmac('sha256', secret).update(`form ${visitor}`).digest('base64url');
  return user === '' ? token : `${token}.${ownerMark(secret, user)}`;
}

/** A word for a person that only we can make. */
function ownerMark(secret: string, user: string): string {
  return createHmac('sha256', secret).update(`owner ${user}`).digest('base64url').slice(0, 22);
}

/** Whose form it was; null where it was nobody's, or the account is stopped. */
export async function ownerOf({ accounts }: Web, fields: FormFields): Promise<Account | null> {
  const mark = String(fields[CSRF_FIELD] ?? '').split('.')[1] ?? '';
  const secret = await accounts.signingSecret();
  const isMeant = ({ user, disabled }: Account): boolean => !disabled && ownerMark(secret, user) === mark;
  return (await accounts.list()).find(isMeant) ?? null;
}

export function isOwnForm(c: Ctx, fields: FormFields): boolean {
  if (!comesFromHere(c)) return false;
  // whose it was is no part of the proof: that session may be over by now
  const proofOf = (token: string): Buffer => Buffer.from(token.split('.')[0] ?? '');
  const [given, expected] = [proofOf(String(fields[CSRF_FIELD] ?? '')), proofOf(c.var.csrf)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/**
 * A browser judges by itself whether a page of this site sent the form, whatever a proxy makes of our name; `none` is
 * the person's own doing, such as sending it again. Where it does not say so (on plain http, or an old one), the origin
 * that it names is compared. A program names neither.
 */
export function comesFromHere(c: Ctx): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = c.req.header('origin');
  return origin === undefined || isOurs(c, URL.parse(origin));
}

/**
 * Whether a page lies where we are reached. A proxy that is believed may pass our name on without its port (nginx's
 * `$host` does): ports are compared with those that are told, and any will do where none is.
 */
function isOurs(c: Ctx, page: URL | null): boolean {
  if (page === null) return false;
  const told = (c.var.proxied ? ['host', 'x-forwarded-host'] : ['host'])
    .map((name) => URL.parse(`${page.protocol}//${firstOf(c.req.header(name))}`))
    .filter((own) => own?.hostname === page.hostname);
  if (told.length === 0) return false;
  const ports = told.map((own) => own?.port);
  if (!c.var.proxied) return ports.includes(page.port);
  const port = firstOf(c.req.header('x-forwarded-port'));
  if (port !== '') ports.push(URL.parse(`${page.protocol}//${page.hostname}:${port}`)?.port);
  return ports.includes(page.port) || ports.every((one) => one === '');
}

/** Behind several proxies: what the first one was asked for. */
function firstOf(header: string | undefined): string {
  return header?.split(',')[0]?.trim() ?? '';
}
