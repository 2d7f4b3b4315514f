/** An appeal as its history leaves it. */
import type { AppealKind, AppealOutcome, AppealProcedure, AppealRoute } from '#shared/glossary/choices.ts';
import type { Handled } from '#shared/handling/state.ts';
import type { DomainEvent, Recorded } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Following, Settled } from '#shared/kernel/policy-applied.ts';
import { redated } from '#shared/kernel/procedure.ts';
import type { OrderedPeriod } from '#shared/kernel/reply-order.ts';
import type { Service } from '#shared/service/service.ts';
import { countedOn } from './counted-on.ts';
import type { AppealEvent, AppealOpened } from './events.ts';
import { stepsUnder } from './follow-policy.ts';
import { type AppealStep, type Dispute, disputeOf, type Instance, turns } from './instances.ts';
import { withText } from './mend.ts';

export type AppealState = Handled & {
  readonly number: string;
  readonly kind: AppealKind;
  readonly route: AppealRoute | null;
  readonly openedOn: PlainDate;
  readonly application: string | null;
  /** The event that named it, or named it again. */
  readonly linkedBy: string;
  /** About an act of disclosure that no application stands behind. */
  readonly otherAct: boolean;
  readonly coDefendant: boolean;
  /** It was said that there are co-defendants, not that this office is only the review organ: to be looked at again. */
  readonly coDefendantUnsure: boolean;
  readonly procedure: AppealProcedure | null;
  readonly copyReceivedOn: PlainDate | null;
  readonly answeredOn: PlainDate | null;
  /** Null while pending, also while a judgment is under appeal. */
  readonly outcome: AppealOutcome | null;
  readonly concludedOn: PlainDate | null;
  readonly instances: readonly Instance[];
  readonly dispute: Dispute;
  /** Attempts to serve the copy of the papers, the decisions. */
  readonly services: readonly Service[];
  /** Natural days the review organ added; null where it added none. */
  readonly extendedDays: number | null;
  /** What the newest decision orders, by the event that decided or said so last. */
  readonly order: OrderedPeriod | null;
  readonly migrated: boolean;
  readonly voided: boolean;
  /** Voided because the import that opened it was undone. */
  readonly takenBack: boolean;
  readonly steps: readonly AppealStep[];
  /** The court, the other act that is attacked; empty while closed. */
  readonly texts: Readonly<Record<string, string>>;
  /** The cells of the row as first imported: the same row stays a duplicate after a correction. */
  readonly imported: Readonly<Record<string, string | number>>;
};

export function evolve(state: AppealState | null, recorded: Recorded<DomainEvent>): AppealState | null {
  const event = recorded as Recorded<AppealEvent>;
  if (event.type === 'AppealOpened' && (state === null || state.voided)) return opened(event);
  if (state === null) return null;
  return afterCorrection(state, event) ?? afterStep(state, event) ?? state;
}

function opened(event: Recorded<AppealOpened>): AppealState {
  const { number, kind, route, application, coDefendant, procedure, copyReceivedOn, migrated } = event.data;
  const cells = { kind, route, openedOn: event.on, application, coDefendant: coDefendant ? 'true' : null };
  const step = { id: event.id, type: event.type, on: event.on };
  const about = { number, kind, route, application, coDefendant, procedure, copyReceivedOn, migrated };
  const coDefendantUnsure = coDefendant && event.data.asReviewOrgan !== true;
  const undecided = { answeredOn: null, outcome: null, concludedOn: null, voided: false, takenBack: false };
  return {
    ...about,
    ...undecided,
    coDefendantUnsure,
    linkedBy: event.id,
    openedOn: event.on,
    otherAct: false,
    services: [],
    extendedDays: null,
    order: null,
    dispute: disputeOf(event.on, []),
    instances: disputeOf(event.on, []).instances,
    steps: [step],
    texts: event.texts ?? {},
    imported: migrated ? filledCells(cells) : {},
  };
}

function filledCells(cells: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(cells).filter((cell): cell is [string, string] => cell[1] !== null),
  );
}

