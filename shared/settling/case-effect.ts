/** What another value of a policy does to one case: to the cells of years that are open, and to a date that runs. */
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import { OPEN } from '#shared/kernel/contribution.ts';
import type { Commit, DomainEvent } from '#shared/kernel/event.ts';
import type { FoldedKind } from '#shared/kernel/kind.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Following, Settled } from '#shared/kernel/policy-applied.ts';
import { fold, stateOfCase } from '#shared/ledger/case-history.ts';
import type { LogReader } from '#shared/store/ports.ts';

/** A cell in a year, and its weight. */
type Weights = ReadonlyMap<string, number>;
export type DateMove = { readonly from: PlainDate | null; readonly to: PlainDate | null };
export type CaseEffect = {
  /** By cell and year as `cellKey` writes them, in every year up to the last that is asked about. */
  readonly before: Weights;
  readonly after: Weights;
  /** Cells of open years about which a fact decides that is not recorded. */
  readonly unknown: readonly string[];
  readonly date: DateMove | null;
  /** Null where the case is left as it is: nothing of it differs, or only in years that are signed. */
  readonly event: DomainEvent | null;
};
export type Question = {
  readonly settled: Settled;
  readonly calendar: Calendar;
  readonly today: PlainDate;
  /** The last year asked about. */
  readonly until: number;
  readonly isOpen: (year: number) => Promise<boolean>;
};

const cellKey = (cell: string, year: number): string => `${year} ${cell}`;
export const yearOfKey = (key: string): number => Number(key.slice(0, 4));
export const cellOfKey = (key: string): string => key.slice(5);

/** Null where the history makes no case that the policy could reach. */
export async function effectOn(
  log: LogReader,
  of: { readonly kind: FoldedKind; readonly commits: readonly Commit[] },
  question: Question,
): Promise<CaseEffect | null> {
  const { kind, commits } = of;
  const state = fold(
    commits.map((commit) => ({ commit })),
    kind.evolve,
  );
  if (state === null) return null;
  const before = weightsOf(kind, state, question.until);
  const [first] = commits;
  const { number = '', office = '' } = first ?? {};
  const following = await follow(log, { kind, office, number, state }, question.settled);
  if (following === null) return { before, after: before, unknown: [], date: null, event: null };
  const after = weightsOf(kind, following.state, question.until);
  const might = following.might === null ? after : weightsOf(kind, following.might, question.until);
  const unknown = await inOpenYears(differing(after, might), question);
  const differs = following.state !== state;
  const isRunning = kind.brief?.(state, question.calendar).status === 'open';
  const date = isRunning ? dateMoved(kind, [state, following.state], question.calendar) : null;
  const moved = await inOpenYears(differing(before, after), question);
  const { shownIn, wasUnknown } = following;
  const isBeside = shownIn !== undefined && (await question.isOpen(shownIn));
  // a case that is not decided goes on by the new value; one of which too little is known, or was, by it once that is said
  const goesOn = isRunning || isBeside || wasUnknown || unknown.length > 0;
  const isReached = moved.length > 0 || (differs && goesOn);
  const event = isReached ? eventOf(following, question, date) : null;
  return { before, after: isReached ? after : before, unknown, date, event };
}

type Case = {
  readonly kind: FoldedKind;
  readonly office: string;
  readonly number: string;
  readonly state: unknown;
};

/** A case that came out of another is asked with that one as it stands under the same value. */
async function follow(
  log: LogReader,
  { kind, office, number, state }: Case,
  settled: Settled,
): Promise<Following<unknown> | null> {
  const from = kind.originOf?.(state) ?? null;
  const known = from === null ? null : await stateOfCase(log, kind, { office, number: from });
  const origin =
    from === null || known === null
      ? null
      : ((await follow(log, { kind, office, number: from, state: known }, settled))?.state ?? known);
  return kind.follow?.(state, settled, { number, origin }) ?? null;
}

function weightsOf(kind: FoldedKind, state: unknown, last: number): Weights {
  const weights = new Map<string, number>();
  for (const { cell, from, until, weight } of kind.contributions(state).years)
    for (let year = from; year <= (until === OPEN ? last : Math.min(until, last)); year += 1) {
      const key = cellKey(cell, year);
      weights.set(key, (weights.get(key) ?? 0) + weight);
    }
  return weights;
}

export function differing(before: Weights, after: Weights): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (key) => (before.get(key) ?? 0) !== (after.get(key) ?? 0),
  );
}

function dateMoved(
  kind: FoldedKind,
  states: readonly [unknown, unknown],
  calendar: Calendar,
): DateMove | null {
  const [from = null, to = null] = states.map((state) => {
    const brief = kind.brief?.(state, calendar);
    return brief?.dueOn ?? brief?.stepDueOn ?? null;
  });
  return from === to ? null : { from, to };
}

async function inOpenYears(keys: readonly string[], { isOpen }: Question): Promise<string[]> {
  const open: string[] = [];
  for (const key of keys) if (await isOpen(yearOfKey(key))) open.push(key);
  return open;
}

function eventOf(
  { facts = {} }: Following<unknown>,
  { settled, today }: Question,
  date: DateMove | null,
): DomainEvent {
  const data = { ...settled, from: date?.from ?? null, to: date?.to ?? null, ...facts };
  return { type: 'PolicyApplied', v: 1, on: today, data };
}
