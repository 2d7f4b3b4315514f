/** Looking for cases by what people know of them: a page of what was found, and a few answers while somebody types. */
import { EVERYONE } from '#shared/accounts/permissions.ts';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { SEARCHED } from '#shared/search/index-cases.ts';
import type { Reads } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { CASE_PATHS, caseHref } from '../cases/case-address.tsx';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { renderPage } from '../look/page.tsx';
import { pageAsked } from '../look/pager.tsx';
import { LONGEST_QUERY, SEARCH } from '../look/search-box.tsx';
import { STATUS_LABELS } from '../wording/terms.ts';
import { addressOf, caseNumbered, lookedIn } from './asked.ts';
import { foundGroups, type Shown } from './found-cases.ts';
import { ResultPage } from './result-page.tsx';

/** Of each kind, where all are asked; and while somebody types. */
const OF_EACH = 8;
const LIVE = 8;

export function searchRoutes(door: Site, web: Web): void {
  const site = door.reading(searchRead(web));
  site.page(SEARCH, EVERYONE, (c, who) => resultPage(c, web, who));
  site.form(SEARCH, EVERYONE, (c, who, fields) => sent(c, { web, who }, textOf(fields, 'q')));
  site.form(`${SEARCH}/live`, EVERYONE, (c, who, fields) => answerLive(c, { web, who }, fields));
}

/** With the words that were looked for, sealed in an address or typed. */
const searchRead = (web: Web): Reads => ({
  what: 'searched',
  of: async (c, fields) => {
    const { query } = fields.q === undefined ? await lookedIn(c, web) : { query: textOf(fields, 'q') };
    return query === '' ? null : { what: 'searched', texts: { words: query.slice(0, LONGEST_QUERY) } };
  },
});

type Asked = { readonly web: Web; readonly who: Principal };

/** A number leads to its case; anything else to what is found, under an address that holds no name. */
async function sent(c: Ctx, { web, who }: Asked, query: string): Promise<Response> {
  const href = await caseNumbered(web, who.office, query);
  return c.redirect(href ?? (await addressOf(web, { query, kind: undefined })), 303);
}

async function resultPage(c: Ctx, web: Web, who: Principal): Promise<Response> {
  // typed into an address by hand, or a link of somebody's
  const typed = c.req.query('q');
  if (typed !== undefined) return sent(c, { web, who }, typed.trim());
  const { house } = web;
  const looked = await lookedIn(c, web);
  await house.catchUp();
  const behind = await house.search.follow();
  const asked = pageAsked(c);
  const { query, kind } = looked;
  const asking = { office: who.office, query, ...(kind && { kinds: [kind] }) };
  const groups = await foundGroups(house, asking, kind === undefined ? { limit: OF_EACH } : asked);
  const { hotlineSearch } = await officeSettings(house.log, who.office).policies();
  const hrefs = new Map(
    await Promise.all(
      [undefined, ...SEARCHED].map(async (one) => [one, await addressOf(web, { query, kind: one })] as const),
    ),
  );
  const hrefOf = (one: typeof kind): string => hrefs.get(one) ?? SEARCH;
  const result = { looked, groups, hrefOf, asked, behind, hotlineTexts: hotlineSearch === 'texts' };
  c.set('looked', query);
  return renderPage(c, { title: '查找', body: <ResultPage result={result} /> });
}

/** A few of each kind, as data that the script of the page lists. */
async function answerLive(c: Ctx, { web: { house }, who }: Asked, fields: FormFields): Promise<Response> {
  const query = textOf(fields, 'q').slice(0, LONGEST_QUERY);
  await house.catchUp();
  await house.search.follow();
  const groups = await foundGroups(house, { office: who.office, query }, { limit: LIVE });
  const items = inTurn(groups.map(({ page }) => page.items)).slice(0, LIVE);
  c.header('cache-control', 'no-store');
  const said = items.length === 0 ? '没有找到' : `找到 ${items.length} 件，用上下键选择，回车打开`;
  return c.json({ items: items.map(lineOf), said });
}

/** The first of each kind, then the second of each: a kind with many hides no other. */
function inTurn<T>(groups: readonly (readonly T[])[]): readonly T[] {
  const most = Math.max(0, ...groups.map(({ length }) => length));
  return Array.from({ length: most }).flatMap((_, at) => groups.flatMap((group) => group.slice(at, at + 1)));
}

function lineOf({ kind, number, subject, person, where, summary }: Shown) {
  const path = CASE_PATHS[kind];
  const text = where === null ? subject : `${subject}：${where.before}${where.hit}${where.after}`;
  return {
    href: path === undefined ? SEARCH : caseHref({ path }, number),
    head: [number, person].filter((part) => part !== '').join(' '),
    text,
    tag: [KIND_LABELS[kind], summary ? STATUS_LABELS[summary.status] : ''].join(' ').trim(),
  };
}
