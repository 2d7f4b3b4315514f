/** A reporting year as its history leaves it. */
import type { Recorded } from '#shared/kernel/event.ts';
import type { Instant, PlainDate } from '#shared/kernel/plain-date.ts';
import { SECTION_NUMBERS, type SectionNumber, type Wording } from './narrative-template.ts';
import type { CellDifference, Frozen, YearEvent } from './year-events.ts';

/** `on` is the day it was signed. */
export type FrozenVersion = Frozen & {
  readonly on: PlainDate;
  readonly recordedAt: Instant;
  /** The account of that name approved it; otherwise somebody typed the name. */
  readonly isConfirmed: boolean;
  readonly reason: string | null;
  readonly difference: readonly CellDifference[];
};
export type YearState = { readonly wording: Wording; readonly versions: readonly FrozenVersion[] };

export const OPEN_YEAR: YearState = { wording: {}, versions: [] };

export function evolveYear(state: YearState, event: Recorded<YearEvent>): YearState {
  switch (event.type) {
    case 'SectionWritten':
    case 'TemplateWritten':
      return { ...state, wording: written(state.wording, event.data) };
    case 'YearClosed':
      return { ...state, versions: [...state.versions, frozen(event, { reason: null, difference: [] })] };
    case 'YearRestated': {
      const { reason, difference } = event.data;
      return { ...state, versions: [...state.versions, frozen(event, { reason, difference })] };
    }
    default:
      return state;
  }
}

function written(wording: Wording, { section, text }: { section: number; text: string | null }): Wording {
  const known = SECTION_NUMBERS.find((number) => number === section);
  if (known === undefined) return wording;
  const { [known]: _, ...others } = wording;
  return text === null ? others : { ...others, [known satisfies SectionNumber]: text };
}

type Freezing = Extract<Recorded<YearEvent>, { type: 'YearClosed' | 'YearRestated' }>;

function frozen(
  { data, on, recordedAt, id }: Freezing,
  why: Pick<FrozenVersion, 'reason' | 'difference'>,
): FrozenVersion {
  const { version, approvedBy, asOf, events, digest, program, rules, report, offices, confirmed } = data;
  const signed = { version, approvedBy, asOf, events, digest, program, report };
  const optional = {
    ...(offices && { offices }),
    ...(rules !== undefined && { rules }),
    ...(confirmed && { confirmed }),
  };
  // the word that an account approved it stands before it in its commit
  const isConfirmed = !id.endsWith('.1');
  return { ...signed, ...optional, on, recordedAt, isConfirmed, ...why };
}

/** The version that holds now. */
export function latest({ versions }: YearState): FrozenVersion | null {
  return versions.at(-1) ?? null;
}
