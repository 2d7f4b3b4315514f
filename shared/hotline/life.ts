/**
 * The life of a case as its steps leave it, in the order in which they happened. Steps may be entered late and in any
 * order: each is judged by its instant against the steps before it, and against those after it (`contradiction`).
 */

import type { Instant } from '../kernel/plain-date.ts';
import type { RefusalCode } from '../kernel/refusal-code.ts';
import type { HotlineEvent, Satisfaction } from './events.ts';

/** Events that are no step: they describe or correct. */
type Aside = 'HotlineCaseRegistered' | 'HotlineCaseClassified' | 'HotlineDateCorrected' | 'HotlineCaseVoided';
export type StepEvent = Exclude<HotlineEvent, { readonly type: Aside }>;

/** `at` is the instant it counts from; `dated` is false where an imported row does not say when. */
export type Step = {
  readonly id: string;
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
  /** At least one return, extension, redo: the rates count cases, not events. */
  readonly returned: boolean;
  readonly extended: boolean;
  readonly redone: boolean;
  readonly supervised: boolean;
  readonly dueAt: Instant | null;
  readonly dueProvisional: boolean;
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
  returned: false,
  extended: false,
  redone: false,
  supervised: false,
  dueAt: null,
  dueProvisional: false,
  repliedAt: null,
  closedAt: null,
  satisfaction: null,
};

type Changes = { readonly [K in keyof Situation]?: Situation[K] };

/** What a step makes of the situation, lawful or not: history is fact. */
export function after(now: Situation, { event, at }: Step): Situation {
  return { ...now, ...changesOf(now, event, at) };
}

function changesOf(now: Situation, event: StepEvent, at: Instant): Changes {
  switch (event.type) {
    case 'HotlineCaseAccepted':
      return { accepted: true };
    case 'HotlineCaseRejected':
      return { rejected: true };
    case 'Dispatched':
      return { department: event.data.department, dispatched: true, dispatches: now.dispatches + 1 };
    case 'DispatchReturned':
      return { department: null, dispatched: false, returned: true };
    case 'TimeLimitSet':
      return { dueAt: event.data.dueAt, dueProvisional: event.data.provisional };
    case 'HandlingExtended':
      return { dueAt: event.data.dueAt, dueProvisional: false, extended: true };
    default:
      return endingOf(event, at);
  }
}

function endingOf(event: StepEvent, at: Instant): Changes {
  switch (event.type) {
    case 'CallerAnswered':
      return { repliedAt: at };
    case 'HotlineCaseClosed':
      return { closedAt: at };
    case 'FollowUpRecorded':
      return { satisfaction: event.data.satisfaction };
    case 'HotlineCaseRedone':
      return { redone: true, repliedAt: null, closedAt: null };
    case 'HotlineCaseSupervised':
      return { supervised: true };
    case 'MergedInto':
      return { mergedInto: event.data.into };
    case 'RedirectedToDisclosure':
      return { redirected: true };
    case 'LinkedToApplication':
      return { application: event.data.application };
    default:
      return {};
  }
}

/** Why a step cannot follow on the situation, or null. Migrated steps are never asked. */
export function barred(now: Situation, { event, at }: Step): RefusalCode | null {
  switch (event.type) {
    case 'HotlineCaseAccepted':
      return now.accepted ? 'alreadyAccepted' : (ended(now) ?? whileOpen(now));
    case 'HotlineCaseRejected':
      return now.accepted ? 'alreadyAccepted' : (ended(now) ?? whileOpen(now));
    case 'MergedInto':
    case 'RedirectedToDisclosure':
      return ended(now) ?? whileOpen(now);
    case 'LinkedToApplication':
      return now.redirected ? null : 'notRedirected';
    case 'HotlineCaseSupervised':
      return now.mergedInto !== null ? 'merged' : now.rejected ? 'alreadyRejected' : null;
    case 'Dispatched':
    case 'TimeLimitSet':
      return notInHand(now);
    case 'DispatchReturned':
      return notInHand(now) ?? (now.dispatched ? null : 'notDispatched');
    case 'HandlingExtended':
      return notInHand(now) ?? (isLater(event.data.dueAt, [at, now.dueAt]) ? null : 'dateOrder');
    default:
      return barredEnding(now, event);
  }
}

function barredEnding(now: Situation, event: StepEvent): RefusalCode | null {
  const answered = now.redirected ? whileOpen(now) : notInHand(now);
  switch (event.type) {
    case 'CallerAnswered':
      return answered;
    case 'HotlineCaseClosed':
      // Showing the disclosure channel is itself the answer (domain §5.1, 国办函〔2025〕66号).
      return answered ?? (now.repliedAt === null && !now.redirected ? 'notReplied' : null);
    case 'FollowUpRecorded':
    case 'HotlineCaseRedone':
      return merged(now) ?? (now.closedAt === null ? 'notClosed' : null);
    default:
      return null;
  }
}

const merged = (now: Situation): RefusalCode | null =>
  now.mergedInto !== null ? 'merged' : now.rejected ? 'alreadyRejected' : null;
const ended = (now: Situation): RefusalCode | null => merged(now) ?? (now.redirected ? 'redirected' : null);
const whileOpen = (now: Situation): RefusalCode | null => (now.closedAt === null ? null : 'alreadyClosed');

function notInHand(now: Situation): RefusalCode | null {
  return ended(now) ?? (now.accepted || now.redone ? whileOpen(now) : 'notAccepted');
}

function isLater(at: Instant, others: readonly (Instant | null)[]): boolean {
  return others.every((other) => other === null || at > other);
}

/** In the order of their instants; those of one instant in the order entered. */
export function inOrder(steps: readonly Step[]): readonly Step[] {
  return steps.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

export function situationAfter(steps: readonly Step[]): Situation {
  return inOrder(steps).reduce(after, RECEIVED);
}

/** Why each step could not have followed, by its id; only the steps that could not. */
function irregular(steps: readonly Step[]): ReadonlyMap<string, RefusalCode> {
  const found = new Map<string, RefusalCode>();
  let now = RECEIVED;
  for (const step of inOrder(steps)) {
    const code = isMigrated(step) ? null : barred(now, step);
    if (code !== null) found.set(step.id, code);
    now = after(now, step);
  }
  return found;
}

function isMigrated({ event }: Step): boolean {
  return 'migrated' in event.data && event.data.migrated;
}

/** The first step that was lawful and is not any more; `code` is its own reason. */
export function contradiction(
  before: readonly Step[],
  now: readonly Step[],
): { readonly id: string; readonly code: RefusalCode } | null {
  const earlier = irregular(before);
  for (const [id, code] of irregular(now)) if (!earlier.has(id)) return { id, code };
  return null;
}
