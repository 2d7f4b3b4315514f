/** What the rules of a hotline case need besides the case. */
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import type { Asking } from '#shared/kernel/kind.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import type { HotlineLists } from './lists.ts';

/** The case named by `MergeInto.into`: null when there is none. `path` are the numbers it was itself merged into, in order. */
export type MergeTarget = { readonly voided: boolean; readonly path: readonly string[] } | null;

export type HotlineSettings = {
  readonly lists: HotlineLists;
  readonly calendar: Calendar;
  /** Policy hotlineLimitFrom; the acceptance where it is absent. */
  readonly limitFrom?: Policies['hotlineLimitFrom'];
  /** Only for `MergeInto`. */
  readonly target?: MergeTarget;
  /** Only for `LinkApplication`: an application of that number exists. */
  readonly applicationKnown?: boolean;
};
export type HotlineContext = Asking & { readonly today: PlainDate; readonly settings: HotlineSettings };
