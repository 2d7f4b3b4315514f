/** The life of a figure: every commit that moved it, with what it was worth afterwards. */
import type { Actor, CaseKind, Commit, Recorded } from '#shared/kernel/event.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { eventsOf } from '#shared/ledger/case-history.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { type Counted, countedAs } from '#shared/reporting/cell-name.ts';
import type { EventLog } from '#shared/store/ports.ts';
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
type Figure = { readonly office: string; readonly year: number; readonly cell: string };

/** In the order of recording. `asOf`: the instant by which an open case is overdue, where the figure asks for that. */
export async function figureLife(
  log: EventLog,
  { office, year, cell }: Figure,
  asOf: Instant,
): Promise<readonly Move[]> {
  const rates = await officeSettings(log, office).rates(year);
  const counted = countedAs(cell, { year, asOf, rates });
  const kinds = kindsBehind([counted.cell]);
  const within = { offices: new Set([office]), indexed: true, ...(kinds && { kinds }) };
  const moves: Omit<Move, 'value'>[] = [];
  for await (const histories of wholeCases(log, undefined, within))
    for (const history of histories) for (const move of movesOf(history, counted)) moves.push(move);
  moves.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  let value = 0;
  return moves.map((move) => {
    value += move.after - move.before;
    return { ...move, value };
  });
}

function* movesOf(history: readonly Commit[], counted: Counted): Generator<Omit<Move, 'value'>> {
  const kind = history[0] && KINDS.get(history[0].kind);
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
