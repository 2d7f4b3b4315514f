/**
 * A step that one person proposes and another decides. It is kept as it was typed, and carried out, once approved, on
 * the case as it stands then; its day stays the day that was typed.
 */
import type { Commit, Recorded } from '#shared/kernel/event.ts';
import { type JsonObject, jsonObject } from '#shared/kernel/parse-json.ts';
import { type Instant, type PlainDate, parsePlainDate } from '#shared/kernel/plain-date.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import type { DecidingCommand } from './commands.ts';
import type { ProposalEvent } from './events.ts';

/** `id`: the event that proposed it. `reason`: why it was returned. */
export type Proposal = {
  readonly id: string;
  readonly command: string;
  readonly day: PlainDate | null;
  readonly by: string;
  /** Whose program proposed it; absent where a person did. */
  readonly owner?: string | undefined;
  /** In which role. */
  readonly role: string;
  readonly at: Instant;
  /** The command as it was typed; absent where its text cannot be read. */
  readonly proposed?: string | undefined;
  readonly returned: { readonly by: string; readonly reason?: string | undefined } | null;
};

/** Those that are waiting or were returned; what was decided is in the history. */
export function evolveProposals(
  open: readonly Proposal[],
  event: Recorded<ProposalEvent>,
): readonly Proposal[] {
  const { id, actor, recordedAt, texts = {} } = event;
  switch (event.type) {
    case 'StepProposed': {
      const { command, day } = event.data;
      const proposal = {
        id,
        command,
        day,
        by: actor.user,
        owner: actor.owner,
        role: actor.role,
        at: recordedAt,
        proposed: texts.proposed,
      };
      // what was returned is proposed anew, or has been thought better of
      const others = open.filter(({ returned, by }) => returned === null || by !== actor.user);
      return [...others, { ...proposal, returned: null }];
    }
    case 'StepReturned': {
      const returned = { by: actor.user, reason: texts.reason };
      return open.map((one) => (one.id === event.data.step ? { ...one, returned } : one));
    }
    case 'StepApproved':
    case 'StepWithdrawn':
      return open.filter(({ id: one }) => one !== event.data.step);
    default:
      return open;
  }
}

/** The fields of the command as they were typed; null where they cannot be read any more. */
export function fieldsOf({ proposed }: Proposal): JsonObject | null {
  return proposed === undefined ? null : jsonObject(proposed);
}

type Found = { readonly proposal: Proposal } | { readonly barred: RefusalCode };

/**
 * The proposal that is to be decided, where this account may decide it: whoever proposed a step takes it back and nothing
 * else, and neither does whoever's program proposed it. `user`: the name of the account; unknown, it may be that of whoever proposed, and decides nothing.
 */
export function proposalFor(
  open: readonly Proposal[],
  { command, step }: Pick<DecidingCommand, 'command' | 'step'>,
  user: string | undefined,
): Found {
  const proposal = open.find(({ id }) => id === step);
  if (proposal === undefined) return { barred: 'noSuchProposal' };
  const isOwn = proposal.by === user;
  if (command === 'WithdrawStep') return isOwn ? { proposal } : { barred: 'notOwnProposal' };
  if (proposal.returned !== null) return { barred: 'noSuchProposal' };
  const isBehind = isOwn || proposal.owner === user;
  return isBehind || user === undefined ? { barred: 'ownProposal' } : { proposal };
}

/**
 * Whether a stream still has the proposal to be decided so, seen from inside the write that decides it: somebody else may
 * have been first. What was returned may be taken back.
 */
export function isUndecided(
  history: readonly Pick<Commit, 'events'>[],
  step: string,
  how: DecidingCommand['command'],
): boolean {
  const ends = how === 'WithdrawStep' ? ENDED : [...ENDED, 'StepReturned'];
  return history.every(({ events }) =>
    events.every(({ type, data }) => data.step !== step || !ends.includes(type)),
  );
}
const ENDED: readonly string[] = ['StepApproved', 'StepWithdrawn'];

/** What becomes of it when it is not carried out. */
export function laidAside({ id: step, command, by }: Proposal, how: Aside, on: PlainDate): ProposalEvent {
  const told = { v: 1, on, data: { step, command, by } };
  if (how.command === 'WithdrawStep') return { type: 'StepWithdrawn', ...told };
  return { type: 'StepReturned', ...told, texts: { reason: how.reason } };
}
type Aside = Extract<DecidingCommand, { command: 'WithdrawStep' | 'ReturnStep' }>;

/** `by` proposed it, `approver` had it carried out. */
export function approvedEvent(proposal: Proposal, approver: string, on: PlainDate): ProposalEvent {
  const { id: step, command, by } = proposal;
  return { type: 'StepApproved', v: 1, on, data: { step, command, by, approver } };
}

/** `day`: that of the step itself. */
export function proposedEvent(fields: JsonObject, on: PlainDate): ProposalEvent {
  const { command, on: day, at } = fields;
  const said = typeof day === 'string' ? day : typeof at === 'string' ? at.slice(0, on.length) : '';
  return {
    ...{ type: 'StepProposed', v: 1, on, data: { command: String(command), day: parsePlainDate(said) } },
    texts: { proposed: JSON.stringify(fields) },
  };
}
