/** The read models on DynamoDB (ADR 18), as the generation in force holds them (ADR 41). */
import { randomInt, randomUUID } from 'node:crypto';
import type { Clock } from '../ports.ts';
import type { SearchIndex } from '../search-index.ts';
import type { FilledViews, Views, ViewsAudit, ViewsBatch } from '../views.ts';
import { findIn } from './search-find.ts';
import { enterCases, forgetCase } from './search-writes.ts';
import { applyBatch } from './views-apply.ts';
import { auditOf } from './views-audit.ts';
import { compactAll, FOLD_PACE, type FoldPace, officesOf } from './views-compact.ts';
import {
  beginFilling,
  type FillPlace,
  fillPlaceOf,
  type Generations,
  generationsOf,
  noteFillPlace,
  putInForce,
  removeBefore,
} from './views-generations.ts';
import { TAIL_GATES } from './views-keys.ts';
import { countOf, listOf, summaryOf } from './views-lists.ts';
import { membersOf } from './views-members.ts';
import { type FeedNote, feedNoteOf, noteFeed, positionOf } from './views-position.ts';
import { figuresOf, yearsOf } from './views-report.ts';
import type { ViewsTable } from './views-table.ts';
import { readTail } from './views-tail.ts';
import { openCountOf, worklistOf } from './views-worklist.ts';

export type DynamoViews = Views & {
  /** By generations as the read models; cases enter it with their views. */
  readonly search: SearchIndex;
  /**
   * Folds what was written more than `settle` milliseconds ago, for every office, as far as the pace allows. Gives back
   * how many milliseconds ago the oldest row was written that is not folded in spite of that; null where there is none.
   */
  compact(settle: number, pace?: FoldPace): Promise<number | null>;
  /** The position of the projector in the change feed; null before the first note. */
  feedNote(): Promise<FeedNote | null>;
  noteFeed(note: FeedNote): Promise<void>;
  /**
   * A generation to be filled beside the one in force; the one begun before by the same (`by`: which program, from which
   * ledger), where that was not finished. From now on whatever is applied is applied to both.
   */
  begin(by: string): Promise<GenerationDraft>;
};

export type GenerationDraft = {
  readonly views: FilledViews;
  /** How far a part of the ledger has been read into it; null before the first note. */
  place(part: number): Promise<FillPlace | null>;
  notePlace(part: number, place: FillPlace): Promise<void>;
  /** Folds what was written more than `settle` milliseconds ago. */
  compact(settle: number): Promise<unknown>;
  /** Puts it in force in one write; what stood before is then removed. */
  takeOver(): Promise<void>;
};

type Home = Omit<ViewsTable, 'generation'>;

export function dynamoViews(home: Home, clock: Clock): DynamoViews {
  const milliseconds = (): number => Date.parse(clock.now());
  const filled = fillingOf(home, milliseconds);
  const inForce = readingOf(home);
  const begin = async (by: string): Promise<GenerationDraft> =>
    draftOf({ ...home, generation: await beginFilling(home, by) }, { filled, milliseconds });
  return {
    figures: (wanted) => inForce((table) => figuresOf(table, wanted)),
    asOf: (office) => inForce(async (table) => (await readTail(table, office)).newest),
    members: (cell, page) => inForce((table) => membersOf(table, cell, page)),
    summary: (office, kind, number) => inForce((table) => summaryOf(table, { office, kind, number })),
    list: (office, filter, page) => inForce((table) => listOf(table, { office, filter }, page)),
    count: (office, filter) => inForce((table) => countOf(table, { office, filter })),
    worklist: (office, page, filter = {}) => inForce((table) => worklistOf(table, { office, filter }, page)),
    openCount: (office, filter = {}) => inForce((table) => openCountOf(table, { office, filter })),
    offices: () => inForce(async (table) => [...(await officesOf(table))].sort()),
    years: (office) => inForce((table) => yearsOf(table, office)),
    position: () => inForce(positionOf),
    feedNote: () => feedNoteOf(home),
    noteFeed: (note) => noteFeed(home, note),
    apply: async ({ cases, ...batch }) => {
      const all = [...cases];
      for (const generation of filledIn(await generationsOf(home)))
        await filled(generation).apply({ ...batch, cases: all });
    },
    beside: async () => {
      const { filling } = await generationsOf(home);
      return filling === null ? null : filled(filling.generation);
    },
    search: searchIn(home, inForce),
    audit: () => audited(home),
    begin,
    clear: async () => (await begin(randomUUID())).takeOver(),
    compact: async (settle, pace) => {
      const left: number[] = [];
      const generations = filledIn(await generationsOf(home));
      const own = pace ?? { ...FOLD_PACE, milliseconds: FOLD_PACE.milliseconds / generations.length };
      for (const generation of generations) {
        const wanted = { until: milliseconds() - settle, pace: own };
        const oldest = await compactAll({ ...home, generation }, wanted);
        if (oldest !== null) left.push(milliseconds() - oldest);
      }
      return left.length === 0 ? null : Math.max(...left);
    },
    close: () => home.client.destroy(),
  };
}

/** The one that is being filled first: it takes over only when nothing that is in the old one is missing. */
const filledIn = ({ current, filling }: Generations): readonly number[] =>
  filling === null ? [current] : [filling.generation, current];

type Filled = (generation: number) => FilledViews;

function fillingOf(home: Home, milliseconds: () => number): Filled {
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

/**
 * Reads the generation in force. What was read counts only if that one is still in force after the last read: the one
 * before is removed as soon as another has taken its place.
 */
function readingOf(home: Home) {
  let known: number | null = null;
  return async <T>(read: (table: ViewsTable) => Promise<T>): Promise<T> => {
    for (;;) {
      const generation: number = known ?? (await generationsOf(home)).current;
      const found = await read({ ...home, generation });
      known = (await generationsOf(home)).current;
      if (known === generation) return found;
    }
  };
}

type InForce = ReturnType<typeof readingOf>;

function searchIn(home: Home, inForce: InForce): SearchIndex {
  const inEach = async (write: (table: ViewsTable) => Promise<void>): Promise<void> => {
    for (const generation of filledIn(await generationsOf(home))) await write({ ...home, generation });
  };
  return {
    enter: (cases) => inEach((table) => enterCases(table, cases)),
    forget: (at) => inEach((table) => forgetCase(table, at)),
    find: (wanted) => inForce((table) => findIn(table, wanted)),
  };
}

async function audited(home: Home): Promise<ViewsAudit> {
  const { current: generation } = await generationsOf(home);
  return auditOf({ ...home, generation }, async () => (await generationsOf(home)).current === generation);
}

type Filling = { readonly filled: Filled; readonly milliseconds: () => number };

function draftOf(table: ViewsTable, { filled, milliseconds }: Filling): GenerationDraft {
  const { generation } = table;
  return {
    views: filled(generation),
    place: (part) => fillPlaceOf(table, part),
    notePlace: (part, place) => noteFillPlace(table, part, place),
    compact: (settle) => compactAll(table, { until: milliseconds() - settle }),
    takeOver: async () => {
      await putInForce(table, generation);
      await removeBefore(table);
    },
  };
}
