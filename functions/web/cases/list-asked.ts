/** What an address asks of the list of a kind: filters, order, and the same in words. What cannot be read narrows nothing. */
import { keysOf } from '#shared/kernel/keys.ts';
import { type PlainDate, parsePlainDate } from '#shared/kernel/plain-date.ts';
import { caseNumber } from '#shared/kernel/written.ts';
import { LIST_SORTS, type Listed, type ListFilter, type ListSort, sortOf } from '#shared/store/lists.ts';
import type { Ctx } from '../frame/web.ts';
import type { Facet, Order } from '../lists/list.ts';
import { readDate } from '../look/typed-date.ts';
import { STATUS_LABELS } from '../wording/terms.ts';
import type { CasePages } from './case-kind.ts';

const PLAIN = ['number', 'status', 'from', 'to'] as const;
/** As long as a label can be. */
const LONGEST = 100;
const SORT_LABELS: Readonly<Record<ListSort, string>> = {
  opened: '日期',
  number: '编号',
  due: '期限（只列在办的）',
  concluded: '办结日期（只列已办结的）',
};

type ListAsked = {
  /** As typed, by field. */
  readonly values: Readonly<Record<string, string>>;
  readonly order: Order;
  readonly filter: ListFilter;
  /** Narrowed or ordered otherwise than the list is without a query. */
  readonly query: URLSearchParams;
  readonly said: readonly string[];
};
type Of = { readonly pages: CasePages; readonly facets: readonly Facet[]; readonly today: PlainDate };

/** `normal` tells how a number is written. */
export function listAsked(c: Ctx, { pages, facets, today }: Of, normal = caseNumber): ListAsked {
  const names = [...PLAIN, ...facets.map(({ name }) => name)];
  const values = Object.fromEntries(names.map((name) => [name, typed(c, name)]));
  const sort = LIST_SORTS.find((one) => one === c.req.query('sort'));
  const ascending = c.req.query('order') === 'asc';
  const asked = facets.filter(({ name }) => values[name] !== '');
  const filter: ListFilter = {
    kind: pages.kind,
    status: keysOf(STATUS_LABELS).find((one) => one === values.status),
    number: normal(values.number ?? '') || undefined,
    from: parsePlainDate(readDate(values.from ?? '', today)) ?? undefined,
    to: parsePlainDate(readDate(values.to ?? '', today)) ?? undefined,
    ...{ sort, ascending },
    ...(asked.length > 0 && {
      keep: ({ facts }: Listed) => asked.every(({ name }) => String(facts[name] ?? '') === values[name]),
    }),
  };
  const ordered = { ...(sort && { sort }), ...(sort && ascending && { order: 'asc' }) };
  const narrowed = Object.entries(values).filter(([, value]) => value !== '');
  return {
    ...{ values, filter },
    order: { sort: sortOf(filter), ascending },
    query: new URLSearchParams([...narrowed, ...Object.entries(ordered)]),
    said: saidOf(pages, { filter, facets: asked, values }),
  };
}

function typed(c: Ctx, name: string): string {
  const text = (c.req.query(name) ?? '').trim();
  return text.length > LONGEST ? '' : text;
}

type Said = Pick<ListAsked, 'filter' | 'values'> & { readonly facets: readonly Facet[] };

function saidOf({ dated }: CasePages, { filter, facets, values }: Said): readonly string[] {
  const { number, status, from, to, sort, ascending } = filter;
  const days = [from && `自 ${from}`, to && `至 ${to}`].filter(Boolean).join(' ');
  return [
    ...(number ? [`编号以 ${number} 开头`] : []),
    ...(status ? [`状态：${STATUS_LABELS[status]}`] : []),
    ...(days ? [`${dated}：${days}`] : []),
    ...facets.map(({ name, label, choices }) => {
      const value = values[name] ?? '';
      return `${label}：${choices?.find((one) => one.value === value)?.label ?? value}`;
    }),
    ...(sort ? [`按${SORT_LABELS[sort]}${ascending ? '由先到后' : '由后到先'}`] : []),
  ];
}
