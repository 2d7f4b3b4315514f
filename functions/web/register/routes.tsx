/** The registers: where they are, and everything about each. */

import { EVERYONE, OFFICERS } from '#shared/accounts/permissions.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { caseHref } from '../cases/case-address.tsx';
import { type Entry, entryRoutes } from '../cases/entry-page.tsx';
import { caseRoutes } from '../cases/list-page.tsx';
import type { Web } from '../frame/web.ts';
import { renderPage } from '../look/page.tsx';
import { REGISTER_ENTRIES, type RegisterEntry } from './entries.ts';
import { pagesOf, REGISTER } from './pages.tsx';

export function registerRoutes(site: Site, web: Web): void {
  site
    .reading(NOTHING_PERSONAL)
    .page(REGISTER, EVERYONE, (c) =>
      renderPage(c, { title: '信息登记', section: 'register', body: <Registers /> }),
    );
  for (const entry of REGISTER_ENTRIES) {
    entryRoutes(site, web, entryOf(entry));
    caseRoutes(site, web, pagesOf(entry));
  }
}

const Registers = () => (
  <>
    <h1>信息登记</h1>
    <p class="soft">表二的每个数字和报告文字里的数字，都由这里的记录得出。</p>
    {REGISTER_ENTRIES.map(({ path, title, about }) => (
      <section class="panel">
        <h2>
          <a href={path}>{title}</a>
        </h2>
        <p>{about}。</p>
      </section>
    ))}
  </>
);

function entryOf({ command, path, title, about, fields }: RegisterEntry): Entry {
  return {
    ...{ command, path },
    section: 'register',
    roles: OFFICERS,
    title: `登记：${title}`,
    about: `${about}。`,
    listTitle: title,
    fields: async ({ now }) => {
      const today = dateOfInstant(now);
      return fields.map((field) =>
        field.kind === 'date' && !field.optional ? { ...field, first: today } : field,
      );
    },
    hrefOf: (number) => caseHref({ path }, number),
  };
}
