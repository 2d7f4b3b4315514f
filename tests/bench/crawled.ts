/** Every page that its readers come to by links from the first one, one for each shape of address. */
import type { Clerk } from './clerk.ts';

/** What is taken away as a file reads all that it holds, and is no page. */
const NO_PAGE =
  /[?&]as=|\/download|\/package|\.(?:xlsx|csv|docx|pdf|json|svg|js|css|ico)\b|\/sign-out|\/api\//;
const MOST = 400;

/** Numbers of cases, years, days and what is sealed in an address are each one of many. */
export function shapeOf(path: string): string {
  const [place = '', query = ''] = path.split('?');
  const names = [...new Set(query.split('&').map((part) => part.split('=')[0]))].filter(
    (name) => name !== '',
  );
  const plain = decodeURIComponent(place)
    .replace(/[A-Z]{2}\d+|\d[\d-]*/g, 'N')
    .replace(/[\w-]{24,}/g, 'S');
  return names.length === 0 ? plain : `${plain}?${names.join('&')}`;
}

function* linksIn(page: string): Generator<string> {
  for (const [, href = ''] of page.matchAll(/<a [^>]*?href="([^"#]+)[^"]*"/g)) {
    const path = href.replaceAll('&amp;', '&');
    if (path.startsWith('/') && !NO_PAGE.test(path)) yield path;
  }
}

/** By shape, the first address of it; only pages, which answer 200 to this reader. */
export async function crawled(clerk: Clerk): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const seen = new Set(['/']);
  const waiting = ['/'];
  for (let path = waiting.shift(); path !== undefined && found.size < MOST; path = waiting.shift()) {
    const { status, text } = await clerk.look({ what: 'crawl', path });
    if (status !== 200 || !text.startsWith('<!doctype html>')) continue;
    found.set(shapeOf(path), path);
    for (const link of linksIn(text)) {
      const shape = shapeOf(link);
      if (seen.has(shape)) continue;
      seen.add(shape);
      waiting.push(link);
    }
  }
  return found;
}
