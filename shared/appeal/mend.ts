/** The texts of an appeal put right; what was said at its steps is read from the history. */
import type { Recorded } from '#shared/kernel/event.ts';
import { mendedBy, type TextCorrected } from '#shared/kernel/mending.ts';

/** Which other act it is about is required once that was said. */
export const ENTRY = { court: false, otherAct: true } as const;

type Step = { readonly id: string; readonly type: string };
type Told = { readonly texts: Readonly<Record<string, string>>; readonly steps: readonly Step[] };

export function openingOf({ steps }: Pick<Told, 'steps'>): string {
  return steps.find(({ type }) => type === 'AppealOpened')?.id ?? '';
}

export function withText<State extends Told>(state: State, event: Recorded<TextCorrected>): State {
  if (event.data.event !== openingOf(state)) return state;
  return { ...state, texts: mendedBy(state.texts, event, Object.keys(ENTRY)) };
}
