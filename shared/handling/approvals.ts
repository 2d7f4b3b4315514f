/**
 * The rules that an office sets itself against mistakes and against single hands: which steps wait for a second person,
 * whether the three powers are kept apart (三员分立), whether reports and named third parties are known to few (限制知悉).
 * One stream of the office, in which signatures of years and changes of the rules wait, too. Without a word of the office
 * nothing waits.
 */
import * as z from 'zod';
import { APPROVABLE, type ApprovalName } from '#shared/glossary/approvals.ts';
import { OUTCOMES } from '#shared/glossary.ts';
import { accept, type Decision, refuse } from '#shared/kernel/decision.ts';
import type { DomainEvent, Recorded } from '#shared/kernel/event.ts';
import { isKeyOf, keysOf } from '#shared/kernel/keys.ts';
import { defineKind } from '#shared/kernel/kind.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { ProposalEvent } from './events.ts';
import { evolveProposals, type Proposal } from './proposals.ts';

export const APPROVALS_STREAM = 'approvals';

/** All of them, in the order of the glossary. */
type ApprovalsSet = DomainEvent<'ApprovalsSet', { readonly steps: readonly ApprovalName[] }>;
type SeparationSet = DomainEvent<'SeparationSet', { readonly separated: boolean }>;
type RestrictionSet = DomainEvent<'RestrictionSet', { readonly restricted: boolean }>;
type RuleEvent = ApprovalsSet | SeparationSet | RestrictionSet;

const stream = z.literal(APPROVALS_STREAM).optional();
export const APPROVALS_COMMANDS = {
  /** Every step that waits from now on; none where the list is empty. */
  SetApprovals: z.object({
    command: z.literal('SetApprovals'),
    case: stream,
    steps: z.array(z.enum(keysOf(APPROVABLE))).max(keysOf(APPROVABLE).length),
  }),
  /** Whether an admin keeps the accounts alone, and neither they nor who guards the rules look at cases. */
  SetSeparation: z.object({ command: z.literal('SetSeparation'), case: stream, separated: z.boolean() }),
  /** Whether reports and named third parties are known only to those who handle and decide them. */
  SetRestriction: z.object({ command: z.literal('SetRestriction'), case: stream, restricted: z.boolean() }),
};
type ApprovalsCommand = z.infer<(typeof APPROVALS_COMMANDS)[keyof typeof APPROVALS_COMMANDS]>;

/**
 * `since`: the day from which on each step waits without a break. `proposals`: closings and restatements of years and
 * changes of rules and rights that wait or were returned.
 */
export type Approvals = {
  readonly steps: readonly ApprovalName[];
  readonly since: Readonly<Partial<Record<ApprovalName, PlainDate>>>;
  readonly separated: boolean;
  readonly restricted: boolean;
  readonly proposals: readonly Proposal[];
};
export const NO_APPROVALS: Approvals = {
  ...{ steps: [], since: {}, separated: false, restricted: false, proposals: [] },
};

export function evolveApprovals(state: Approvals | null, recorded: Recorded<DomainEvent>): Approvals {
  const before = state ?? NO_APPROVALS;
  const event = recorded as Recorded<RuleEvent | ProposalEvent>;
  switch (event.type) {
    case 'ApprovalsSet': {
      const steps = event.data.steps.filter((name) => isKeyOf(APPROVABLE, name));
      const since = Object.fromEntries(steps.map((name) => [name, before.since[name] ?? event.on]));
      return { ...before, steps, since };
    }
    case 'SeparationSet':
    case 'RestrictionSet':
      return { ...before, ...event.data };
    default:
      return { ...before, proposals: evolveProposals(before.proposals, event) };
  }
}

type On = { readonly today: PlainDate };

function decide(state: Approvals | null, command: ApprovalsCommand, { today: on }: On): Decision<RuleEvent> {
  const now = state ?? NO_APPROVALS;
  switch (command.command) {
    case 'SetSeparation': {
      const { separated } = command;
      if (separated === now.separated) return refuse('unchanged', '', { field: 'separated' });
      return accept([{ type: 'SeparationSet', v: 1, on, data: { separated } }]);
    }
    case 'SetRestriction': {
      const { restricted } = command;
      if (restricted === now.restricted) return refuse('unchanged', '', { field: 'restricted' });
      return accept([{ type: 'RestrictionSet', v: 1, on, data: { restricted } }]);
    }
    case 'SetApprovals': {
      const steps = keysOf(APPROVABLE).filter((name) => command.steps.includes(name));
      if (steps.join() === now.steps.join()) return refuse('unchanged', '', { field: 'steps' });
      return accept([{ type: 'ApprovalsSet', v: 1, on, data: { steps } }]);
    }
  }
}

export const approvalsKind = defineKind<Approvals, ApprovalsCommand, RuleEvent>({
  kind: 'approvals',
  schemas: APPROVALS_COMMANDS,
  opening: Object.keys(APPROVALS_COMMANDS),
  evolve: evolveApprovals,
  decide,
  settingOf: () => APPROVALS_STREAM,
});

type Fields = Readonly<Record<string, unknown>>;

/** Not disclosed in full. The outcomes of appeals are others; while none is chosen, it may become one. */
function isRefusal(outcome: unknown): boolean {
  return outcome === undefined || (outcome !== 'disclosed' && OUTCOMES.some((one) => one === outcome));
}

/** Whether a command is one of the steps that wait. */
export function waitsForApproval(steps: readonly ApprovalName[], fields: Fields): boolean {
  return steps.some((name) => isMeant(name, fields));
}

function isMeant(name: ApprovalName, { command, outcome }: Fields): boolean {
  const step: (typeof APPROVABLE)[ApprovalName] = APPROVABLE[name];
  const commands: readonly unknown[] = step.commands;
  if (!commands.includes(command)) return false;
  return !('unlessDisclosed' in step) || isRefusal(outcome);
}

/**
 * The step among those that wait which a row of a file takes; null where it takes none. A whole case of before comes
 * with its end, and nobody is asked; one that was decided since the office has the step approved is none of before.
 */
export function heldByRow(
  { steps, since }: Approvals,
  events: readonly DomainEvent[],
  isThere: boolean,
): ApprovalName | null {
  for (const event of events) {
    if (event.type !== 'ApplicationReplied') continue;
    const fields = { command: 'Reply', outcome: event.data.outcome };
    const held = steps.find((name) => isMeant(name, fields) && (isThere || event.on >= (since[name] ?? '')));
    if (held !== undefined) return held;
  }
  return null;
}
