/**
 * What an office does around a case, whatever its kind: who has it, what was noted and attached, which step waits
 * for a second person. None of it moves a figure, a clock or a date.
 */
import type { DomainEvent } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';

/** `person`: the name of an account. What is left out stays as it was, null takes it away. Texts: note. */
export type CaseAssigned = DomainEvent<
  'CaseAssigned',
  { readonly department?: string | null; readonly person?: string | null }
>;
/** Texts: note. */
type NoteAdded = DomainEvent<'NoteAdded', Record<string, never>>;
/** `bytes`: size of the file; `ref`: where its sealed content is kept. Texts: name, note. */
export type FileAttached = DomainEvent<
  'FileAttached',
  {
    readonly file: string;
    readonly kind: string;
    readonly type: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly ref: string;
    readonly scan?: string;
  }
>;
/** Texts: reason. */
type FileWithdrawn = DomainEvent<'FileWithdrawn', { readonly file: string }>;
/** `command`: its name; `day`: that of the step, where it has one. Texts: proposed (the command as JSON). */
type StepProposed = DomainEvent<'StepProposed', { readonly command: string; readonly day: PlainDate | null }>;
/** What became of it: `step` is the event that proposed it, `by` who did. Texts of a return: reason. */
type Decided = { readonly step: string; readonly command: string; readonly by: string };
export type ProposalEvent =
  | StepProposed
  | DomainEvent<'StepApproved', Decided & { readonly approver: string }>
  | DomainEvent<'StepReturned', Decided>
  | DomainEvent<'StepWithdrawn', Decided>;

export type HandlingEvent = CaseAssigned | NoteAdded | FileAttached | FileWithdrawn | ProposalEvent;
export type HandlingType = HandlingEvent['type'];
