/** The texts of a hotline case put right: what was said when it was registered, and at each step. */
import type { DomainEvent, Recorded } from '#shared/kernel/event.ts';
import { mendedBy, stepsMendedBy, type TextCorrected } from '#shared/kernel/mending.ts';

/** None of them is required: a caller need not say who calls. */
export const ENTRY = { caller: false, contact: false, address: false, description: false } as const;

type Step = { readonly id: string; readonly event: Pick<DomainEvent, 'texts'> };
type Told = {
  readonly registration: string;
  readonly located: boolean;
  readonly texts: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
};

export function withText<State extends Told>(state: State, event: Recorded<TextCorrected>): State {
  const { event: of } = event.data;
  if (of === state.registration) {
    const located = state.located || event.data.fields.includes('address');
    return { ...state, located, texts: mendedBy(state.texts, event, Object.keys(ENTRY)) };
  }
  return { ...state, steps: stepsMendedBy(state.steps, event) };
}
