/** The stylesheet and the script, each named by its content: kept for a year, and new the moment it changes. */
import { createHash } from 'node:crypto';
import { ATTACH_SCRIPT } from './script-attach.ts';
import { DATE_SCRIPT } from './script-of-dates.ts';
import { DRAFT_SCRIPT } from './script-of-drafts.ts';
import { EARLIER_CASES } from './script-of-earlier.ts';
import { INSERTING } from './script-of-inserting.ts';
import { PASSKEY_SCRIPT } from './script-of-passkeys.ts';
import { SEARCH_SCRIPT } from './script-of-search.ts';
import { CASE_STYLE } from './style-of-cases.ts';
import { LETTER_STYLE } from './style-of-letters.ts';
import { LIST_STYLE } from './style-of-lists.ts';
import { PAGE_STYLE, PRINT_STYLE } from './style-of-pages.ts';
import { SEARCH_STYLE } from './style-of-search.ts';
import { TOPIC_STYLE } from './style-of-topics.ts';
import { TOKENS } from './style-tokens.ts';

/** Each topic has a file of its own; paper comes last. */
const PARTS = [
  TOKENS,
  PAGE_STYLE,
  CASE_STYLE,
  TOPIC_STYLE,
  LIST_STYLE,
  SEARCH_STYLE,
  LETTER_STYLE,
  PRINT_STYLE,
];
export const STYLESHEET = PARTS.join('');

/** Everything works without it; it only spares waiting, typing and double posts. */
const SENT_ONCE = `
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== 'post') return;
  // what is downloaded leaves the page as it is, and may be sent for again
  if (event.submitter && event.submitter.dataset.downloads) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = 'yes';
});
addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sent;
});
const summary = document.querySelector('.error-summary');
if (summary) summary.focus();
`;

/** The drafts first: a form that cannot be sent now is not marked as sent. */
const SCRIPTS = [
  PASSKEY_SCRIPT,
  DRAFT_SCRIPT,
  ATTACH_SCRIPT,
  SENT_ONCE,
  DATE_SCRIPT,
  INSERTING,
  EARLIER_CASES,
  SEARCH_SCRIPT,
];
export const SCRIPT = SCRIPTS.join('');

const named = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

export const STYLESHEET_PATH = `/assets/look.${named(STYLESHEET)}.css`;
export const SCRIPT_PATH = `/assets/page.${named(SCRIPT)}.js`;
