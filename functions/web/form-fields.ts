/** What a form sends, and the names that every form has. */

export type FormFields = Readonly<Record<string, string | File | readonly (string | File)[]>>;

/** The anti-forgery token, and the key that makes a second click the same command. */
export const CSRF_FIELD = 'csrf';
export const TOKEN_FIELD = 'token';

/** A field as typed, without the blanks around it; '' when it was not sent. */
export function textOf(fields: FormFields, name: string): string {
  const value = fields[name];
  const one = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' ? one.trim() : '';
}
