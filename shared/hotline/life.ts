/**
 * The life of a case as its steps leave it, in the order in which they happened. Steps may be entered late and in any
 * order: each is judged by its instant against the steps before it, and then those after it.
 */

import type { Satisfaction } from '#shared/glossary/choices.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { HotlineEvent } from './events.ts';

/** Events that are no step: they describe or correct. */
type Aside =
  | 'HotlineCaseRegistered'
  | 'HotlineCaseClassified'
  | 'HotlineSourceNamed'
  | 'HotlineDateCorrected'
  | 'TextCorrected'
  | 'LinkedAsRepeat'
  | 'HotlineCaseVoided';
export type StepEvent = Exclude<HotlineEvent, { readonly type: Aside }>;

/** `at` is the instant it counts from; `dated` is false where an imported row does not say when. */
export type Step = {
  readonly id: string;
  readonly type: StepEvent['type'];
  readonly at: Instant;
  readonly dated: boolean;
  readonly event: StepEvent;
};

export type Situation = {
  readonly accepted: boolean;
  readonly rejected: boolean;
  readonly mergedInto: string | null;
  readonly redirected: boolean;
  readonly application: string | null;
  readonly department: string | null;
  /** In the hands of a department now. */
  readonly dispatched: boolean;
  readonly dispatches: number;
  /** At least once from one department to another without a return: the same one again, as after a redo, is none. */
  readonly reassigned: boolean;
  /** At least one return, extension, redo: the rates count cases, not events. */
  readonly returned: boolean;
  readonly extended: boolean;
  readonly redone: boolean;
  readonly supervised: boolean;
  readonly dueAt: Instant | null;
  readonly dueProvisional: boolean;
  /** What the department said of the present dispatch. */
  readonly departmentRepliedAt: Instant | null;
  readonly repliedAt: Instant | null;
  readonly closedAt: Instant | null;
  /** The last one given. */
  readonly satisfaction: Satisfaction | null;
};

export const RECEIVED: Situation = {
  accepted: false,
  rejected: false,
  mergedInto: null,
  redirected: false,
  application: null,
  department: null,
  dispatched: false,
  dispatches: 0,
  reassigned: false,
  returned: false,
  extended: false,
  redone: false,
  supervised: false,
  dueAt: null,
  dueProvisional: false,
  departmentRepliedAt: null,
  repliedAt: null,
  closedAt: null,
  satisfaction: null,
};

type Changes = { readonly [K in keyof Situation]?: Situation[K] };

/** What a step makes of the situation, lawful or not: history is fact. */
export function after(now: Situation, step: Step): Situation {
  return { ...now, ...changesOf(now, step) };
}

export function changesOf(now: Situation, { event, at }: Step): Changes {
  switch (event.type) {
    case 'HotlineCaseAccepted':
      return { accepted: true };
    case 'HotlineCaseRejected':
      return { rejected: true };
    case 'Dispatched':
      return {
        ...{ department: event.data.department, dispatched: true, dispatches: now.dispatches + 1 },
        reassigned: now.reassigned || ![null, event.data.department].includes(now.department),
        departmentRepliedAt: null,
      };
    case 'DispatchReturned':
      return { department: null, dispatched: false, returned: true, departmentRepliedAt: null };
    case 'TimeLimitSet':
      return { dueAt: event.data.dueAt, dueProvisional: event.data.provisional };
    case 'HandlingExtended':
      return { dueAt: event.data.dueAt, dueProvisional: false, extended: true };
    case 'DepartmentReplied':
      return { departmentRepliedAt: at };
    case 'CallerAnswered':
      return { repliedAt: at };
    case 'HotlineCaseClosed':
      return { closedAt: at };
    case 'FollowUpRecorded':
      return { satisfaction: event.data.satisfaction };
    case 'HotlineCaseRedone':
      return { redone: true, departmentRepliedAt: null, repliedAt: null, closedAt: null };
    case 'HotlineCaseSupervised':
      return { supervised: true };
    case 'MergedInto':
      return { mergedInto: event.data.into };
    case 'RedirectedToDisclosure':
      return { redirected: true };
    case 'LinkedToApplication':
      return { application: event.data.application };
  }
}

/** In the order of their instants; those of one instant in the order entered. */
export function inOrder(steps: readonly Step[]): readonly Step[] {
  return steps.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** What had become of it by an instant, whatever came later. */
export function situationBy(steps: readonly Step[], at: Instant): Situation {
  return situationAfter(steps.filter((step) => step.at <= at));
}

export function situationAfter(steps: readonly Step[]): Situation {
  return inOrder(steps).reduce((now, step) => after(now, step), RECEIVED);
}
