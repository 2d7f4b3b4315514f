/** An application as it stands under another value of a policy. */
import type { EventData } from '#shared/kernel/event.ts';
import { type PlainDate, yearOf } from '#shared/kernel/plain-date.ts';
import { DEFAULT_POLICIES, type PolicyName } from '#shared/kernel/policies.ts';
import type { Around, Following, Settled } from '#shared/kernel/policy-applied.ts';
import type { Application, DatedStep } from './application.ts';
import type { CountedFrom, Given } from './counted.ts';
import type { StepEvent, StepType } from './events.ts';
import { countedFromOf } from './parts.ts';
import { countedBy, openRow } from './reply-row.ts';
import { isGivenAgain, standing } from './standing.ts';

/** Not paymentRestarts: the notice has told the applicant which of the two it will be. */
export const DISCLOSURE_FOLLOWS: readonly PolicyName[] = [
  'redoPolicy',
  'selfCorrectionPolicy',
  'consultationDays',
  'alreadyPublic',
  'notResponsible',
  'splitAcrossYears',
];

/** The field of an event in which the value stands that was in force when it was entered. */
const FIELDS: Readonly<Partial<Record<PolicyName, readonly [field: string, types: readonly StepType[]]>>> = {
  redoPolicy: ['counts', ['ReplyRedone']],
  selfCorrectionPolicy: ['counts', ['ReplyRevised']],
  consultationDays: ['days', ['ThirdPartyConsulted', 'OrganConsulted']],
};

/** Null where nothing of it stands otherwise. A reply that does not say its case of 条例36 keeps its row under each value. */
export function following(
  state: Application,
  settled: Settled,
  around: Around<Application>,
): Following<Application> | null {
  const countedFrom = settled.value === 'byDayOfSplit' ? partFrom(around) : null;
  const after = followed(state, { ...settled, ...(countedFrom && { countedFrom }) });
  const might = unsaidRow(after, settled);
  if (after === state && might === null) return null;
  const split = countedFrom?.on ?? state.countedFrom?.on ?? dayOfSplit(state);
  return {
    ...{ state: after, might, wasUnknown: false },
    ...(countedFrom && { facts: { countedFrom } }),
    ...(settled.policy === 'splitAcrossYears' && split !== undefined && { shownIn: yearOf(split) }),
  };
}

/** A paper and its parts follow together, or a year would count neither, or both. */
function dayOfSplit({ steps }: Application): PlainDate | undefined {
  return steps.find(({ event }) => event.type === 'ApplicationSplit')?.on;
}

/** Where nobody said which case of 条例36 it is: as if it were the one that the policy moves. */
function unsaidRow(state: Application, { policy, value }: Settled): Application | null {
  const { conclusion } = state;
  if (conclusion === null || conclusion.article !== null) return null;
  const row = openRow(conclusion.outcome);
  if (row?.policy !== policy || value === conclusion.outcome) return null;
  const meant: Given = { outcome: conclusion.outcome, article: row.open };
  const { countedAs = meant.outcome } = countedBy(meant, row.policy, value);
  return { ...state, conclusion: { ...conclusion, countedAs } };
}

type Followed = Pick<Settled, 'policy'> & { readonly value: string; readonly countedFrom?: CountedFrom };

/** What the event of it makes of the case: the same whether it is tried or recorded. */
export function followed(state: Application, { policy, value, countedFrom }: Followed): Application {
  switch (policy) {
    case 'splitAcrossYears':
      return splitAnew(state, value, countedFrom ?? null);
    case 'alreadyPublic':
    case 'notResponsible':
      return rowAnew(state, policy, value);
    default:
      return stepsAnew(state, policy, value);
  }
}

function stepsAnew(state: Application, policy: PolicyName, value: string): Application {
  const [field, types] = FIELDS[policy] ?? ['', []];
  const before = (event: StepEvent): unknown => Reflect.get(event.data, field) ?? DEFAULT_POLICIES[policy];
  const steps = replaced(state, (event) =>
    types.includes(event.type) && before(event) !== value ? { ...event.data, [field]: value } : event.data,
  );
  if (steps === null) return state;
  // what was corrected before a second reply took the place of the first has been given again with it
  const corrected = value === 'replaces' ? null : state.outcomeCorrectedTo;
  return standing({ ...state, outcomeCorrectedTo: corrected }, steps);
}

function rowAnew(state: Application, policy: 'alreadyPublic' | 'notResponsible', value: string): Application {
  const steps = replaced(state, (event) =>
    event.type === 'ApplicationReplied' || isGivenAgain(event)
      ? countedBy(event.data, policy, value)
      : event.data,
  );
  const known = state.outcomeCorrectedTo;
  const corrected = known && countedBy(known, policy, value);
  if (steps === null && corrected?.countedAs === known?.countedAs) return state;
  return standing({ ...state, outcomeCorrectedTo: corrected }, steps ?? state.steps);
}

/** The paper counts up to the split, its parts from it on. */
function splitAnew(state: Application, value: string, countedFrom: CountedFrom | null): Application {
  const known = state.countedFrom;
  const isSame = known?.on === countedFrom?.on && known?.first === countedFrom?.first;
  const part = isSame ? state : { ...state, countedFrom };
  const isByDay = value === 'byDayOfSplit';
  const steps = replaced(state, (event) => {
    if (event.type !== 'ApplicationSplit' || (event.data.counts !== undefined) === isByDay) return event.data;
    const { into } = event.data;
    return isByDay ? { into, counts: value } : { into };
  });
  return steps === null ? part : standing(part, steps);
}

/** By the paper, which knows the day of the split and the order of its parts. */
function partFrom({ number, origin }: Around<Application>): CountedFrom | null {
  const split = origin?.steps.find(({ event }) => event.type === 'ApplicationSplit');
  if (!origin || split?.event.type !== 'ApplicationSplit') return null;
  return countedFromOf(origin, split.on, split.event.data.into.indexOf(number));
}

/** The steps with other data where `dataOf` gives others; null where it gives none. */
function replaced(state: Application, dataOf: (event: StepEvent) => EventData): readonly DatedStep[] | null {
  let changes = false;
  const steps = state.steps.map((step): DatedStep => {
    const data = dataOf(step.event);
    if (data === step.event.data) return step;
    changes = true;
    return { ...step, event: { ...step.event, data } as StepEvent };
  });
  return changes ? steps : null;
}
