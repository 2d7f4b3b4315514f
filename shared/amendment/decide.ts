/**
 * 条例41: who has evidence that a record about himself is not accurate may ask for its correction. The organ that may
 * correct it does so where it finds the request true, and says so; another one passes it on or names the organ that may.
 */
import { AMENDMENT_DECISIONS, type AmendmentDecision } from '#shared/glossary/choices.ts';
import { correctText } from '#shared/kernel/correct-text.ts';
import { accept, type Decision, nothingNew, refuse } from '#shared/kernel/decision.ts';
import type { Asking } from '#shared/kernel/kind.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { correctDate, decider, redated, stepNamed } from '#shared/kernel/procedure.ts';
import type { AmendmentCommand, AmendmentCommandOf } from './commands.ts';
import type { AmendmentEvent } from './events.ts';
import { mendable } from './mend.ts';
import type { AmendmentState } from './state.ts';

type Decided = Decision<AmendmentEvent>;
const ARTICLE = '条例41';

export const decide = decider<
  AmendmentState,
  AmendmentCommand,
  'RequestAmendment',
  Asking & { readonly today: PlainDate },
  AmendmentEvent
>({
  opening: { RequestAmendment: request },
  later: {
    DecideAmendment: decideRequest,
    WithdrawAmendment: withdraw,
    CorrectText: (state, command, context) =>
      correctText({ ...mendable(state), names: STEP_NAMES }, command, context),
    CorrectDate: correctStepDate,
    CorrectOutcome: correctDecision,
    VoidEntry: (_, { on, reason }) =>
      accept([{ type: 'AmendmentVoided', v: 1, on, data: {}, texts: { reason } }]),
  },
});

function request(command: AmendmentCommandOf<'RequestAmendment'>): Decided {
  const { on, channel, applicant, subject, description, evidence } = command;
  const { type: applicantType, name: applicantName, identity, contact, agent } = applicant;
  const data = { number: command.case ?? '', applicantType, channel: channel ?? null };
  const person = { ...(identity && { identity }), ...(contact && { contact }), ...(agent && { agent }) };
  const texts = { applicantName, ...person, subject, description, evidence };
  return accept([{ type: 'AmendmentRequested', v: 1, on, data, texts }]);
}

/** What each decision has to say beside itself. */
const SAYS: Readonly<Record<AmendmentDecision, 'organ' | 'reason' | null>> = {
  corrected: null,
  referred: 'organ',
  directed: 'organ',
  refused: 'reason',
};

function decideRequest(state: AmendmentState, command: AmendmentCommandOf<'DecideAmendment'>): Decided {
  const { on, decision, organ, reason } = command;
  const barred = ended(state, on);
  if (barred !== null) return barred;
  const field = SAYS[decision];
  if (field !== null && command[field] === undefined) return refuse('required', ARTICLE, { field });
  const texts = { ...(organ && { organ }), ...(reason && { reason }) };
  const event: AmendmentEvent = { type: 'AmendmentDecided', v: 1, on, data: { decision } };
  return accept([Object.keys(texts).length === 0 ? event : { ...event, texts }]);
}

function withdraw(state: AmendmentState, { on }: AmendmentCommandOf<'WithdrawAmendment'>): Decided {
  return ended(state, on) ?? accept([{ type: 'AmendmentWithdrawn', v: 1, on, data: {} }]);
}

/** Why it cannot end on that day. */
function ended({ endedOn, requestedOn }: AmendmentState, on: PlainDate): Decided | null {
  if (endedOn !== null) return refuse('alreadyConcluded', ARTICLE, { on: endedOn });
  return on < requestedOn ? refuse('dateOrder', ARTICLE, { field: 'on', on: requestedOn }) : null;
}

/** What commands call the events. */
const STEP_NAMES: Readonly<Record<string, string>> = {
  RequestAmendment: 'AmendmentRequested',
  DecideAmendment: 'AmendmentDecided',
  WithdrawAmendment: 'AmendmentWithdrawn',
};

function correctStepDate({ steps }: AmendmentState, command: AmendmentCommandOf<'CorrectDate'>): Decided {
  const { event, on, reason } = command;
  return correctDate(command, stepNamed(steps, event, STEP_NAMES), {
    objection: ({ id }) => {
      const [first, last] = redated(steps, id, on);
      if (first === undefined || last === undefined || first.on <= last.on) return null;
      const code = first.id === id ? 'contradictsLaterStep' : 'dateOrder';
      return { code, article: ARTICLE, facts: { field: 'on' } };
    },
    corrected: ({ id }) => ({
      ...{ type: 'AmendmentDateCorrected', v: 1, on },
      ...{ data: { event: id }, texts: { reason } },
    }),
  });
}

function correctDecision(state: AmendmentState, command: AmendmentCommandOf<'CorrectOutcome'>): Decided {
  const { on, reason } = command;
  const decision = AMENDMENT_DECISIONS.find((one) => one === command.outcome);
  if (state.decision === null) return refuse('notConcluded', ARTICLE);
  if (decision === undefined) return refuse('badChoice', '', { field: 'outcome' });
  if (state.decision === decision) return nothingNew();
  return accept([{ type: 'AmendmentDecisionCorrected', v: 1, on, data: { decision }, texts: { reason } }]);
}
