/** The one script. Everything works without it; it only spares waiting and double posts. */
import { createHash } from 'node:crypto';

export const SCRIPT = `
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method !== 'post') return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = 'yes';
});
addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sent;
});
const summary = document.querySelector('.error-summary');
if (summary) summary.focus();
`;

export const SCRIPT_PATH = `/assets/page.${createHash('sha256').update(SCRIPT).digest('hex').slice(0, 12)}.js`;
