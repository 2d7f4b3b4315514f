/** What the lists of a kind must do, whatever the engine: every order, filter and page, and their count, against a plain model. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { LIST_SORTS, type Listed, type ListFilter } from '#shared/store/lists.ts';
import type { CaseSummary, Page, Views } from '#shared/store/views.ts';
import { caseView } from './views.contract.ts';

const OFFICE = 'o1';
const KINDS = ['application', 'hotline', 'appeal'] as const;
const STATUSES = ['open', 'open', 'concluded', 'voided', 'unconfirmed'] as const;
const DAYS = ['2026-10-16', '2026-10-19', '2026-11-02'].map(dateOf);
/** Also such as begin and end a month. */
const EDGES = ['2026-09-30', '2026-10-01', '2026-10-31', '2026-11-01', '2026-11-30'].map(dateOf);
const maybeDay = fc.option(fc.constantFrom(...DAYS), { nil: null });

const someCases = fc.uniqueArray(
  fc.record({
    number: fc.constantFrom('1', '2', '10', '甲3', '甲4', '乙', 'a', 'A'),
    kind: fc.constantFrom(...KINDS),
    status: fc.constantFrom(...STATUSES),
    openedOn: fc.constantFrom(...DAYS, ...EDGES),
    ...{ dueOn: maybeDay, stepDueOn: maybeDay, concludedOn: maybeDay },
    facts: fc.record({ channel: fc.constantFrom('post', 'online') }),
  }),
  { maxLength: 16, selector: ({ kind, number }) => `${kind} ${number}` },
);
type Some = Pick<
  CaseSummary,
  'number' | 'kind' | 'status' | 'openedOn' | 'dueOn' | 'stepDueOn' | 'concludedOn' | 'facts'
>;

const often = { nil: undefined, freq: 2 };
const filters = fc.record({
  kind: fc.constantFrom(...KINDS),
  status: fc.option(fc.constantFrom(...STATUSES), often),
  number: fc.option(fc.constantFrom('1', '甲', 'x'), often),
  from: fc.option(fc.constantFrom(...DAYS, ...EDGES), often),
  to: fc.option(fc.constantFrom(...DAYS, ...EDGES), often),
  sort: fc.option(fc.constantFrom(...LIST_SORTS), often),
  ascending: fc.option(fc.boolean(), often),
  keep: fc.option(
    fc.constant(({ facts }: Listed) => facts.channel === 'post'),
    often,
  ),
} satisfies Record<keyof ListFilter, unknown>);

/** Written from what a clerk is told, not from how it is read. */
function expected(all: readonly Some[], filter: ListFilter): string[] {
  const sort = filter.sort ?? (filter.number === undefined ? 'opened' : 'number');
  const day = ({ openedOn, dueOn, stepDueOn, concludedOn }: Some): string =>
    ({ opened: openedOn, number: '', due: dueOn ?? stepDueOn ?? '9999-12-31', concluded: concludedOn ?? '' })[
      sort
    ];
  const found = all
    .filter(({ kind }) => kind === filter.kind)
    .filter(({ status }) => (filter.status === undefined ? status !== 'voided' : status === filter.status))
    .filter(({ number }) => number.startsWith(filter.number ?? ''))
    .filter(({ openedOn }) => filter.from === undefined || openedOn >= filter.from)
    .filter(({ openedOn }) => filter.to === undefined || openedOn <= filter.to)
    .filter(({ facts }) => filter.keep === undefined || facts.channel === 'post')
    .filter(({ status }) => sort !== 'due' || status === 'open')
    .filter(({ concludedOn }) => sort !== 'concluded' || concludedOn !== null)
    .sort((a, b) => {
      const [x, y] = [a, b].map((one) => Buffer.from([day(one), one.number].join('\u0001')));
      return Buffer.compare(x ?? Buffer.of(), y ?? Buffer.of());
    })
    .map(({ number }) => number);
  return filter.ascending ? found : found.reverse();
}

export function listsContract(engine: string, open: () => Promise<Views>): void {
  describe(`lists on ${engine}`, () => {
    let views: Views;
    beforeEach(async () => {
      views = await open();
    });
    afterEach(() => views.close());

    it('are in every order both ways, filtered and counted, as a plain model says', async () => {
      await fc.assert(
        fc.asyncProperty(someCases, filters, fc.integer({ min: 1, max: 4 }), async (all, filter, limit) => {
          await views.clear();
          await views.apply({ cases: all.map((one) => caseView(one)), newest: {} });
          const pages: Page<CaseSummary>[] = [];
          for (let after: string | null = null; pages.length === 0 || after !== null; ) {
            const page: Page<CaseSummary> = await views.list(OFFICE, filter, { after, limit });
            pages.push(page);
            after = page.next;
          }
          const wanted = expected(all, filter);
          expect(pages.flatMap(({ items }) => items.map(({ number }) => number))).toEqual(wanted);
          for (const { items } of pages.slice(0, -1)) expect(items).toHaveLength(limit);
          expect(await views.count(OFFICE, filter)).toEqual({ count: wanted.length, more: false });
        }),
        { numRuns: 80 },
      );
    });

    it('look through so many for what no index knows, and go on from there', async () => {
      const many = 1300;
      const cases = Array.from({ length: many }, (_, at) =>
        caseView({ number: String(at).padStart(5, '0'), facts: { rare: at === 7 } }),
      );
      await views.apply({ cases, newest: {} });
      const filter: ListFilter = { kind: 'application', keep: ({ facts }) => facts.rare === true };
      const first = await views.list(OFFICE, filter, { limit: 5 });
      const rest =
        first.next === null ? [] : (await views.list(OFFICE, filter, { after: first.next, limit: 5 })).items;
      expect([...first.items, ...rest].map(({ number }) => number)).toEqual(['00007']);
      const all = await views.count(OFFICE, { kind: 'application' });
      expect(all).toEqual(all.more ? { count: 1000, more: true } : { count: many, more: false });
      const open = await views.openCount(OFFICE, { kind: 'application' });
      expect(open).toEqual(all);
    });
  });
}
