/** Drafts of forms: which form a draft is of, what is kept of it, and when it is over. */
import { randomUUID } from 'node:crypto';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { Typed } from '#shared/store/drafts.ts';
import {
  CSRF_FIELD,
  DRAFT_FIELD,
  type FormFields,
  TOKEN_FIELD,
  textOf,
  valuesOf,
} from '../frame/form-fields.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { typedValues, type Values } from './command-fields.ts';

/** Neither tokens nor buttons are typed. */
const UNTYPED: readonly string[] = [CSRF_FIELD, TOKEN_FIELD, DRAFT_FIELD, 'do'];
/** A form holds some thousand characters; more than this is no form of ours. */
const MOST_CHARACTERS = 200_000;
const ADDRESS = /^\/[\w\p{L}.~%/?=&-]{1,300}$/u;

/** The page on which the form stands that was sent; null where it has no draft. */
export function draftForm(sent: FormFields): string | null {
  const [form = ''] = textOf(sent, DRAFT_FIELD).split(' ');
  return ADDRESS.test(form) && !form.startsWith('//') ? form : null;
}

/** What a person typed; null where it is too much. */
function typedIn(sent: FormFields): Typed | null {
  const names = Object.keys(sent).filter((name) => !UNTYPED.includes(name));
  const fields = Object.fromEntries(names.map((name) => [name, valuesOf(sent, name)]));
  const title = textOf(sent, DRAFT_FIELD).split(' ').slice(1).join(' ');
  return JSON.stringify(fields).length > MOST_CHARACTERS ? null : { title, fields };
}

type By = { readonly web: Web; readonly who: Pick<Principal, 'user' | 'office'> };
const placeOf = ({ who }: By, form: string) => ({ office: who.office, user: who.user, form });

/** `page` is the address that the form names. */
type Opened = {
  readonly page: string;
  readonly fields: Parameters<typeof typedValues>[0];
  readonly first: Values;
};

/** What stands in the form of the page that is opened: what was typed there and not sent, else `first`. */
export async function firstOrDraft(c: Ctx, by: By, { page, fields, first }: Opened): Promise<Values> {
  const draft = await by.web.house.drafts.find(placeOf(by, page));
  if (draft === null) return first;
  c.set('draft', { keptAt: draft.keptAt, version: draft.fields.version?.[0] });
  return typedValues(fields, draft.fields);
}

/** `too`: what is too much for a draft: the form itself, or another beside all the account has begun. */
type Kept = { readonly at: Instant } | { readonly too: 'long' | 'many' } | null;

/** Null where there was nothing to keep. */
export async function keepDraft(by: By, sent: FormFields): Promise<Kept> {
  const form = draftForm(sent);
  const typed = typedIn(sent);
  if (form === null) return null;
  if (typed === null) return { too: 'long' };
  const token = textOf(sent, TOKEN_FIELD) || randomUUID();
  const kept = await by.web.house.drafts.keep(placeOf(by, form), { ...typed, token });
  if (kept === 'full') return { too: 'many' };
  return kept === 'kept' ? { at: by.web.house.clock.now() } : null;
}

/** A form answered by another page was taken: nothing of it comes back. */
export async function endDraft(by: By, sent: FormFields): Promise<void> {
  const form = draftForm(sent);
  if (form !== null) await by.web.house.drafts.end(placeOf(by, form), textOf(sent, TOKEN_FIELD));
}