function afterStep(state: AppealState, event: Recorded<AppealEvent>): AppealState | null {
  const { id, type, on } = event;
  const withStep = (step: AppealStep): AppealState => withSteps(state, [...state.steps, step]);
  switch (event.type) {
    case 'AppealAnswered':
      return withStep({ id, type, on });
    case 'AppealConcluded': {
      const { outcome, means, order, migrated, countedBy } = event.data;
      const cells = migrated ? { outcome, concludedOn: on } : {};
      const decided = withStep({ id, type, on, outcome, means, order, countedBy });
      return { ...decided, imported: { ...state.imported, ...cells } };
    }
    case 'JudgmentAppealed':
    case 'CaseRemanded':
    case 'RetrialOpened':
      return withStep({ id, type, on, ...event.data });
    case 'ReviewExtended':
      return { ...withStep({ id, type, on }), extendedDays: event.data.days };
    case 'ReplyOrderStated':
      return withSteps(state, stated(state, event.data.order));
    case 'PaperServed':
      return withStep({ id, type, on, service: event.data });
    case 'DecisionEffective':
      return withStep({ id, type, on, effectOf: event.data.step });
    case 'AppealApplicationLinked': {
      const { application, migrated } = event.data;
      const linked = { ...state, application, linkedBy: id, otherAct: false };
      return { ...linked, imported: { ...state.imported, ...(migrated ? { application } : {}) } };
    }
    case 'OtherActAppealed':
      return { ...state, application: null, otherAct: true, texts: { ...state.texts, ...event.texts } };
    default:
      return null;
  }
}

function afterCorrection(state: AppealState, event: Recorded<AppealEvent>): AppealState | null {
  switch (event.type) {
    case 'AppealRouteCorrected':
      return { ...state, route: event.data.route };
    case 'AppealCoDefendantCorrected': {
      const { coDefendant, migrated } = event.data;
      const imported = migrated ? { ...state.imported, coDefendant: String(coDefendant) } : state.imported;
      return { ...state, coDefendant, coDefendantUnsure: false, imported };
    }
    case 'TextCorrected':
      return withText(state, event);
    case 'AppealFactCorrected':
      return { ...state, ...event.data };
    case 'AppealDateCorrected':
      return withSteps(state, redated(state.steps, event.data.event, event.on));
    case 'AppealOutcomeCorrected': {
      const { outcome } = event.data;
      const of = event.data.event ?? turns(state.steps).at(-1)?.id;
      return withSteps(
        state,
        state.steps.map((step) => (step.id === of ? correctedTo(step, outcome) : step)),
      );
    }
    case 'PolicyApplied':
      return following(state, event.data as Settled)?.state ?? state;
    case 'AppealVoided':
      return { ...state, voided: true, takenBack: event.data.takenBack !== undefined };
    default:
      return null;
  }
}

/** The means that were typed do not fit the outcome any more; only a decision against the office orders a new reply. */
function correctedTo(step: AppealStep, outcome: AppealOutcome): AppealStep {
  return {
    ...step,
    outcome,
    said: true,
    means: null,
    order: outcome === 'corrected' ? (step.order ?? null) : null,
  };
}

/** The appeal as it counts under another value of a policy; null where nothing of it does. */
export function following(state: AppealState, settled: Settled): Following<AppealState> | null {
  const steps = stepsUnder(state.steps, settled);
  if (steps === null) return null;
  const after = withSteps(state, steps);
  const instances = after.instances.map((one) =>
    countedOn(after, one).unknown ? { ...one, outcome: null, concludedOn: null } : one,
  );
  const isKnown = instances.every((one, index) => one === after.instances[index]);
  const wasUnknown = !state.voided && state.instances.some((one) => countedOn(state, one).unknown);
  return { state: after, might: isKnown ? null : { ...after, instances }, wasUnknown };
}

function stated({ steps, dispute }: AppealState, order: OrderedPeriod | null): readonly AppealStep[] {
  return steps.map((step) => (step.id === dispute.decided?.id ? { ...step, order } : step));
}

function withSteps(state: AppealState, steps: readonly AppealStep[]): AppealState {
  const openedOn = steps[0]?.on ?? state.openedOn;
  const dispute = disputeOf(openedOn, steps);
  const { outcome = null, on: concludedOn = null } = dispute.decided ?? {};
  const answeredOn = steps.findLast(({ type }) => type === 'AppealAnswered')?.on ?? null;
  const services = steps.flatMap(({ id, on, service }) =>
    service === undefined ? [] : [{ id, on, ...service }],
  );
  const order = dispute.decided?.order ?? null;
  const decided = { instances: dispute.instances, outcome, concludedOn, order };
  return { ...state, ...decided, steps, openedOn, dispute, services, answeredOn };
}
