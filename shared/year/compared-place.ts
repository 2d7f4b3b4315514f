/**
 * The place at which live tables and ledger are held against each other while others go on writing: what was recorded
 * behind it is on neither side.
 */
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { FigureSource } from '#shared/reporting/figure-source.ts';
import type { DynamoViews } from '#shared/store/dynamodb/views.ts';
import type { House } from '#shared/store/house.ts';
import type { DraftingViews, Views, ViewsReader } from '#shared/store/views.ts';
import { type Counted, recordedBy } from './office-count.ts';
import { shownThen } from './shown-then.ts';

/** Without an instant of their own they are of that of the count. */
export type Live = { readonly source: FigureSource; readonly asOf?: Instant | null };
/** `asOf`: of the count. */
type LiveAt = (of: LiveAsked) => Promise<Live>;
type LiveAsked = { readonly office: string; readonly year: number; readonly asOf: Instant | null };
export type Place = {
  /** Whether a commit stands before it. */
  readonly isCounted: Counted;
  readonly live: LiveAt;
  readonly views: ViewsReader;
  /** Whether members and lists stand as they did there, too. */
  readonly isStill: boolean;
  end(): void;
};

/** The read models as they are now: where the engine can, at one moment of them; else what was recorded by now. */
export async function placeNow(house: House): Promise<Place> {
  const { views } = house;
  const now = house.clock.now();
  await house.catchUp();
  if (!hasMoments(views))
    return {
      isCounted: recordedBy(now),
      live: liveAt(house, now),
      views,
      isStill: false,
      end: () => undefined,
    };
  const { holds, end, ...moment } = await views.moment();
  return {
    isCounted: ({ position }) => holds(position),
    live: async ({ office, year }) => {
      const figures = await moment.figures({ office, year });
      return { source: figures, asOf: figures.asOf };
    },
    ...{ views: moment, isStill: true, end },
  };
}

const hasMoments = (views: Views): views is DraftingViews => 'moment' in views;

/** What was recorded behind the cut-off is taken out of the live figures. */
export function liveAt({ log, views }: Pick<House, 'log' | 'views'>, cut: Instant): LiveAt {
  if (!tellsWhatIsShown(views)) throw new Error('read models that cannot tell what is in their figures');
  return async (of) => {
    const shown = await views.shown({ ...of, cut });
    return { source: await shownThen(log, { office: of.office, cut, shown }) };
  };
}

const tellsWhatIsShown = (views: Views): views is DynamoViews => 'shown' in views;
