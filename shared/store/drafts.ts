/** What somebody has typed into a form and has not sent: one draft for each account and form, forgotten after some days. */
import { addDays, dateOfInstant, type Instant, startOfDate } from '#shared/kernel/plain-date.ts';

export const DRAFT_DAYS = 14;
/** Of one account: more than anybody has begun side by side, and what a store can hold of everybody. */
export const MOST_DRAFTS = 50;
export const MOST_DRAFT_BYTES = 4_000_000;

/** Whether another form may be begun beside what is there, by the sizes of what is kept. */
export function hasRoom(sizes: readonly number[], size: number): boolean {
  const all = sizes.reduce((sum, one) => sum + one, size);
  return sizes.length < MOST_DRAFTS && all <= MOST_DRAFT_BYTES;
}

/** `form` is the address of the page on which the form stands. */
export type DraftPlace = { readonly office: string; readonly user: string; readonly form: string };
type TypedFields = Readonly<Record<string, readonly string[]>>;
/** `title`: what the form is called. */
export type Typed = { readonly title: string; readonly fields: TypedFields };
export type Draft = Typed & { readonly keptAt: Instant };

type Keeping = 'kept' | 'sent' | 'full';

export interface Drafts {
  /**
   * `sent`, and nothing kept, where the form of that token was sent meanwhile: what is on its way too late stays away.
   * `full` where the account has no room for another form; one that has a draft goes on.
   */
  keep(at: DraftPlace, typed: Typed & { readonly token: string }): Promise<Keeping>;
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
