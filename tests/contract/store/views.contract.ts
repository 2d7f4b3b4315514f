/** What the read models must do, whatever the engine. Each adapter's test file calls this with its own opener. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OPEN, type YearContribution } from '#shared/kernel/contribution.ts';
import { dateOf, type Instant, type PlainDate } from '#shared/kernel/plain-date.ts';
import {
  allPages,
  type CaseSummary,
  type CaseView,
  type CellMember,
  type Page,
  type Views,
  type WorkFilter,
} from '#shared/store/views.ts';

const OFFICE = 'o1';
const recordedAt = (version: number) => `2026-09-18T09:00:0${version}.000+08:00` as Instant;

type Change = Partial<CaseSummary> & Partial<Pick<CaseView, 'contributions' | 'calendar' | 'unit'>>;

export function caseView({ contributions, calendar = 0, unit, ...summary }: Change = {}): CaseView {
  const version = summary.version ?? 1;
  const number = summary.number ?? '1';
  return {
    summary: {
      office: OFFICE,
      kind: 'application',
      stream: `stream-${number}`,
      number,
      version,
      status: 'open',
      openedOn: dateOf('2026-03-02'),
      concludedOn: null,
      dueOn: null,
      stepDueOn: null,
      provisional: false,
      recordedAt: recordedAt(version),
      facts: { channel: 'post', migrated: false },
      ...summary,
    },
    contributions: contributions ?? { years: [], days: [] },
    calendar,
    ...(unit && { unit }),
  };
}

const years = (...some: readonly YearContribution[]) => ({ years: some, days: [] });
const received = (year: number) => ({ cell: 'received', from: year, until: year, weight: 1 });
const pending = (from: number, until: number | typeof OPEN) => ({ cell: 'pending', from, until, weight: 1 });
const onDay = (on: string, ...cells: readonly string[]) => ({
  years: [],
  days: cells.map((cell) => ({ cell, on: dateOf(on), weight: 1 })),
});

export function viewsContract(engine: string, open: () => Promise<Views>): void {
  describe(`the read models on ${engine}`, () => {
    let views: Views;
    beforeEach(async () => {
      views = await open();
    });
    afterEach(() => views.close());

    const apply = (...cases: readonly CaseView[]) => views.apply({ cases, newest: {} });
    const weight = async (cell: string, year: number) =>
      (await views.figures({ office: OFFICE, year })).weight(cell, year);
    const membersOf = async (cell: string, year: number): Promise<CellMember[]> => {
      const found: CellMember[] = [];
      const wanted = { office: OFFICE, cell, year };
      for await (const some of allPages((page) => views.members(wanted, { ...page, limit: 2 })))
        found.push(...some);
      return found;
    };

    it('count a case once, however often it is told', async () => {
      const one = caseView({ contributions: years(received(2026)) });
      await apply(one, one);
      await apply(one);
      expect(await weight('received', 2026)).toBe(1);
      expect(await membersOf('received', 2026)).toEqual([{ case: '1', kind: 'application', weight: 1 }]);
    });

    it('keep the newest version, in whatever order they come and with versions left out', async () => {
      const version = (n: number, year: number) =>
        caseView({ version: n, contributions: years(received(year)) });
      await apply(version(3, 2025));
      await apply(version(1, 2026), version(2, 2027));
      expect([await weight('received', 2025), await weight('received', 2026)]).toEqual([1, 0]);
      await apply(version(7, 2024));
      expect([await weight('received', 2024), await weight('received', 2025)]).toEqual([1, 0]);
      expect((await views.summary(OFFICE, 'application', '1'))?.version).toBe(7);
    });

    it('replace a case of the same version only by a later calendar', async () => {
      const due = (dueOn: string, calendar: number) => caseView({ calendar, dueOn: dateOf(dueOn) });
      await apply(due('2026-10-20', 1), due('2026-10-21', 2), due('2026-10-22', 1));
      expect((await views.summary(OFFICE, 'application', '1'))?.dueOn).toBe('2026-10-21');
    });

    it('give a stock in every year until it ends, with nobody recording anything', async () => {
      await apply(
        caseView({ number: '1', contributions: years(pending(2024, OPEN)) }),
        caseView({ number: '2', contributions: years(pending(2024, 2026)) }),
      );
      const counts = await Promise.all(
        [2023, 2024, 2025, 2026, 2027, 2030].map((year) => weight('pending', year)),
      );
      expect(counts).toEqual([0, 2, 2, 2, 1, 1]);
      expect((await membersOf('pending', 2030)).map((one) => one.case)).toEqual(['1']);
    });

    it('let a voided case vanish from every figure and cell', async () => {
      await apply(
        caseView({ contributions: { ...onDay('2026-03-02', 'hotline.received'), years: [received(2026)] } }),
      );
      await apply(caseView({ version: 2, status: 'voided' }));
      expect(await weight('received', 2026)).toBe(0);
      expect(await membersOf('received', 2026)).toEqual([]);
      expect(await membersOf('hotline.received', 2026)).toEqual([]);
      expect((await views.list(OFFICE, { kind: 'application' }, { limit: 9 })).items).toEqual([]);
    });

    it('add up weights, negative ones too, and show a case once with all of its own', async () => {
      const fee = (cellYear: number, fen: number) => ({
        cell: 'fees',
        from: cellYear,
        until: cellYear,
        weight: fen,
      });
      await apply(caseView({ number: '1', contributions: years(fee(2026, 3050), fee(2026, 1000)) }));
      await apply(caseView({ number: '2', contributions: years(fee(2026, -50)) }));
      expect(await weight('fees', 2026)).toBe(4000);
      expect((await membersOf('fees', 2026)).map((one) => one.weight)).toEqual([4050, -50]);
    });

    it('read daily cells by day, month and year, and by label', async () => {
      const labelled = (on: string, label: string) =>
        onDay(on, 'hotline.received', `hotline.byType[${JSON.stringify(label)}]`);
      await apply(
        caseView({ number: '1', kind: 'hotline', contributions: labelled('2026-01-31', '咨询') }),
        caseView({ number: '2', kind: 'hotline', contributions: labelled('2026-02-01', '引"号\\') }),
        caseView({ number: '3', kind: 'hotline', contributions: labelled('2026-12-31', '咨询') }),
      );
      const all = await views.figures({ office: OFFICE, year: 2026 });
      const [from, to] = [dateOf('2026-01-01'), dateOf('2026-12-31')];
      expect(all.weightOfDays('hotline.received', from, to)).toBe(3);
      expect(all.weightOfDays('hotline.received', from, dateOf('2026-01-31'))).toBe(1);
      expect(all.labelledOfDays('hotline.byType', from, to)).toEqual({ 咨询: 2, '引"号\\': 1 });
      const period = { from: dateOf('2026-01-31'), to: dateOf('2026-02-01') };
      const some = await views.figures({ office: OFFICE, year: 2026, period });
      expect(some.labelledOfDays('hotline.byType', period.from, period.to)).toEqual({
        咨询: 1,
        '引"号\\': 1,
      });
      expect((await membersOf('hotline.byType["咨询"]', 2026)).map((one) => one.case)).toEqual(['1', '3']);
      expect((await membersOf('hotline.byType["引\\"号\\\\"]', 2026)).map((one) => one.case)).toEqual(['2']);
    });

    it('compare a live year with the same days of the year before', async () => {
      await apply(
        caseView({ number: '1', kind: 'hotline', contributions: onDay('2025-09-18', 'hotline.received') }),
        caseView({ number: '2', kind: 'hotline', contributions: onDay('2025-09-19', 'hotline.received') }),
      );
      await views.apply({ cases: [], newest: { [OFFICE]: '2026-09-18T20:00:00.000+08:00' as Instant } });
      const figures = await views.figures({ office: OFFICE, year: 2026 });
      expect(figures.weightOfDays('hotline.received', dateOf('2025-01-01'), dateOf('2025-09-18'))).toBe(1);
      expect(figures.asOf).toBe('2026-09-18T20:00:00.000+08:00');
    });

    it('page through a cell without losing or repeating anybody', async () => {
      const numbers = ['10', '2', '3', '张-1', '𠮷-1', '\ue000-1', 'A', 'a', '1'];
      await apply(...numbers.map((number) => caseView({ number, contributions: years(received(2026)) })));
      await apply(caseView({ number: '2', kind: 'appeal', contributions: years(received(2026)) }));
      const found = await membersOf('received', 2026);
      expect(found).toHaveLength(numbers.length + 1);
      expect(new Set(found.map((one) => one.case))).toEqual(new Set(numbers));
      const order = found.map((one) => Buffer.from(`${one.case}\0${one.kind}`));
      expect(order).toEqual([...order].sort(Buffer.compare));
    });

    it('list cases newest first, by status, by days, and by the start of the number', async () => {
      const on = (number: string, openedOn: string, status: CaseSummary['status'] = 'open') =>
        caseView({ number, openedOn: dateOf(openedOn), status });
      await apply(on('A1', '2026-03-02'), on('A2', '2026-03-01', 'concluded'), on('B1', '2026-03-02'));
      await apply(on('B2', '2026-02-01', 'unconfirmed'), on('B3', '2026-02-02', 'voided'));
      const list = async (filter: Partial<Parameters<Views['list']>[1]>) => {
        const found: string[] = [];
        const wanted = { kind: 'application', ...filter } as const;
        for await (const some of allPages((page) => views.list(OFFICE, wanted, { ...page, limit: 1 })))
          found.push(...some.map((one) => one.number));
        return found;
      };
      expect(await list({})).toEqual(['B1', 'A1', 'A2', 'B2']);
      expect(await list({ status: 'open' })).toEqual(['B1', 'A1']);
      expect(await list({ status: 'voided' })).toEqual(['B3']);
      expect(await list({ from: dateOf('2026-02-02'), to: dateOf('2026-03-01') })).toEqual(['A2']);
      expect(await list({ number: 'B' })).toEqual(['B2', 'B1']);
      expect(await list({ kind: 'hotline' })).toEqual([]);
    });

    it('put open cases in the order of their due dates, those without one last', async () => {
      await apply(
        caseView({ number: '1' }),
        caseView({ number: '2', dueOn: dateOf('2026-10-20') }),
        caseView({ number: '3', stepDueOn: dateOf('2026-10-19') }),
        caseView({ number: '4', dueOn: dateOf('2026-10-18'), status: 'concluded' }),
        caseView({ number: '5', kind: 'hotline', dueOn: dateOf('2026-10-20') }),
      );
      const found: string[] = [];
      for await (const some of allPages((page) => views.worklist(OFFICE, { ...page, limit: 1 })))
        found.push(...some.map((one) => one.number));
      expect(found).toEqual(['3', '2', '5', '1']);
    });

    it('cut the work list by kind, days, department and who is awaited, in full pages', async () => {
      const due = (number: string, dueOn: string | null, more: Change = {}) =>
        caseView({ number, dueOn: dueOn === null ? null : dateOf(dueOn), ...more });
      const awaited = (number: string, stepDueOn: string, more: Change = {}) =>
        caseView({ number, stepDueOn: dateOf(stepDueOn), ...more });
      const call = (number: string, dueOn: string | null, department: string | null, more: Change = {}) =>
        due(number, dueOn, { kind: 'hotline', facts: { department }, ...more });
      const closed = { status: 'concluded' } as const;
      await apply(
        ...[due('A1', '2026-10-20'), awaited('A2', '2026-10-19'), due('A3', '2026-10-21'), due('A4', null)],
        ...[due('A5', '2026-10-20', closed), awaited('A6', '2026-10-19', closed)],
        ...[
          call('H1', '2026-10-20', '住建局'),
          call('H2', '2026-10-18', '城管局'),
          call('H3', null, '住建局'),
        ],
        ...[call('H4', '2026-10-19', '住建局', closed), call('H5', '2026-10-22', null)],
        ...[awaited('Y1', '2026-10-19', { kind: 'appeal' }), due('Y2', '2026-10-20', { kind: 'appeal' })],
        due('Z1', '2026-10-20', { office: 'o2' }),
      );
      const cut = async (filter: WorkFilter) => {
        const found: string[] = [];
        for (let after: string | null = null; ; ) {
          const page: Page<CaseSummary> = await views.worklist(OFFICE, { after, limit: 2 }, filter);
          found.push(page.items.map(({ number }) => number).join('+'));
          if (page.next === null) return found.join(' ');
          expect(page.items).toHaveLength(2);
          after = page.next;
        }
      };
      const [from, to] = [dateOf('2026-10-19'), dateOf('2026-10-20')];
      expect(await cut({})).toBe('H2+A2 Y1+A1 H1+Y2 A3+H5 A4+H3');
      expect(await cut({ kind: 'application' })).toBe('A2+A1 A3+A4');
      expect(await cut({ kind: 'hotline' })).toBe('H2+H1 H5+H3');
      expect(await cut({ waiting: true })).toBe('A2+Y1 A4');
      expect(await cut({ waiting: true, kind: 'appeal' })).toBe('Y1');
      expect(await cut({ waiting: true, kind: 'hotline' })).toBe('');
      expect(await cut({ department: '住建局' })).toBe('H1+H3');
      expect(await cut({ department: '住建局', kind: 'application' })).toBe('');
      expect(await cut({ from, to })).toBe('A2+Y1 A1+H1 Y2');
      expect(await cut({ from, to, kind: 'appeal' })).toBe('Y1+Y2');
      expect(await cut({ to: dateOf('2026-10-18') })).toBe('H2');
      expect(await cut({ to, department: '住建局' })).toBe('H1');
    });

    it('give back a summary as it was applied', async () => {
      const one = caseView({ facts: { source: '书记在线', closedAt: null, count: 3, migrated: true } });
      await apply(one);
      expect(await views.summary(OFFICE, 'application', '1')).toEqual(one.summary);
      expect(await views.summary(OFFICE, 'hotline', '1')).toBeNull();
    });

    it('keep offices apart', async () => {
      await apply(caseView({ contributions: years(received(2026)) }));
      await apply(caseView({ office: 'o2', contributions: years(received(2026)) }));
      expect(await weight('received', 2026)).toBe(1);
      expect(await membersOf('received', 2026)).toHaveLength(1);
    });

    it('know the years of an office', async () => {
      expect(await views.years(OFFICE)).toEqual([]);
      await apply(caseView({ contributions: years(received(2024), pending(2024, 2026)) }));
      expect(await views.years(OFFICE)).toEqual([2024, 2025, 2026]);
    });

    it('let the unit stand that was recorded last, whichever was applied last', async () => {
      const named = (number: string, unit: string, second: number) =>
        caseView({ number, kind: 'figure', unit: { name: '培训', unit, recordedAt: recordedAt(second) } });
      await apply(named('2', '人次', 2));
      await apply(named('1', '场', 1));
      expect((await views.figures({ office: OFFICE, year: 2026 })).units).toEqual({ 培训: '人次' });
    });

    it('never move the position or the newest instant back, and name the offices there are', async () => {
      expect(await views.offices()).toEqual([]);
      await views.apply({ cases: [], newest: { [OFFICE]: recordedAt(5) }, position: 9 });
      expect(await views.offices()).toEqual([OFFICE]);
      await views.apply({ cases: [], newest: { [OFFICE]: recordedAt(3) }, position: 4 });
      expect([await views.position(), await views.asOf(OFFICE)]).toEqual([9, recordedAt(5)]);
      await views.clear();
      expect([await views.position(), await views.asOf(OFFICE)]).toEqual([0, null]);
    });

    it('are empty after clearing, and count anew from there', async () => {
      const one = caseView({ contributions: years(received(2026)) });
      await apply(one);
      await views.clear();
      expect(await weight('received', 2026)).toBe(0);
      await apply(one);
      expect(await weight('received', 2026)).toBe(1);
    });

    it('agree with a model that adds up the latest version of every case', async () => {
      await fc.assert(
        fc.asyncProperty(histories, (some) => agrees(views, some)),
        { numRuns: 25 },
      );
    });

    it('find nothing in an audit of what was applied', async () => {
      const some = ['1', '2', '3'].map((number) =>
        caseView({
          number,
          contributions: { ...onDay('2026-03-02', 'hotline.received'), years: [pending(2025, OPEN)] },
        }),
      );
      await views.apply({ cases: some, newest: { [OFFICE]: recordedAt(1) }, position: 3 });
      const audit = await views.audit();
      expect(await audit.compare(some)).toEqual([]);
      expect(await audit.end({ [OFFICE]: recordedAt(1) })).toEqual([]);
    });

    it('take it for no difference in an audit that a case was counted before the calendar changed', async () => {
      const closed = { status: 'concluded', contributions: years(received(2026)) } as const;
      await apply(caseView({ ...closed, calendar: 0 }));
      const audit = await views.audit();
      expect(await audit.compare([caseView({ ...closed, calendar: 2 })])).toEqual([]);
      await audit.end({});
    });

    it('name in an audit the case that differs, the one missing and the one too many', async () => {
      const one = (number: string, year: number) =>
        caseView({ number, contributions: years(received(year)) });
      await apply(one('1', 2026), one('2', 2026), one('3', 2026));
      const audit = await views.audit();
      const found = [
        ...(await audit.compare([one('1', 2025), one('2', 2026), one('4', 2026)])),
        ...(await audit.end({})),
      ];
      expect(found).toContainEqual(expect.objectContaining({ what: 'cells', case: '1', office: OFFICE }));
      expect(found).toContainEqual(expect.objectContaining({ what: 'missing', case: '4', office: OFFICE }));
      expect(found).toContainEqual(
        expect.objectContaining({ what: 'counter', cell: 'received', at: '2025', expected: 1, held: 0 }),
      );
      expect(found.some(({ what }) => what === 'stray')).toBe(true);
    });
  });
}

const YEARS = [2024, 2025, 2026] as const;
const yearly = fc.record({
  cell: fc.constantFrom('a', 'b', 'fees'),
  from: fc.constantFrom(...YEARS),
  until: fc.constantFrom(OPEN, ...YEARS),
  weight: fc.integer({ min: -3, max: 9 }),
});
const daily = fc.record({
  cell: fc.constantFrom(
    'hotline.received',
    'events.received',
    'hotline.byType["咨询"]',
    'events.byType["咨询"]',
  ),
  on: fc.constantFrom('2025-12-31', '2026-01-01', '2026-02-28', '2026-12-31'),
  weight: fc.constant(1),
});
const contributions = fc.record({
  years: fc.array(yearly, { maxLength: 4 }),
  days: fc.uniqueArray(daily, { maxLength: 6, selector: (one) => `${one.cell} ${one.on}` }),
});
const histories = fc.array(
  fc.record({
    number: fc.constantFrom('1', '2', '3', '4'),
    version: fc.integer({ min: 1, max: 4 }),
    contributions,
    together: fc.boolean(),
  }),
  { minLength: 1, maxLength: 25 },
);
type History = typeof histories extends fc.Arbitrary<infer T> ? T : never;

/** The first that was told of a version stands: the projector says the same of it every time. */
async function agrees(views: Views, history: History): Promise<boolean> {
  await views.clear();
  const latest = new Map<string, CaseView>();
  let waiting: CaseView[] = [];
  for (const { together, ...change } of history) {
    const view = caseView(change as unknown as Change);
    const known = latest.get(view.summary.number);
    if (known === undefined || known.summary.version < view.summary.version)
      latest.set(view.summary.number, view);
    waiting.push(view);
    if (!together) {
      await views.apply({ cases: waiting, newest: {} });
      waiting = [];
    }
  }
  await views.apply({ cases: waiting, newest: {} });
  const all = [...latest.values()];
  for (const year of [...YEARS, 2027]) await sameFigures(views, all, year);
  return true;
}

