/** An office with many open cases and many closed ones beside, and what its work list and its reminders read. */

import type { CaseKind } from '#shared/kernel/event.ts';
import { addDays, dateOf, dateOfInstant, type Instant } from '#shared/kernel/plain-date.ts';
import { queueReminders } from '#shared/reminders/queue-reminders.ts';
import type { House } from '#shared/store/house.ts';
import type { CaseView } from '#shared/store/views.ts';
import { type Slice, type Sliced, slicePage } from '#shared/worklist/slices.ts';
import type { ReadMeter } from './read-meter.ts';

/** Tuesday. */
export const NOW = '2026-11-24T09:00:00.000+08:00' as Instant;
const FIRST_DUE = dateOf('2026-11-20');
/** Due dates lie on so many days from the first on. */
const DAYS = 400;
const KINDS: readonly CaseKind[] = ['application', 'hotline', 'appeal'];
const BATCH = 1000;
export const PAGE = 50;

export type Stock = { readonly open: number; readonly closed: number };

/** As the projector would put them; every closed case was due on the same days as the open ones. */
export async function fillViews(
  { views }: Pick<House, 'views'>,
  office: string,
  stock: Stock,
): Promise<void> {
  const total = stock.open + stock.closed;
  for (let first = 0; first < total; first += BATCH) {
    const many = Math.min(BATCH, total - first);
    const cases = Array.from({ length: many }, (_, index) => viewOf(office, first + index, stock));
    await views.apply({ cases, newest: { [office]: NOW } });
  }
}

function viewOf(office: string, at: number, { open }: Stock): CaseView {
  const number = `N${String(at).padStart(7, '0')}`;
  const kind = KINDS[at % KINDS.length] ?? 'hotline';
  const end = addDays(FIRST_DUE, at % DAYS);
  const waits = kind === 'application' && at % 2 === 0;
  return {
    summary: {
      ...{ office, kind, stream: `s-${number}`, number, version: 1, recordedAt: NOW },
      status: at < open ? 'open' : 'concluded',
      openedOn: dateOf('2026-10-20'),
      concludedOn: null,
      dueOn: waits ? null : end,
      stepDueOn: waits ? end : null,
      provisional: false,
      facts: kind === 'hotline' ? { department: `单位${at % 7}` } : {},
    },
    contributions: { years: [], days: [] },
    calendar: 0,
  };
}

/** Rows or items read for each page, for the run, and for the same run again; `said` is how much the run had to say. */
export type Reads = {
  readonly pages: Readonly<Record<string, number>>;
  readonly said: number;
  readonly run: number;
  readonly again: number;
  readonly asked: ReadonlySet<string>;
};

const PAGES: Readonly<Record<string, { slice: Slice } & Partial<Sliced>>> = {
  'the whole list': { slice: 'all' },
  'what is overdue': { slice: 'overdue' },
  'due within ten working days': { slice: 'within10' },
  'waiting for others': { slice: 'waiting' },
  'of one kind': { slice: 'all', kind: 'appeal' },
  'of one department': { slice: 'all', department: '单位3' },
};

export async function readsOf(house: House, office: string, meter: ReadMeter): Promise<Reads> {
  await house.catchUp();
  const on = dateOfInstant(NOW);
  const pages: Record<string, number> = {};
  const asked = new Set<string>();
  const taken = (): number => {
    const { read, asked: how } = meter.take();
    for (const one of how) asked.add(one);
    return read;
  };
  taken();
  for (const [name, cut] of Object.entries(PAGES)) {
    await slicePage(house, { office, on, ...cut }, { limit: PAGE });
    pages[name] = taken();
  }
  const queued = (await queueReminders(house)).find((one) => one.office === office)?.queued ?? 0;
  const run = taken();
  await house.catchUp();
  taken();
  await queueReminders(house);
  return { pages, said: queued, run, again: taken(), asked };
}
