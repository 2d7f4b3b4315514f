/** What of an entry of the register can be put right besides its date: its title or source, and where it was published. */
import type { Recorded, TextField } from '#shared/kernel/event.ts';
import { entryTexts, type Mendable, mendedBy, type TextCorrected } from '#shared/kernel/mending.ts';
import type { RegisterKind } from './events.ts';
import type { Cells, RegisterState } from './state.ts';

const ENTRY: Readonly<Record<RegisterKind, Readonly<Partial<Record<TextField, boolean>>>>> = {
  publication: { title: false },
  document: { title: false },
  decision: {},
  fee: {},
  figure: { source: false },
};

export function mendable({ entry, steps, cells, isAwaited }: RegisterState): Mendable {
  const texts = Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, String(cell)]));
  return {
    opening: steps[0]?.id ?? '',
    entry: entryTexts(ENTRY[entry], texts),
    isConcluded: !isAwaited,
  };
}

export function withText(state: RegisterState, event: Recorded<TextCorrected>): RegisterState {
  const { opening, entry } = mendable(state);
  if (event.data.event !== opening) return state;
  const sealed = Object.fromEntries(entry.map(({ field, text }) => [field, text]));
  const said = Object.fromEntries(
    Object.entries(mendedBy(sealed, event, Object.keys(sealed))).filter(([, text]) => text !== ''),
  );
  const others = Object.entries(state.cells).filter(
    ([name]) => !event.data.fields.some((one) => one === name),
  );
  return withCells(state, { ...Object.fromEntries(others), ...said });
}

/** What cells said before stays a duplicate when a row says it again. */
export function withCells(state: RegisterState, cells: Cells): RegisterState {
  const changed = Object.entries(state.cells).filter(([name, cell]) => cells[name] !== cell);
  const before = changed.filter(([name]) => !state.assumed.includes(name));
  return { ...state, cells, imported: { ...Object.fromEntries(before), ...state.imported } };
}
