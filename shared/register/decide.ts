/** The rules of the register: what a command makes of an entry, or why it is refused. */
import { correctText } from '#shared/kernel/correct-text.ts';
import { accept, type Decision, nothingNew, refuse, type Warning } from '#shared/kernel/decision.ts';
import type { Asking } from '#shared/kernel/kind.ts';
import { entryTexts, type Mendable } from '#shared/kernel/mending.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import {
  type Course,
  correctDate,
  decider,
  objectionTo,
  redated,
  stepNamed,
} from '#shared/kernel/procedure.ts';
import type { RegisterCommand, RegisterCommandOf } from './commands.ts';
import type { RegisterEvent } from './events.ts';
import { ENTRY } from './mend.ts';
import {
  INFORMATION_PROCESSING,
  isRefusedPossible,
  isWholeFen,
  itemOf,
  type RegisterRow,
  registering,
} from './registering.ts';
import type { EntryStep, RegisterState } from './state.ts';

type Opening = 'Publish' | 'IssueDocument' | 'RecordDecision' | 'RecordFee' | 'RecordFigure';
type Decided = Decision<RegisterEvent>;

export const decide = decider<
  RegisterState,
  RegisterCommand,
  Opening,
  Asking & { readonly today: PlainDate; readonly policies?: Policies | undefined },
  RegisterEvent
>({
  opening: {
    Publish: publish,
    IssueDocument: (command) => register({ entry: 'document', row: rowOf(command) }),
    RecordDecision: (command, { policies }) => register({ entry: 'decision', row: rowOf(command) }, policies),
    RecordFee: (command) => register({ entry: 'fee', row: rowOf(command) }),
    RecordFigure: (command) => register({ entry: 'figure', row: rowOf(command) }),
  },
  later: {
    PublishAwaited: publishAwaited,
    RepealDocument: repeal,
    CorrectText: (state, command, context) =>
      correctText({ ...mendable(state), names: STEP_NAMES }, command, context),
    CorrectFact: correctPlace,
    CorrectDate: correctEntryDate,
    CorrectOutcome: () => refuse('noOutcome'),
    VoidEntry: (_, { on, reason }) =>
      accept([{ type: 'EntryVoided', v: 1, on, data: {}, texts: { reason } }]),
  },
});

/** The entry is named by `case` as everywhere, or by `number` as in a row. */
function rowOf<C extends { case?: string | undefined; number?: string | undefined }>(command: C) {
  return { ...command, number: command.case ?? command.number ?? '' };
}

/** 条例26: published at once, or awaited from the day it came about. Both days may be said together. */
function publish(command: RegisterCommandOf<'Publish'>): Decided {
  const { formedOn, publishedOn, medium, publishBy, reason, title } = command;
  if ((publishBy === undefined) !== (reason === undefined))
    return refuse('together', '条例26', { field: publishBy === undefined ? 'publishBy' : 'reason' });
  if (publishBy !== undefined && formedOn === undefined)
    return refuse('required', '条例26', { field: 'formedOn' });
  if (publishBy !== undefined && formedOn !== undefined && publishBy < formedOn)
    return refuse('dateOrder', '条例26', { field: 'publishBy', not: 'before', than: formedOn });
  if (publishedOn === undefined && formedOn === undefined)
    return refuse('required', '', { field: 'publishedOn' });
  const formed = formedOn === undefined ? [] : [formedEvent({ ...rowOf(command), formedOn })];
  if (publishedOn === undefined) return accept(formed);
  if (medium === undefined) return refuse('required', '', { field: 'medium' });
  if (formedOn !== undefined && formedOn > publishedOn) return refuse('dateOrder', '', { field: 'formedOn' });
  const row = { ...rowOf(command), publishedOn, medium, title };
  return accept([...formed, registering({ entry: 'publication', row }, false)]);
}

type Formed = RegisterCommandOf<'Publish'> & { readonly number: string; readonly formedOn: PlainDate };

/** The title goes with what is published, where both are said together. */
function formedEvent({ number, formedOn, publishedOn, publishBy, reason, title }: Formed): RegisterEvent {
  const own = publishedOn === undefined ? title : undefined;
  const texts = { ...(own && { title: own }), ...(reason && { reason }) };
  const data = { number, publishBy: publishBy ?? null, sealed: Object.keys(texts), migrated: false };
  const event = { type: 'InformationFormed', v: 1, on: formedOn, data } as const;
  return data.sealed.length === 0 ? event : { ...event, texts };
}

