/** The rules of the register: what a command makes of an entry, or why it is refused. */
import { accept, type Decision, nothingNew, refuse, type Warning } from '#shared/kernel/decision.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import { stepNamed } from '#shared/kernel/step-name.ts';
import type { RegisterCommand, RegisterCommandOf } from './commands.ts';
import type { RegisterEvent } from './events.ts';
import {
  DATE_FIELD,
  INFORMATION_PROCESSING,
  isRefusedPossible,
  isWholeFen,
  itemOf,
  type RegisterRow,
  registering,
} from './registering.ts';
import { type RegisterState, redated } from './state.ts';

type RegisterContext = { readonly today: PlainDate; readonly policies?: Policies | undefined };
type Decided = Decision<RegisterEvent>;

export function decide(
  state: RegisterState | null,
  command: RegisterCommand,
  context: RegisterContext,
): Decided {
  const row = rowOf(command);
  if (row !== null) return state === null ? register(row, context) : refuse('alreadyExists');
  if (state === null) return refuse('unknownCase');
  if (state.voided) return refuse('voided');
  switch (command.command) {
    case 'RepealDocument':
      return repeal(state, command, context);
    case 'CorrectDate':
      return correctDate(state, command, context);
    case 'VoidEntry':
      return voidEntry(command, context);
    default:
      return refuse('notAllowed');
  }
}

function rowOf(command: RegisterCommand): RegisterRow | null {
  const number = command.case ?? ('number' in command ? command.number : undefined) ?? '';
  switch (command.command) {
    case 'Publish':
      return { entry: 'publication', row: { ...command, number } };
    case 'IssueDocument':
      return { entry: 'document', row: { ...command, number } };
    case 'RecordDecision':
      return { entry: 'decision', row: { ...command, number } };
    case 'RecordFee':
      return { entry: 'fee', row: { ...command, number } };
    case 'RecordFigure':
      return { entry: 'figure', row: { ...command, number } };
    default:
      return null;
  }
}

function register(row: RegisterRow, { today, policies }: RegisterContext): Decided {
  if (!isRefusedPossible(row)) return refuse('badNumber', '', { field: 'refused' });
  if (row.entry === 'fee' && !isWholeFen(row.row.amount)) return refuse('badNumber', '', { field: 'amount' });
  const event = registering(row, false, policies);
  return event.on > today
    ? refuse('future', '', { field: DATE_FIELD[row.entry] })
    : accept([event], warnings(row));
}

/** What a person should know; it does not stop the entry. */
function warnings({ entry, row }: RegisterRow): Warning[] {
  // 立法法 arts. 91, 93: a bureau makes no regulations, so one in its register is almost surely a mistake (A2)
  if (entry === 'document' && row.kind === 'regulation') return [{ code: 'regulationOfABureau' }];
  // a payment noted on the application itself is in table 二 already (ADR 30)
  if (entry === 'fee' && itemOf(row.item) === INFORMATION_PROCESSING) return [{ code: 'feeMayCountTwice' }];
  return [];
}

function repeal(
  state: RegisterState,
  command: RegisterCommandOf<'RepealDocument'>,
  { today }: RegisterContext,
): Decided {
  const on = command.repealedOn ?? command.on;
  if (state.entry !== 'document') return refuse('notAllowed');
  if (on === undefined) return refuse('required', '', { field: 'repealedOn' });
  if (on > today) return refuse('future', '', { field: 'repealedOn' });
  if (state.repealedOn !== null) return refuse('alreadyRepealed');
  if (on < state.on) return refuse('dateOrder', '', { field: 'repealedOn' });
  return accept([{ type: 'DocumentRepealed', v: 1, on, data: { migrated: false } }]);
}

/** What commands and columns of the import call the events. */
const STEP_NAMES: Readonly<Record<string, string>> = {
  Publish: 'Published',
  publishedOn: 'Published',
  IssueDocument: 'DocumentIssued',
  issuedOn: 'DocumentIssued',
  RepealDocument: 'DocumentRepealed',
  repealedOn: 'DocumentRepealed',
  RecordDecision: 'DecisionRecorded',
  decidedOn: 'DecisionRecorded',
  RecordFee: 'FeeRecorded',
  receivedOn: 'FeeRecorded',
  RecordFigure: 'FigureRecorded',
  recordedOn: 'FigureRecorded',
};

function correctDate(
  state: RegisterState,
  { event, on, reason }: RegisterCommandOf<'CorrectDate'>,
  { today }: RegisterContext,
): Decided {
  const step = stepNamed(state.steps, event, STEP_NAMES);
  if (on > today) return refuse('future', '', { field: 'on' });
  if (step === undefined) return refuse('unknownEvent', '', { field: 'event', event });
  if (step.on === on) return nothingNew();
  const steps = redated(state.steps, step.id, on);
  const first = steps[0]?.on ?? on;
  if (steps.some((later) => later.on < first)) return refuse('contradictsLaterStep');
  return accept([{ type: 'EntryDateCorrected', v: 1, on, data: { event: step.id }, texts: { reason } }]);
}

function voidEntry({ on, reason }: RegisterCommandOf<'VoidEntry'>, { today }: RegisterContext): Decided {
  if (on > today) return refuse('future', '', { field: 'on' });
  return accept([{ type: 'EntryVoided', v: 1, on, data: {}, texts: { reason } }]);
}
