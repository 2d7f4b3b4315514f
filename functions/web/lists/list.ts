/** A list as data: where its rows come from, its columns, and what narrows and orders it. One mechanism shows all of them. */
import type { Count, ListSort } from '#shared/store/lists.ts';
import type { Page, PageRequest } from '#shared/store/views.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import type { Choice } from '../look/fields.tsx';
import type { Column } from '../look/table.tsx';
import type { Named } from './labelled.ts';

/** Who asks for a list. */
export type By = { readonly c: Ctx; readonly web: Web; readonly who: Principal };

export type ListColumn<Row> = Column<Row> & {
  /** In a file; without it what the cell says, where that is text. */
  readonly text?: (row: Row) => string | number;
  /** The order that the heading leads to. */
  readonly sort?: ListSort;
};

/** A fact by which a list is narrowed: chosen, or typed where there are no choices. `name` is its place in the address. */
export type Facet = {
  readonly name: string;
  readonly label: string;
  readonly choices?: readonly Choice[];
  readonly suggested?: readonly string[];
};

/** The order asked for; days and numbers are read from the latest on unless it is said. */
export type Order = { readonly sort: ListSort; readonly ascending: boolean };

export type List<Row> = {
  /** The address without its query. */
  readonly path: string;
  readonly title: string;
  /** What it is counted in: 件, 条. */
  readonly unit: string;
  /** Of the query, what narrows and orders: no place, no format. */
  readonly query: URLSearchParams;
  /** The same in words, for paper and files. */
  readonly said: readonly string[];
  /** The first names the case. */
  readonly columns: readonly ListColumn<Row>[];
  /** Which case a row is, and what its subject and person are called; left out where rows are no cases. */
  readonly about?: {
    readonly named: (row: Row) => Named;
    readonly subject: string;
    readonly person: string | null;
  };
  /** Absent where the list has but one order. */
  readonly order?: Order;
  readonly rows: (page: PageRequest) => Promise<Page<Row>>;
  readonly count: () => Promise<Count | null>;
};

export function addressOf({ path, query }: Pick<List<never>, 'path' | 'query'>): string {
  return query.size === 0 ? path : `${path}?${query}`;
}

/** Pages of rows that are all at hand; a place is the number of rows before it. */
export function pagesOf<Row>(all: readonly Row[]): List<Row>['rows'] {
  return async ({ after, limit }) => {
    const first = /^\d{1,9}$/.test(after ?? '') ? Number(after) : 0;
    const next = first + limit;
    return { items: all.slice(first, next), next: next < all.length ? String(next) : null };
  };
}

/** What a column says in a file. */
export function textIn<Row>({ text, cell }: ListColumn<Row>, row: Row): string | number {
  if (text !== undefined) return text(row);
  const said = cell(row);
  return typeof said === 'string' || typeof said === 'number' ? said : '';
}
