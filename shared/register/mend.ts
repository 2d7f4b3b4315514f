/** The cells of an entry put right, sealed or not. */
import type { Recorded, TextField } from '#shared/kernel/event.ts';
import { mendedBy, type TextCorrected } from '#shared/kernel/mending.ts';
import type { RegisterKind } from './events.ts';

type Cells = Readonly<Record<string, string | number>>;
type Entry = {
  readonly entry: RegisterKind;
  readonly cells: Cells;
  readonly assumed: readonly string[];
  readonly imported: Cells;
  readonly steps: readonly { readonly id: string }[];
};

/** The sealed ones, by the kind of entry; no entry is without them that must not be. */
export const ENTRY: Readonly<Record<RegisterKind, Readonly<Partial<Record<TextField, boolean>>>>> = {
  publication: { title: false },
  document: { title: false },
  decision: {},
  fee: {},
  figure: { source: false },
};

export function withText<State extends Entry>(state: State, event: Recorded<TextCorrected>): State {
  if (event.data.event !== state.steps[0]?.id) return state;
  const isSealed = (name: string): boolean => Object.hasOwn(ENTRY[state.entry], name);
  const own = Object.entries(state.cells);
  const sealed = Object.fromEntries(
    own.flatMap(([name, cell]) => (isSealed(name) ? [[name, String(cell)]] : [])),
  );
  const others = Object.fromEntries(own.filter(([name]) => !isSealed(name)));
  return withCells(state, { ...others, ...mendedBy(sealed, event, Object.keys(ENTRY[state.entry])) });
}

/** What cells said before stays a duplicate when a row says it again. */
export function withCells<State extends Entry>(state: State, cells: Cells): State {
  const changed = Object.entries(state.cells).filter(([name, cell]) => cells[name] !== cell);
  const before = changed.filter(([name]) => !state.assumed.includes(name));
  return { ...state, cells, imported: { ...Object.fromEntries(before), ...state.imported } };
}
