/**
 * What the kinds of case have in common: what bars every command, steps that are entered late and in any order, each
 * judged by its own day and then what came after it, and the correction of a step's date.
 */
import { accept, type Decision, nothingNew, type Refusal, refuse } from './decision.ts';
import type { DomainEvent } from './event.ts';
import type { PlainDate } from './plain-date.ts';

type Step = { readonly id: string; readonly type: string };

type Named = { readonly command: string };
type One<C extends Named, Name> = Extract<C, { readonly command: Name }>;

/** The rules of a kind, typed over every command: a new one without its rule does not compile. */
type Rules<State, C extends Named, Opening extends C['command'], Context, E extends DomainEvent> = {
  /** The commands that begin a case. */
  readonly opening: {
    readonly [Name in Opening]: (command: One<C, Name>, context: Context) => Decision<E>;
  };
  readonly later: {
    readonly [Name in Exclude<C['command'], Opening>]: (
      state: State,
      command: One<C, Name>,
      context: Context,
    ) => Decision<E>;
  };
};
type Rule<E extends DomainEvent> = (...given: readonly unknown[]) => Decision<E>;
type ByName<E extends DomainEvent> = Readonly<Record<string, Rule<E>>>;

/** Asked of every command before its own rule: its days have come, and the case is there to take it. */
export function decider<
  State extends { readonly voided: boolean },
  C extends Named,
  Opening extends C['command'],
  Context extends { readonly today: PlainDate },
  E extends DomainEvent,
>(rules: Rules<State, C, Opening, Context, E>) {
  const opening = rules.opening as ByName<E>;
  const later = rules.later as ByName<E>;
  return (state: State | null, command: C, context: Context): Decision<E> => {
    const { today } = context;
    const field = dayAfter(today, command);
    if (field !== undefined) return refuse('future', '', { field, today });
    const open = opening[command.command];
    if (open !== undefined)
      return state === null ? open(command, context) : refuse('numberTaken', '', { field: 'case' });
    if (state === null) return refuse('unknownCase', '', { field: 'case' });
    if (state.voided) return refuse('voided');
    return later[command.command]?.(state, command, context) ?? refuse('unknownCommand');
  };
}

/** Days on which something happened; what a command sets for days to come (`respondBy`, `until`, `dueAt`) is named otherwise. */
const HAPPENED = /^(?:at|on)$|On$/;

function dayAfter(today: PlainDate, command: object): string | undefined {
  return Object.keys(command).find((field) => {
    const day: unknown = Reflect.get(command, field);
    return (
      typeof day === 'string' && day > today && day.slice(0, today.length) > today && HAPPENED.test(field)
    );
  });
}

/** A case step by step. `isOwn`: the step that is entered or dated anew; `later`: those that follow it. */
export type Course<S extends Step, Now> = {
  /** In their order. */
  readonly steps: readonly S[];
  readonly start: Now;
  readonly take: (now: Now, step: S) => Now;
  readonly barred: (now: Now, step: S, place: Place<S>) => Refusal | null;
};
type Place<S> = { readonly isOwn: boolean; readonly later: readonly S[] };

/**
 * Why the case cannot go as it would with the steps `own`, which are new or have another date: their own reason, else
 * the first later step that was lawful and would not be any more. `field` is where the date stands in the command.
 */
export function objectionTo<S extends Step, Now>(
  was: Course<S, Now>,
  now: Course<S, Now>,
  { own, field = 'on' }: { readonly own: readonly string[]; readonly field?: string },
): Refusal | null {
  const found = barredSteps(now, own);
  const itself = found.find(({ step }) => own.includes(step.id));
  if (itself !== undefined) return itself.refusal;
  const before = barredSteps(was, []).map(({ step }) => step.id);
  const broken = found.find(({ step }) => !before.includes(step.id));
  if (broken === undefined) return null;
  const { step, refusal } = broken;
  const facts = { field, event: step.id, type: step.type };
  return { code: 'contradictsLaterStep', article: refusal.article, facts };
}

function barredSteps<S extends Step, Now>(
  { steps, start, take, barred }: Course<S, Now>,
  own: readonly string[],
): readonly { readonly step: S; readonly refusal: Refusal }[] {
  let now = start;
  return steps.flatMap((step, index) => {
    const refusal = barred(now, step, { isOwn: own.includes(step.id), later: steps.slice(index + 1) });
    now = take(now, step);
    return refusal === null ? [] : [{ step, refusal }];
  });
}

/**
 * `name` is an event's id (`2.1`), a bare version (`2`), the event's or the command's name, or the column of an import;
 * of several steps of one name the last is meant. `types` leads from commands and columns to events.
 */
export function stepNamed<S extends Step>(
  steps: readonly S[],
  name: string,
  types: Readonly<Record<string, string>>,
): S | undefined {
  const type = Object.hasOwn(types, name) ? types[name] : name;
  return (
    steps.find(({ id }) => id === name || id === `${name}.1`) ?? steps.findLast((step) => step.type === type)
  );
}

/** Of one day in the order entered. */
export function byDay<S extends { readonly on: PlainDate }>(steps: readonly S[]): readonly S[] {
  return steps.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

export function redated<S extends Step>(steps: readonly S[], id: string, on: PlainDate): readonly S[] {
  return steps.map((step) => (step.id === id ? { ...step, on } : step));
}

/** Another date for `step`, judged like a new one. The date it has is nothing new. */
export function correctDate<S, E extends DomainEvent>(
  { event, on }: { readonly event: string; readonly on: PlainDate },
  step: (S & { readonly on: PlainDate }) | undefined,
  rule: { readonly objection: (step: S) => Refusal | null; readonly corrected: (step: S) => E },
): Decision<E> {
  if (step === undefined) return refuse('unknownEvent', '', { field: 'event', event });
  if (step.on === on) return nothingNew();
  const refusal = rule.objection(step);
  return refusal === null ? accept([rule.corrected(step)]) : { ok: false, refusal };
}
