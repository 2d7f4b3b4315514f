/** Whether a posted form is one we handed out: its token belongs to this visitor's cookie, and it comes from this site. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { CSRF_FIELD, type FormFields } from '../form-fields.ts';
import type { Ctx } from '../web.ts';

/** `visitor` is the secret of the session or, before signing in, of the visitor's cookie. */
export function csrfToken(secret: string, visitor: string): string {
  return createHmac('sha256', secret).update(`form ${visitor}`).digest('base64url');
}

export function isOwnForm(c: Ctx, fields: FormFields): boolean {
  const origin = c.req.header('origin');
  if (origin !== undefined && origin !== 'null' && hostOf(origin) !== c.req.header('host')) return false;
  const [given, expected] = [Buffer.from(String(fields[CSRF_FIELD] ?? '')), Buffer.from(c.var.csrf)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function hostOf(origin: string): string | null {
  return URL.parse(origin)?.host ?? null;
}
