/** What of an appeal can be put right besides its dates and outcome. */
import type { Recorded } from '#shared/kernel/event.ts';
import { entryTexts, type Mendable, mendedBy, type TextCorrected } from '#shared/kernel/mending.ts';
import type { AppealState } from './state.ts';

/** Which other act it is about is required once that was said. */
const ENTRY = { court: false, otherAct: true } as const;

export function mendable(state: AppealState): Mendable {
  const { texts, steps, otherAct } = state;
  const fields = otherAct ? ENTRY : { court: ENTRY.court };
  return {
    opening: steps.find(({ type }) => type === 'AppealOpened')?.id ?? '',
    entry: entryTexts(fields, texts),
    isConcluded: state.outcome !== null,
  };
}

/** What was said at its steps is read from the history. */
export function withText(state: AppealState, event: Recorded<TextCorrected>): AppealState {
  if (event.data.event !== mendable(state).opening) return state;
  return { ...state, texts: mendedBy(state.texts, event, Object.keys(ENTRY)) };
}
