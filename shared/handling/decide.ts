/** The rules of handling: there are hardly any, because a case may be handed on, noted and filed at any time. */
import { accept, type Decision, nothingNew, refuse, type Warning } from '#shared/kernel/decision.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { HandlingCommand, HandlingCommandOf } from './commands.ts';
import type { StepDecision } from './decide-step.ts';
import type { CaseAssigned, HandlingEvent, KeptFile } from './events.ts';
import type { AttachedFile, Handling } from './state.ts';

type Desk = { readonly today: PlainDate; readonly kind: CaseKind; readonly user?: string | undefined };
type Decided = Decision<HandlingEvent>;
/** The desk has put the file aside before it asks the rules. */
type Attaching = HandlingCommandOf<'AttachFile'> & { readonly kept?: KeptFile };

type AroundCase = Exclude<HandlingCommand, StepDecision>;

export function decideHandling(now: Handling, command: AroundCase, desk: Desk): Decided {
  const { today: on } = desk;
  switch (command.command) {
    case 'AssignCase':
      return assign(now, command, desk);
    case 'GrantAccess':
    case 'RevokeAccess':
      return changeAccess(now, command, desk);
    case 'AddNote':
      return accept([{ type: 'NoteAdded', v: 1, on, data: {}, texts: { note: command.text } }]);
    case 'AttachFile':
      return attach(now, command, desk);
    case 'WithdrawFile': {
      const { file, reason } = command;
      const stands = now.files.some((one) => one.file === file && one.withdrawn === null);
      if (!stands) return refuse('unknownFile', '', { field: 'file' });
      return accept([{ type: 'FileWithdrawn', v: 1, on, data: { file }, texts: { reason } }]);
    }
  }
}

type Access = HandlingCommandOf<'GrantAccess'> | HandlingCommandOf<'RevokeAccess'>;

/** Nobody lets themselves know. */
function changeAccess(
  now: Handling,
  { command, person, reason }: Access,
  { today: on, user }: Desk,
): Decided {
  const grants = command === 'GrantAccess';
  if (grants && person === user) return refuse('ownGrant', '', { field: 'person' });
  if (now.granted.includes(person) === grants) return nothingNew();
  const type = grants ? 'AccessGranted' : 'AccessRevoked';
  return accept([{ type, v: 1, on, data: { person }, texts: { reason } }]);
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

/** The same file as the same paper is there already. One that was not put aside is none. */
function attach(now: Handling, { paper, note, kept }: Attaching, { today: on, kind }: Desk): Decided {
  if (kept === undefined) return refuse('unknownFile', '', { field: 'content' });
  const { name, digest, ...data } = kept;
  const isSame = (one: AttachedFile): boolean =>
    one.digest === digest && one.paper === paper && one.withdrawn === null;
  if (now.files.some(isSame)) return nothingNew();
  const texts = { name, digest, ...(note !== undefined && { note }) };
  const found: readonly Warning[] =
    kept.scan === 'infected' ? [{ code: 'malwareFound', facts: { kind } }] : [];
  return accept([{ type: 'FileAttached', v: 1, on, data: { ...data, paper }, texts }], found);
}
