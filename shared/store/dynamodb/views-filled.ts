/**
 * The read models as whoever records fills them: every generation alike, the index with them (ADR 41, 51). What folds,
 * lists, compares and rebuilds them is not here: a function that does none of it does not carry it (ADR 89).
 */
import { randomInt } from 'node:crypto';
import type { Clock } from '../ports.ts';
import type { SearchIndex } from '../search-index.ts';
import type { FilledViews, ViewsBatch } from '../views.ts';
import type { WrittenIndex } from './ledger-reader.ts';
import { enterCases, forgetCase, forgetForGood } from './search-writes.ts';
import { applyBatch } from './views-apply.ts';
import { type Generations, generationsOf } from './views-generations.ts';
import { type Home, readingOf, writtenIn } from './views-in-force.ts';
import { TAIL_GATES } from './views-keys.ts';
import { positionOf } from './views-position.ts';
import type { ViewsTable } from './views-table.ts';
import { worklistOf } from './views-worklist.ts';

/** `written`: what was written to, by office and time. */
export type ViewsToFill = FilledViews & {
  readonly written: WrittenIndex;
  readonly search: Pick<SearchIndex, 'enter' | 'forget'>;
};

export function viewsToFill(home: Home, clock: Clock): ViewsToFill {
  const filled = fillingOf(home, () => Date.parse(clock.now()));
  const inForce = readingOf(home);
  return {
    ...inAll(home, filled),
    position: () => inForce(positionOf),
    worklist: (office, page, filter = {}) => inForce((table) => worklistOf(table, { office, filter }, page)),
    written: writtenIn(inForce),
  };
}

/** The one that is being filled first: it takes over only when nothing that is in the old one is missing. */
export const filledIn = ({ current, filling }: Generations): readonly number[] =>
  filling === null ? [current] : [filling.generation, current];

/** One generation, to be filled. */
export type Filled = (generation: number) => FilledViews;

export function fillingOf(home: Home, milliseconds: () => number): Filled {
  const known = new Map<number, Set<string>>();
  const gate = randomInt(TAIL_GATES);
  return (generation) => {
    const table = { ...home, generation };
    const offices = known.get(generation) ?? new Set<string>();
    known.set(generation, offices);
    return {
      apply: (batch: ViewsBatch) => applyBatch({ table, milliseconds, offices, gate }, batch),
      position: () => positionOf(table),
      worklist: (office, page, filter = {}) => worklistOf(table, { office, filter }, page),
    };
  };
}

export function inAll(home: Home, filled: Filled): Pick<ViewsToFill, 'apply' | 'beside' | 'search'> {
  const inEach = async (write: (table: ViewsTable) => Promise<void>): Promise<void> => {
    for (const generation of filledIn(await generationsOf(home))) await write({ ...home, generation });
  };
  return {
    apply: async ({ cases, ...batch }) => {
      const all = [...cases];
      for (const generation of filledIn(await generationsOf(home)))
        await filled(generation).apply({ ...batch, cases: all });
    },
    beside: async () => {
      const { filling } = await generationsOf(home);
      return filling === null ? null : filled(filling.generation);
    },
    search: {
      enter: (cases) => inEach((table) => enterCases(table, cases)),
      forget: async (at) => {
        const { current, filling } = await generationsOf(home);
        // whoever fills it may hold what he has read before
        if (filling !== null) await forgetForGood({ ...home, generation: filling.generation }, at);
        await forgetCase({ ...home, generation: current }, at);
      },
    },
  };
}
