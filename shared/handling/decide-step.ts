/** The rules of steps that wait: who may decide them, and what then happens to the case. */
import { accept, type Decision, nothingNew, refuse } from '#shared/kernel/decision.ts';
import type { Context, Kind } from '#shared/kernel/kind.ts';
import type { JsonObject } from '#shared/kernel/parse-json.ts';
import { type DecidingCommand, PROPOSE, type ProposeStep } from './commands.ts';
import {
  approvedEvent,
  fieldsOf,
  laidAside,
  type Proposal,
  proposalFor,
  proposedEvent,
} from './proposals.ts';
import { type Handled, handlingOf } from './state.ts';

export type StepDecision = DecidingCommand | ProposeStep;

/** Who consents is an account, not a name that somebody types. */
const APPROVER_FIELD = 'approvedBy';

/** The command of the proposal after its schema, as this account would have it carried out; null where it cannot be read. */
function readStep<State>({ schemas }: Kind<State>, fields: JsonObject | null, approver = ''): object | null {
  const command = String(fields?.command);
  const parsed = schemas[command]?.safeParse({ ...fields, [APPROVER_FIELD]: approver });
  return parsed?.success ? { ...parsed.data, command } : null;
}

/** What the rules of the kind have to look at: the step itself. */
export function stepMeant<State extends Handled>(
  own: Kind<State>,
  state: State | null,
  command: StepDecision,
): object | null {
  if (command.command === PROPOSE) return readStep(own, command.proposed, PROPOSE);
  if (command.command !== 'ApproveStep' || state === null) return null;
  const proposal = handlingOf(state).proposals.find(({ id }) => id === command.step);
  return proposal === undefined ? null : readStep(own, fieldsOf(proposal), PROPOSE);
}

type Asked = { readonly command: StepDecision; readonly context: Context };

export function decideStep<State extends Handled>(
  own: Kind<State>,
  state: State,
  { command, context }: Asked,
): Decision {
  const { proposals } = handlingOf(state);
  if (command.command === PROPOSE) return propose(own, state, { command, context });
  const found = proposalFor(proposals, command, context.user);
  if ('barred' in found) return refuse(found.barred, '', { field: 'step' });
  const { proposal } = found;
  if (command.command !== 'ApproveStep') return accept([laidAside(proposal, command, context.today)]);
  return approve(own, state, { proposal, context });
}

/** Judged at once, so that what is unlawful is said to whoever proposes it. */
function propose<State extends Handled>(
  own: Kind<State>,
  state: State,
  { command, context }: { readonly command: ProposeStep; readonly context: Context },
): Decision {
  const waiting = handlingOf(state).proposals.find(({ returned }) => returned === null);
  if (waiting !== undefined) return refuse('proposalWaiting', '', { by: waiting.by });
  const step = readStep(own, command.proposed, PROPOSE);
  if (step === null) return refuse('unknownCommand', '', { field: 'command' });
  const judged = own.decide(state, step, context);
  if (!judged.ok) return judged;
  if (judged.events.length === 0) return nothingNew();
  return accept([proposedEvent(command.proposed, context.today)], judged.warnings);
}

/** On the case as it stands now: what has become unlawful meanwhile is refused, and goes on waiting. */
function approve<State extends Handled>(
  own: Kind<State>,
  state: State,
  { proposal, context }: { readonly proposal: Proposal; readonly context: Context },
): Decision {
  const { user = '', today } = context;
  const step = readStep(own, fieldsOf(proposal), user);
  if (step === null) return refuse('sealClosed', '', { field: 'step' });
  const carriedOut = own.decide(state, step, context);
  if (!carriedOut.ok) return carriedOut;
  return accept([approvedEvent(proposal, user, today), ...carriedOut.events], carriedOut.warnings);
}
