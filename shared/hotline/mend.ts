/** What of a hotline case can be put right besides its dates: what was said when it was registered, and at each step. */
import type { Recorded } from '#shared/kernel/event.ts';
import { entryTexts, type Mendable, mendedBy, type TextCorrected } from '#shared/kernel/mending.ts';
import { isEnded } from './figures.ts';
import type { HotlineState } from './state.ts';

/** None of them is required: a caller need not say who calls. */
const ENTRY = { caller: false, contact: false, address: false, description: false } as const;

export function mendable(state: HotlineState): Mendable {
  const { registration: opening, texts } = state;
  return { opening, entry: entryTexts(ENTRY, texts), isConcluded: isEnded(state) };
}

export function withText(state: HotlineState, event: Recorded<TextCorrected>): HotlineState {
  const { event: of } = event.data;
  if (of === state.registration) {
    const located = state.located || event.data.fields.includes('address');
    return { ...state, located, texts: mendedBy(state.texts, event, Object.keys(ENTRY)) };
  }
  const steps = state.steps.map((step) =>
    step.id === of
      ? { ...step, event: { ...step.event, texts: mendedBy(step.event.texts ?? {}, event) } }
      : step,
  );
  return { ...state, steps };
}
