/** Every figure from the log alone, up to a cut-off: the recount behind the live tables, and "as known on". */
import { OPEN } from '../../shared/kernel/contribution.ts';
import type { Commit } from '../../shared/kernel/event.ts';
import type { Instant } from '../../shared/kernel/plain-date.ts';
import type { EventLog } from '../../shared/store/ports.ts';
import { eventsOf } from '../record/case-history.ts';
import type { Room } from '../record/room.ts';

export type Member = {
  readonly cell: string;
  readonly case: string;
  readonly kind: string;
  readonly weight: number;
};
/** One case's weight in a cell: in the years `from` … `until`, or on the day `on`. */
export type Entry = Member & {
  readonly from: number;
  readonly until: number | typeof OPEN;
  readonly on?: string;
};
export type Tally = {
  readonly asOf: Instant | null;
  /** Made anew from the cases whenever they are gone through: a city's year would not fit into memory. */
  readonly entries: Iterable<Entry>;
  readonly units: Readonly<Record<string, string>>;
};
/** A case as its history leaves it at the cut-off; `state` is its room's own. */
export type FoldedCase = { readonly kind: string; readonly number: string; readonly state: unknown };
/** A tally with what a closing states beside it: events counted, and the newest hash of every stream. */
export type Recount = Tally & {
  readonly newest: Instant | null;
  readonly cases: readonly FoldedCase[];
  readonly events: number;
  readonly heads: ReadonlyMap<string, string>;
};

type Folding = { readonly kind: string; readonly number: string; readonly room: Room; state: unknown };

/** By office, the instant up to which its records count; null: all. */
export type Cuts = ReadonlyMap<string, Instant | null>;

/** Reads the office's commits recorded at or before `asOf` (null: all). Memory grows with the cases, not the events. */
export async function recount(
  log: EventLog,
  rooms: ReadonlyMap<string, Room>,
  { office, asOf }: { office: string; asOf: Instant | null },
): Promise<Recount> {
  const counted = await recounts(log, rooms, new Map([[office, asOf]]));
  return counted.get(office) ?? new Counting(rooms).counted(asOf);
}

/** Several offices in one reading of the log. */
export async function recounts(
  log: EventLog,
  rooms: ReadonlyMap<string, Room>,
  cuts: Cuts,
): Promise<Map<string, Recount>> {
  const countings = new Map([...cuts.keys()].map((office) => [office, new Counting(rooms)]));
  for await (const page of log.scan())
    for (const commit of page) {
      const asOf = cuts.get(commit.office);
      if (asOf === undefined || (asOf !== null && commit.recordedAt > asOf)) continue;
      countings.get(commit.office)?.add(commit);
    }
  return new Map([...countings].map(([office, one]) => [office, one.counted(cuts.get(office) ?? null)]));
}

class Counting {
  readonly #rooms: ReadonlyMap<string, Room>;
  readonly #cases = new Map<string, Folding>();
  readonly #units = new Map<string, Unit>();
  readonly #heads = new Map<string, string>();
  #events = 0;
  #newest = '' as Instant;

  constructor(rooms: ReadonlyMap<string, Room>) {
    this.#rooms = rooms;
  }

  add(commit: Commit): void {
    if (commit.recordedAt > this.#newest) this.#newest = commit.recordedAt;
    this.#events += commit.events.length;
    this.#heads.set(`${commit.kind}/${commit.stream}`, commit.hash);
    step(this.#cases, this.#rooms, commit);
    noteUnits(this.#units, commit);
  }

  counted(asOf: Instant | null): Recount {
    return {
      asOf: asOf ?? (this.#newest || null),
      newest: this.#newest || null,
      entries: entriesIn(this.#cases),
      units: Object.fromEntries([...this.#units].map(([name, { unit }]) => [name, unit])),
      cases: [...this.#cases.values()],
      events: this.#events,
      heads: this.#heads,
    };
  }
}

export function tally(
  log: EventLog,
  rooms: ReadonlyMap<string, Room>,
  cut: { office: string; asOf: Instant | null },
): Promise<Tally> {
  return recount(log, rooms, cut);
}

function step(cases: Map<string, Folding>, rooms: ReadonlyMap<string, Room>, commit: Commit): void {
  const room = rooms.get(commit.kind);
  if (room === undefined) return;
  const id = `${commit.kind}/${commit.stream}`;
  const folding = cases.get(id) ?? { kind: commit.kind, number: commit.number, room, state: null };
  for (const event of eventsOf(commit)) folding.state = room.evolve(folding.state, event);
  cases.set(id, folding);
}

type Unit = { readonly unit: string; readonly recordedAt: Instant };

/** The unit of a figure is the one last recorded under its name. */
function noteUnits(units: Map<string, Unit>, { events, recordedAt }: Commit): void {
  for (const { type, data } of events) {
    const known = type === 'FigureRecorded' ? units.get(String(data.name)) : undefined;
    if (type === 'FigureRecorded' && (known === undefined || known.recordedAt <= recordedAt))
      units.set(String(data.name), { unit: String(data.unit), recordedAt });
  }
}

function entriesIn(cases: ReadonlyMap<string, Folding>): Iterable<Entry> {
  return {
    *[Symbol.iterator]() {
      for (const folding of cases.values()) yield* entriesOf(folding);
    },
  };
}

function entriesOf({ kind, number, room, state }: Folding): Entry[] {
  const { years, days } = room.contributions(state);
  const named = { case: number, kind };
  return [
    ...years.map(({ cell, from, until, weight }) => ({ cell, ...named, weight, from, until })),
    ...days.map(({ cell, on, weight }) => {
      const year = Number(on.slice(0, 4));
      return { cell, ...named, weight, from: year, until: year, on };
    }),
  ];
}

/** The members of a cell in a year, by case number. */
export function membersOf({ entries }: Pick<Tally, 'entries'>, cell: string, year: number): Member[] {
  const members: Member[] = [];
  for (const entry of entries)
    if (entry.cell === cell && standsIn(entry, year))
      members.push({ cell, case: entry.case, kind: entry.kind, weight: entry.weight });
  return members.sort((a, b) => (a.case < b.case ? -1 : a.case > b.case ? 1 : 0));
}

export function standsIn({ from, until }: Pick<Entry, 'from' | 'until'>, year: number): boolean {
  return from <= year && (until === OPEN || until >= year);
}
