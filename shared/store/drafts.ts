/** What somebody has typed into a form and has not sent: one draft for each account and form, forgotten after some days. */
import { addDays, dateOfInstant, type Instant, startOfDate } from '#shared/kernel/plain-date.ts';

export const DRAFT_DAYS = 14;

/** `form` is the address of the page on which the form stands. */
export type DraftPlace = { readonly office: string; readonly user: string; readonly form: string };
type TypedFields = Readonly<Record<string, readonly string[]>>;
/** `title`: what the form is called. */
export type Typed = { readonly title: string; readonly fields: TypedFields };
export type Draft = Typed & { readonly keptAt: Instant };

export interface Drafts {
  /** False, and nothing kept, where the form of that token was sent meanwhile: what is on its way too late stays away. */
  keep(at: DraftPlace, typed: Typed & { readonly token: string }): Promise<boolean>;
  find(at: DraftPlace): Promise<Draft | null>;
  /** The form was sent, or what was typed is not wanted any more. */
  end(at: DraftPlace, token: string): Promise<void>;
  /** The forms of an account that have a draft, the newest first. */
  list(of: Omit<DraftPlace, 'form'>): Promise<readonly (Draft & Pick<DraftPlace, 'form'>)[]>;
}

/** What was kept before is forgotten. */
export function keptSince(now: Instant): Instant {
  return startOfDate(addDays(dateOfInstant(now), -DRAFT_DAYS));
}
