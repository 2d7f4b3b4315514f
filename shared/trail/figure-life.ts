/** The life of a figure: every commit that moved it, with what it was worth afterwards. */
import type { Actor, CaseKind, Commit, Recorded } from '#shared/kernel/event.ts';
import { dateOfInstant, type Instant } from '#shared/kernel/plain-date.ts';
import { DEFAULT_RATES } from '#shared/kernel/policies.ts';
import { eventsOf } from '#shared/ledger/case-history.ts';
import { FOLDED_KINDS } from '#shared/ledger/folded-kinds.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { type Counted, countedAs } from '#shared/reporting/cell-name.ts';
import type { EventLog } from '#shared/store/ports.ts';
import type { Walk } from '#shared/views/walk.ts';
import { wholeCases } from '#shared/views/whole-cases.ts';
import { kindsBehind } from '#shared/year/cell-kinds.ts';
import { entriesOf, isCountedIn } from '#shared/year/entries.ts';

/** `before` and `after`: what the case weighed in the figure; `value`: the figure once this was recorded. */
export type Move = {
  readonly at: Instant;
  readonly kind: CaseKind;
  readonly case: string;
  readonly version: number;
  readonly actor: Actor;
  readonly events: readonly Pick<Recorded, 'id' | 'type' | 'on'>[];
  readonly before: number;
  readonly after: number;
  readonly value: number;
};
type Bare = Omit<Move, 'value'>;
type Figure = { readonly office: string; readonly year: number; readonly cell: string };
/** `asOf`: the instant by which an open case is overdue, where the figure asks for that. */
type FigureAsked = Figure & { readonly asOf: Instant };
/** `value`: the figure at the end of the day. */
type DayOfFigure = { readonly day: string; readonly moves: number; readonly value: number };
/** However often it was moved: the newest moves and days alone, oldest first, and how many there are. */
export type FigureLife = {
  readonly value: number;
  readonly moves: number;
  readonly cases: number;
  readonly days: number;
  readonly newest: readonly Move[];
  readonly newestDays: readonly DayOfFigure[];
};

/** Shown of each; the rest is in the evidence package. */
const SHOWN = 200;

/** In the order of recording, all of them. */
export async function figureMoves(log: EventLog, asked: FigureAsked): Promise<readonly Move[]> {
  const counted = await countedIn(log, asked);
  const moves: Bare[] = [];
  for await (const histories of wholeCases(log, undefined, { ...FIGURE_LIFE.within(asked), indexed: true }))
    for (const history of histories) moves.push(...movesOf(history, counted));
  moves.sort(byInstant);
  return valued(moves, 0);
}

/** Cases come in any order, and an import records thousands in one instant. */
const byInstant = (a: Bare, b: Bare): number =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : a.case < b.case ? -1 : a.case > b.case ? 1 : a.version - b.version;

function valued(moves: readonly Bare[], before: number): Move[] {
  let value = before;
  return moves.map((move) => {
    value += move.after - move.before;
    return { ...move, value };
  });
}

async function countedIn(log: EventLog, { office, year, cell, asOf }: FigureAsked): Promise<Counted> {
  const rates = await officeSettings(log, office).rates(year);
  return countedAs(cell, { year, asOf, rates });
}

type DayMoved = { moves: number; change: number };
type SoFar = {
  readonly cases: number;
  readonly newest: readonly Bare[];
  readonly days: Readonly<Record<string, Readonly<DayMoved>>>;
};

/** The same as `figureMoves`, told in a page. */
export const FIGURE_LIFE: Walk<FigureAsked, SoFar, FigureLife> = {
  none: { cases: 0, newest: [], days: {} },
  within: ({ office, year, cell, asOf }) => {
    const kinds = kindsBehind([countedAs(cell, { year, asOf, rates: DEFAULT_RATES }).cell]);
    return { offices: new Set([office]), ...(kinds && { kinds }) };
  },
  over: async ({ log }, asked, { cases, kept }) => {
    const counted = await countedIn(log, asked);
    const days: Record<string, DayMoved> = { ...kept.days };
    let [moved, newest] = [kept.cases, [...kept.newest]];
    for (const history of cases) {
      const moves = [...movesOf(history, counted)];
      if (moves.length > 0) moved += 1;
      for (const move of moves) noteDay(days, move);
      newest.push(...moves);
      if (newest.length > MOST_KEPT) newest = newestOf(newest);
    }
    return { cases: moved, newest: newestOf(newest), days };
  },
  whole: async (_house, _asked, { cases, newest, days }) => {
    const sorted = Object.entries(days).sort(([a], [b]) => (a < b ? -1 : 1));
    let [value, moves] = [0, 0];
    const all = sorted.map(([day, moved]) => {
      value += moved.change;
      moves += moved.moves;
      return { day, moves: moved.moves, value };
    });
    const before = newest.reduce((sum, one) => sum - (one.after - one.before), value);
    const shown = { newest: valued(newest, before), newestDays: all.slice(-SHOWN) };
    return { value, moves, cases, days: all.length, ...shown };
  },
};

const MOST_KEPT = 20 * SHOWN;
const newestOf = (moves: readonly Bare[]): Bare[] => moves.toSorted(byInstant).slice(-SHOWN);

function noteDay(days: Record<string, DayMoved>, { at, before, after }: Bare): void {
  const day = dateOfInstant(at);
  const known = days[day] ?? { moves: 0, change: 0 };
  days[day] = { moves: known.moves + 1, change: known.change + after - before };
}

function* movesOf(history: readonly Commit[], counted: Counted): Generator<Bare> {
  const kind = history[0] && FOLDED_KINDS.get(history[0].kind);
  if (kind === undefined) return;
  let [state, before]: [unknown, number] = [null, 0];
  for (const commit of history) {
    const events = eventsOf(commit);
    for (const event of events) state = kind.evolve(state, event);
    const entries = entriesOf(kind, { kind: commit.kind, number: commit.number, state });
    const after = entries
      .filter((entry) => isCountedIn(entry, counted))
      .reduce((sum, { weight }) => sum + weight, 0);
    const { recordedAt: at, number, version, actor } = commit;
    if (after !== before)
      yield {
        ...{ at, kind: commit.kind, case: number, version, actor, before, after },
        events: events.map(({ id, type, on }) => ({ id, type, on })),
      };
    before = after;
  }
}
