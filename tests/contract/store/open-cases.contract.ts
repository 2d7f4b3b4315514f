/** What the list of open cases must do, whatever the engine: every narrowing, every page, against a plain model. */

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DESK } from '#shared/kernel/case-brief.ts';
import { recordOf } from '#shared/kernel/keys.ts';
import { dateOf, type PlainDate } from '#shared/kernel/plain-date.ts';
import { UnknownPlace } from '#shared/store/list-place.ts';
import { NARROWINGS } from '#shared/store/narrowings.ts';
import type { CaseSummary, Views, WorkFilter } from '#shared/store/views.ts';
import { caseView } from './views.contract.ts';

const OFFICE = 'o1';
const KINDS = ['application', 'hotline', 'appeal'] as const;
const VALUES = ['城管局', '住建局'] as const;
const NO_DAY = '9999-12-31';
const DAYS = ['2026-10-16', '2026-10-19', '2026-10-20', '2026-11-02'].map(dateOf);
const STATUSES = ['open', 'open', 'open', 'concluded', 'voided', 'unconfirmed'] as const;

const day = fc.option(fc.constantFrom(...DAYS), { nil: null });
const someCases = fc.uniqueArray(
  fc.record({
    number: fc.constantFrom('1', '2', '10', '甲3', '乙', 'a'),
    kind: fc.constantFrom(...KINDS),
    status: fc.constantFrom(...STATUSES),
    dueOn: day,
    stepDueOn: day,
    facts: fc.record(recordOf([...NARROWINGS, DESK], () => fc.constantFrom(...VALUES, null))),
  }),
  { maxLength: 14, selector: ({ kind, number }) => `${kind} ${number}` },
);
/** Each narrowing in half of the runs: all at once leave no case to tell apart. */
const OFTEN_ABSENT = { nil: undefined, freq: 2 };
/** A narrowing that is not tried here does not compile. */
const narrowed = fc.record({
  kind: fc.option(fc.constantFrom(...KINDS), OFTEN_ABSENT),
  waiting: fc.option(fc.boolean(), OFTEN_ABSENT),
  ...recordOf(NARROWINGS, () => fc.option(fc.constantFrom(...VALUES), OFTEN_ABSENT)),
  from: fc.option(day, OFTEN_ABSENT),
  to: fc.option(day, OFTEN_ABSENT),
  desk: fc.option(fc.constantFrom(...VALUES), { nil: undefined, freq: 1 }),
} satisfies Record<keyof WorkFilter, unknown>);

type Some = Pick<CaseSummary, 'number' | 'kind' | 'status' | 'dueOn' | 'stepDueOn' | 'facts'>;
const endOf = ({ dueOn, stepDueOn }: Some): string => dueOn ?? stepDueOn ?? NO_DAY;
const nameOf = ({ kind, number }: Some): string => `${kind} ${number}`;

/** Written from what a clerk is told, not from how it is read. */
function expected(all: readonly Some[], { desk, from, to, ...asked }: WorkFilter): string[] {
  const { kind, waiting, ...facts } = desk === undefined ? asked : ({} as typeof asked);
  return (
    all
      .filter((one) => (desk === undefined ? one.status === 'open' : one.facts.desk === desk))
      .filter((one) => kind === undefined || one.kind === kind)
      // nobody else is waited for in a hotline case
      .filter((one) => !waiting || (one.dueOn === null && one.kind !== 'hotline'))
      .filter((one) => NARROWINGS.every((fact) => !facts[fact] || one.facts[fact] === facts[fact]))
      .filter((one) => endOf(one) >= (from ?? ''))
      .filter((one) => to === null || to === undefined || endOf(one) <= to)
      .sort((a, b) => {
        const [x, y] = [a, b].map((one) => Buffer.from([endOf(one), one.number, one.kind].join('\u0001')));
        return Buffer.compare(x ?? Buffer.of(), y ?? Buffer.of());
      })
      .map(nameOf)
  );
}

export function openCasesContract(engine: string, open: () => Promise<Views>): void {
  describe(`open cases on ${engine}`, () => {
    let views: Views;
    beforeEach(async () => {
      views = await open();
    });
    afterEach(() => views.close());

    async function pagesOf(filter: WorkFilter, limit: number): Promise<string[][]> {
      const pages: string[][] = [];
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<Views['worklist']>> = await views.worklist(
          OFFICE,
          { after, limit },
          filter,
        );
        pages.push(page.items.map(nameOf));
        after = page.next;
      } while (after !== null);
      return pages;
    }

    it('are narrowed by kind, by what waits and by days, in full pages, as a plain model says', async () => {
      await fc.assert(
        fc.asyncProperty(someCases, narrowed, fc.integer({ min: 1, max: 4 }), async (all, filter, limit) => {
          await views.clear();
          await views.apply({ cases: all.map((one) => caseView(one)), newest: {} });
          const pages = await pagesOf(filter, limit);
          const wanted = expected(all, filter);
          expect(pages.flat()).toEqual(wanted);
          expect(await views.openCount(OFFICE, filter)).toEqual({ count: wanted.length, more: false });
          for (const page of pages.slice(0, -1)) expect(page).toHaveLength(limit);
        }),
        { numRuns: 90 },
      );
    });

    it('leave the list when they are closed, and move in it when their date moves', async () => {
      const of = (version: number, dueOn: PlainDate | null, status: CaseSummary['status'] = 'open') =>
        views.apply({ cases: [caseView({ version, dueOn, status })], newest: {} });
      await of(1, dateOf('2026-10-20'));
      await of(2, null);
      expect(await pagesOf({ waiting: true }, 5)).toEqual([['application 1']]);
      await of(3, dateOf('2026-11-02'));
      expect(await pagesOf({ from: dateOf('2026-11-02') }, 5)).toEqual([['application 1']]);
      expect(await pagesOf({ to: dateOf('2026-11-01') }, 5)).toEqual([[]]);
      await of(4, dateOf('2026-11-02'), 'concluded');
      expect(await pagesOf({}, 5)).toEqual([[]]);
    });

    it.each(['x', '0', '[]', '["9999-12-31"]', '[1,2,3]', '["a","b","c","d"]'])(
      'do not go on from a place that is none: %s',
      async (after) => {
        await views.apply({ cases: [caseView()], newest: {} });
        for (const ask of [
          () => views.worklist(OFFICE, { after, limit: 5 }),
          () => views.list(OFFICE, { kind: 'application' }, { after, limit: 5 }),
          () => views.list(OFFICE, { kind: 'application', number: '1' }, { after, limit: 5 }),
        ])
          await expect(ask()).rejects.toThrow(UnknownPlace);
      },
    );

    it('are none beyond the end of a range', async () => {
      await views.apply({ cases: [caseView({ dueOn: dateOf('2026-10-20') })], newest: {} });
      const after = JSON.stringify(['2026-12-01', '1', 'application']);
      const to = dateOf('2026-11-01');
      expect(await views.worklist(OFFICE, { after, limit: 5 }, { to })).toEqual({
        items: [],
        next: null,
      });
    });
  });
}
