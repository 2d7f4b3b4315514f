/** What an office settles about its letters. Contacts and where to pay are sealed: they name people and accounts. */
import type { DomainEvent } from '#shared/kernel/event.ts';

/** The forms of GB/T 9704-2012 a letter can have: 信函格式 (10.1), and the one with a red head (7). */
export const LAYOUTS = ['letter', 'redHead'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** `data` and `texts` hold only what was changed; '' clears. `remedies` is by row of table 三. */
type LetterSettingsChanged = DomainEvent<
  'LetterSettingsChanged',
  {
    readonly organName?: string;
    readonly reviewOrgan?: string;
    readonly court?: string;
    readonly numberWord?: string;
    /** Sealed among the texts since; here in what was recorded before. */
    readonly payment?: string;
    readonly layout?: Layout;
    readonly remedies?: { readonly [outcome: string]: string };
  }
>;
/** `document` is the .docx in base64: a template holds no personal data. `digest` is the SHA-256 of its bytes. */
type LetterTemplateSet = DomainEvent<
  'LetterTemplateSet',
  { readonly template: string; readonly digest: string; readonly document: string }
>;
/** Back to the template that comes with the product. */
type LetterTemplateReset = DomainEvent<'LetterTemplateReset', { readonly template: string }>;
/** A 文号 was taken for a letter of a case; the stream's number is the 文号 itself. */
type LetterNumberTaken = DomainEvent<
  'LetterNumberTaken',
  { readonly case: string; readonly kind: string; readonly about: string }
>;
export type LettersEvent =
  | LetterSettingsChanged
  | LetterTemplateSet
  | LetterTemplateReset
  | LetterNumberTaken;
