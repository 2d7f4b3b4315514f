/** What a form sends, and the names that every form has. */
import { randomUUID } from 'node:crypto';

export type FormFields = Readonly<Record<string, string | File | readonly (string | File)[]>>;

/** The anti-forgery token, the key that makes a second click the same command, and the page whose draft this is. */
export const CSRF_FIELD = 'csrf';
export const TOKEN_FIELD = 'token';
export const DRAFT_FIELD = 'draft';
/** Before the name of a field: the upload whose file stands in its place. */
export const HANDED_IN = 'uploaded-';

/** A field as typed, without the blanks around it; '' when it was not sent. */
export function textOf(fields: FormFields, name: string): string {
  const value = fields[name];
  const one = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' ? one.trim() : '';
}

/** All that was ticked or typed under a name. */
export function valuesOf(fields: FormFields, name: string): string[] {
  return [fields[name] ?? []].flat().filter((value) => typeof value === 'string');
}

/**
 * Two clicks send the same token and are one command. The key is the person's own, so that nobody can use up another's;
 * a form without a token that could be ours is a command of its own.
 */
export function formKey(user: string, token: string): string {
  return `form ${user} ${/^[\w-]{8,64}$/.test(token) ? token : randomUUID()}`;
}