function publishAwaited(state: RegisterState, command: RegisterCommandOf<'PublishAwaited'>): Decided {
  const { publishedOn } = command;
  if (!state.isAwaited) return refuse('alreadyPublished', '', { on: state.on });
  if (publishedOn < state.on) return refuse('dateOrder', '条例26', { field: 'publishedOn' });
  return accept([registering({ entry: 'publication', row: rowOf(command) }, false)]);
}

function register(row: RegisterRow, policies?: Policies): Decided {
  if (!isRefusedPossible(row)) return refuse('badNumber', '', { field: 'refused' });
  if (row.entry === 'fee' && !isWholeFen(row.row.amount)) return refuse('badNumber', '', { field: 'amount' });
  return accept([registering(row, false, policies)], warnings(row));
}

/** What a person should know; it does not stop the entry. */
function warnings({ entry, row }: RegisterRow): Warning[] {
  // 立法法 arts. 91, 93: a bureau makes no regulations, so one in its register is almost surely a mistake (A2)
  if (entry === 'document' && row.kind === 'regulation') return [{ code: 'regulationOfABureau' }];
  // a payment noted on the application itself is in table 二 already (ADR 30)
  if (entry === 'fee' && itemOf(row.item) === INFORMATION_PROCESSING) return [{ code: 'feeMayCountTwice' }];
  return [];
}

function repeal(state: RegisterState, command: RegisterCommandOf<'RepealDocument'>): Decided {
  const on = command.repealedOn ?? command.on;
  if (state.entry !== 'document') return refuse('unknownCommand');
  if (on === undefined) return refuse('required', '', { field: 'repealedOn' });
  if (state.repealedOn !== null) return refuse('alreadyRepealed');
  if (on < state.on) return refuse('dateOrder', '', { field: 'repealedOn' });
  return accept([{ type: 'DocumentRepealed', v: 1, on, data: { migrated: false } }]);
}

/** What of it can be put right besides its date. */
export function mendable({ entry, steps, cells, isAwaited }: RegisterState): Mendable {
  const texts = Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, String(cell)]));
  const opening = steps[0]?.id ?? '';
  return { opening, entry: entryTexts(ENTRY[entry], texts), isConcluded: !isAwaited };
}

/** Only a publication stands somewhere. */
function correctPlace(
  state: RegisterState,
  { on, medium, column, url, reason }: RegisterCommandOf<'CorrectFact'>,
  { today, role }: Asking & { readonly today: PlainDate },
): Decided {
  if (role === 'intake' && !state.isAwaited) return refuse('notAllowed');
  if (state.entry !== 'publication' || state.isAwaited) return refuse('unknownCommand');
  const said = Object.entries({ medium, column, url });
  const cells = said.filter(
    (cell): cell is [string, string] => cell[1] !== undefined && cell[1] !== state.cells[cell[0]],
  );
  if (cells.length === 0) return nothingNew();
  const data = { cells: Object.fromEntries(cells), migrated: false };
  return accept([{ type: 'EntryCompleted', v: 1, on: on ?? today, data, texts: { reason } }]);
}

/** What commands and columns of the import call the events. */
const STEP_NAMES: Readonly<Record<string, string>> = {
  Publish: 'Published',
  PublishAwaited: 'Published',
  formedOn: 'InformationFormed',
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

/** Whatever follows an entry comes on its day or later. */
const courseOf = (steps: readonly EntryStep[]): Course<EntryStep, PlainDate | null> => ({
  steps,
  start: null,
  take: (first, { on }) => first ?? on,
  barred: (first, { on }) =>
    first !== null && on < first ? { code: 'dateOrder', article: '', facts: { field: 'on' } } : null,
});

function correctEntryDate({ steps }: RegisterState, command: RegisterCommandOf<'CorrectDate'>): Decided {
  const { event, on, reason } = command;
  return correctDate(command, stepNamed(steps, event, STEP_NAMES), {
    objection: ({ id }) => objectionTo(courseOf(steps), courseOf(redated(steps, id, on)), { own: [id] }),
    corrected: ({ id }) => ({ type: 'EntryDateCorrected', v: 1, on, data: { event: id }, texts: { reason } }),
  });
}
