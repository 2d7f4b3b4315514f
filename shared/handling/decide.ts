/** The rules of handling: there are hardly any, because a case may be handed on, noted and filed at any time. */
import { accept, type Decision, nothingNew, refuse } from '#shared/kernel/decision.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { HandlingCommand, HandlingCommandOf } from './commands.ts';
import type { StepDecision } from './decide-step.ts';
import type { CaseAssigned, HandlingEvent } from './events.ts';
import type { Handling } from './state.ts';

type Desk = { readonly today: PlainDate; readonly kind: CaseKind };
type Decided = Decision<HandlingEvent>;

type AroundCase = Exclude<HandlingCommand, StepDecision>;

export function decideHandling(now: Handling, command: AroundCase, desk: Desk): Decided {
  const { today: on } = desk;
  switch (command.command) {
    case 'AssignCase':
      return assign(now, command, desk);
    case 'AddNote':
      return accept([{ type: 'NoteAdded', v: 1, on, data: {}, texts: { note: command.text } }]);
    case 'AttachFile':
      return attach(now, command, on);
    case 'WithdrawFile': {
      const { file, reason } = command;
      if (!now.files.some((one) => one.file === file)) return refuse('unknownEvent', '', { field: 'file' });
      return accept([{ type: 'FileWithdrawn', v: 1, on, data: { file }, texts: { reason } }]);
    }
  }
}

/** Which department has a hotline case is said by its dispatch, from which its time limit runs. */
function assign(now: Handling, command: HandlingCommandOf<'AssignCase'>, desk: Desk): Decided {
  const { department, person, note } = command;
  if (department === undefined && person === undefined) return refuse('required', '', { field: 'person' });
  if (desk.kind === 'hotline' && department !== undefined)
    return refuse('ownCommand', '', { field: 'department' });
  const { department: ofDepartment = now.department, person: ofPerson = now.person } = command;
  if (ofDepartment === now.department && ofPerson === now.person && note === undefined) return nothingNew();
  const said = { ...(department !== undefined && { department }), ...(person !== undefined && { person }) };
  const event: CaseAssigned = { type: 'CaseAssigned', v: 1, on: desk.today, data: said };
  return accept([note === undefined ? event : { ...event, texts: { note } }]);
}

function attach(now: Handling, command: HandlingCommandOf<'AttachFile'>, on: PlainDate): Decided {
  const { command: _, case: __, name, note, ...data } = command;
  if (now.files.some(({ file }) => file === data.file)) return nothingNew();
  const { scan, ...known } = data;
  const texts = { name, ...(note !== undefined && { note }) };
  return accept([
    { type: 'FileAttached', v: 1, on, data: { ...known, ...(scan !== undefined && { scan }) }, texts },
  ]);
}
