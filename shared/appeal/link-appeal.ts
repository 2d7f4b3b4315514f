/** What an appeal is about: a reply to an application of this office, or another act of disclosure (条例 art. 51). */
import { accept, nothingNew, refuse } from '#shared/kernel/decision.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { caseNumber } from '#shared/kernel/written.ts';
import type { AppealContext, AppealDecision } from './appeal-decision.ts';
import type { AppealCommandOf } from './commands.ts';
import type { AppealEvent } from './events.ts';
import { type LinkedApplication, reviewFirstWarning } from './review-first.ts';
import type { AppealState } from './state.ts';

export function linkAppeal(
  state: AppealState,
  { on, application, otherAct }: AppealCommandOf<'LinkAppeal'>,
  { linked = null }: AppealContext,
): AppealDecision {
  if (application !== undefined && otherAct !== undefined)
    return refuse('conflict', '', { field: 'otherAct' });
  if (otherAct !== undefined) return state.otherAct ? nothingNew() : accept(otherActOf(on, otherAct));
  if (application === undefined) return refuse('required', '', { field: 'application' });
  if (linked === null) return refuse('unknownApplication', '', { field: 'application' });
  const number = numberOfLinked(application, linked);
  // a number that was entered again since has not heard what is ordered
  const hasHeard = state.order === null || linked.orders?.includes(state.number);
  if (state.application === number && hasHeard) return nothingNew();
  const data = { application: number, migrated: false };
  const { route, openedOn } = state;
  return accept(
    [{ type: 'AppealApplicationLinked', v: 1, on, data }],
    reviewFirstWarning({ route, on: openedOn }, linked),
  );
}

/** As the application itself bears it, however it was typed: its page must be found by it. */
export function numberOfLinked(typed: string, linked: LinkedApplication | null): string {
  return linked?.number ?? caseNumber(typed);
}

/** Which act it was is the person's own affair: sealed like every free text. */
export function otherActOf(on: PlainDate, otherAct: string | undefined): AppealEvent[] {
  return otherAct === undefined
    ? []
    : [{ type: 'OtherActAppealed', v: 1, on, data: {}, texts: { otherAct } }];
}
