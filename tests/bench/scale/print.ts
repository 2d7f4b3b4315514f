/**
 * `npm run scale`: every number of docs/scale.md and of "What it costs" in docs/deployment.md. With `write` it puts them
 * there, between their marks.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { money, scalePage } from './page.ts';

const DOCS = join(import.meta.dirname, '../../../docs');
export const PAGES = [
  ['scale.md', scalePage],
  ['deployment.md', money],
] as const;
const [BEGIN, END] = ['<!-- npm run scale -->', '<!-- end -->'];

/** What stands between the marks of a page. */
export function standsIn(page: string): string {
  const text = readFileSync(join(DOCS, page), 'utf8');
  return text.split(BEGIN)[1]?.split(END)[0]?.trim() ?? '';
}

if (process.argv[1] === import.meta.filename) {
  process.stdout.write(`${scalePage()}\n`);
  if (process.argv[2] === 'write')
    for (const [page, made] of PAGES) {
      const text = readFileSync(join(DOCS, page), 'utf8');
      const [before = '', rest = ''] = text.split(BEGIN);
      writeFileSync(join(DOCS, page), `${before}${BEGIN}\n\n${made()}\n\n${END}${rest.split(END)[1] ?? ''}`);
    }
}
