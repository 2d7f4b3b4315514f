/** Reading a paged list to its end. */
import type { Page, PageRequest } from './views.ts';

const LIMIT = 1000;

export async function* allPages<T>(
  read: (page: PageRequest) => Promise<Page<T>>,
): AsyncGenerator<readonly T[]> {
  for (let after: string | null = null; ; ) {
    const page: Page<T> = await read({ after, limit: LIMIT });
    yield page.items;
    if (page.next === null) return;
    after = page.next;
  }
}
