/** The read models on DynamoDB (ADR 18), as the generation in force holds them (ADR 41). */
import { randomUUID } from 'node:crypto';
import type { Followed } from '../house.ts';
import type { Clock } from '../ports.ts';
import type { SearchIndex } from '../search-index.ts';
import type { FilledViews, Views, ViewsAudit } from '../views.ts';
import { findIn } from './search-find.ts';
import { auditOf } from './views-audit.ts';
import { compactAll, FOLD_PACE, type FoldPace, oldestUnfolded } from './views-compact.ts';
import { type Filled, filledIn, fillingOf, inAll } from './views-filled.ts';
import {
  beginFilling,
  type FillPlace,
  fillPlaceOf,
  generationsOf,
  noteFillPlace,
  putInForce,
  removeBefore,
} from './views-generations.ts';
import { type Home, readingOf } from './views-in-force.ts';
import {
  type FeedNote,
  feedNoteOf,
  followedOf,
  noteFeed,
  noteFollowed,
  positionOf,
} from './views-position.ts';
import { indexIn, readerIn, type ViewsIndex } from './views-reader.ts';
import type { ViewsTable } from './views-table.ts';
import { noteWhole } from './views-written.ts';

export type DynamoViews = Views &
  ViewsIndex & {
    /** By generations as the read models; cases enter it with their views. */
    readonly search: SearchIndex;
    /**
     * Folds what was written more than `settle` milliseconds ago, for every office, as far as the pace allows. Gives back
     * how many milliseconds ago the oldest row was written that is not folded in spite of that; null where there is none.
     */
    compact(settle: number, pace?: FoldPace): Promise<number | null>;
    /** How many milliseconds ago the oldest row was written that is not folded; null where there is none. Few reads. */
    unfolded(): Promise<number | null>;
    /** The position of the projector in the change feed; null before the first note. */
    feedNote(): Promise<FeedNote | null>;
    noteFeed(note: FeedNote): Promise<void>;
    /** How far the stream has come that Lambda hands over; null before the first note. */
    followed(): Promise<Followed | null>;
    noteFollowed(note: Followed): Promise<void>;
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
  /** The whole ledger was read into it. */
  noteWhole(): Promise<void>;
  /** Puts it in force in one write; what stood before is then removed. */
  takeOver(): Promise<void>;
};

export function dynamoViews(home: Home, clock: Clock): DynamoViews {
  const milliseconds = (): number => Date.parse(clock.now());
  const filled = fillingOf(home, milliseconds);
  const inForce = readingOf(home);
  const own = inAll(home, filled);
  const begin = async (by: string): Promise<GenerationDraft> =>
    draftOf({ ...home, generation: await beginFilling(home, by) }, { filled, milliseconds });
  return {
    ...readerIn(inForce),
    position: () => inForce(positionOf),
    ...indexIn(home, inForce),
    feedNote: () => feedNoteOf(home),
    noteFeed: (note) => noteFeed(home, note),
    followed: () => followedOf(home),
    noteFollowed: (note) => noteFollowed(home, note),
    ...own,
    search: { ...own.search, find: (wanted) => inForce((table) => findIn(table, wanted)) },
    audit: () => audited(home),
    begin,
    clear: async () => (await begin(randomUUID())).takeOver(),
    compact: (settle, pace) => compacted(home, { until: milliseconds() - settle, now: milliseconds, pace }),
    unfolded: () =>
      inForce(async (table) => {
        const oldest = await oldestUnfolded(table, milliseconds());
        return oldest === null ? null : milliseconds() - oldest;
      }),
    close: () => home.client.destroy(),
  };
}

type Compacting = { readonly until: number; now(): number; readonly pace: FoldPace | undefined };

async function compacted(home: Home, { until, now, pace }: Compacting): Promise<number | null> {
  const left: number[] = [];
  const generations = filledIn(await generationsOf(home));
  const own = pace ?? { ...FOLD_PACE, milliseconds: FOLD_PACE.milliseconds / generations.length };
  for (const generation of generations) {
    const oldest = await compactAll({ ...home, generation }, { until, pace: own });
    if (oldest !== null) left.push(now() - oldest);
  }
  return left.length === 0 ? null : Math.max(...left);
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
    noteWhole: () => noteWhole(table),
    takeOver: async () => {
      await putInForce(table, generation);
      await removeBefore(table);
    },
  };
}