async function sameFigures(views: Views, all: readonly CaseView[], year: number): Promise<void> {
  const figures = await views.figures({ office: OFFICE, year });
  for (const cell of ['a', 'b', 'fees']) {
    const standing = (one: CaseView) =>
      one.contributions.years.filter(
        ({ cell: name, from, until }) => name === cell && from <= year && (until === OPEN || until >= year),
      );
    const sum = all.flatMap(standing).reduce((total, { weight }) => total + weight, 0);
    expect(figures.weight(cell, year)).toBe(sum);
    const { items } = await views.members({ office: OFFICE, cell, year }, { limit: 9 });
    const expected = all
      .filter((one) => standing(one).length > 0)
      .map((one) => [one.summary.number, standing(one).reduce((total, { weight }) => total + weight, 0)])
      .sort();
    expect(items.map((one) => [one.case, one.weight])).toEqual(expected);
  }
  const [from, to] = [`${year}-01-01` as PlainDate, `${year}-12-31` as PlainDate];
  for (const cell of ['hotline.received', 'events.received', 'hotline.byType["咨询"]']) {
    const days = all.flatMap((one) => one.contributions.days).filter((one) => one.cell === cell);
    const count = (first: string, last: string) => days.filter(({ on }) => on >= first && on <= last).length;
    expect(figures.weightOfDays(cell, from, to)).toBe(count(from, to));
    const cellYear = await views.members({ office: OFFICE, cell, year }, { limit: 9 });
    expect(cellYear.items.reduce((total, one) => total + one.weight, 0)).toBe(count(from, to));
  }
}
