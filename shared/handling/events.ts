/**
 * What an office does around a case, whatever its kind: who has it, what was noted and attached, which step waits
 * for a second person. None of it moves a figure, a clock or a date.
 */
import type { AttachmentKind, FileType, ScanOutcome } from '#shared/glossary/attachments.ts';
import type { DomainEvent } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';

/** `person`: the name of an account. What is left out stays as it was, null takes it away. Texts: note. */
export type CaseAssigned = DomainEvent<
  'CaseAssigned',
  { readonly department?: string | null; readonly person?: string | null }
>;
/** Texts: note. */
type NoteAdded = DomainEvent<'NoteAdded', Record<string, never>>;
/** What is known of a file once it was put aside. `bytes`: its size; `sha256`: of the bytes as they are kept, sealed. */
type Kept = {
  readonly file: string;
  readonly type: FileType;
  readonly bytes: number;
  readonly sha256: string;
} & Scanned;
/** `scanner`: who looked, null where nobody did; `threat`: what it calls what it found. */
type Scanned = {
  readonly scan: ScanOutcome;
  readonly scanner: string | null;
  readonly threat?: string;
};
/** As it is handed to the rules: `name` and `digest`, the SHA-256 of the file itself, are sealed. */
export type KeptFile = Kept & { readonly name: string; readonly digest: string };

/** `person`: an account that may, or no longer may, know of a case that few know of. Texts: reason. */
type AccessChanged = DomainEvent<'AccessGranted' | 'AccessRevoked', { readonly person: string }>;
/** Texts: name, digest, note. */
export type FileAttached = DomainEvent<'FileAttached', Kept & { readonly paper: AttachmentKind }>;
/** A scanner that answers later has answered. */
export type FileScanned = DomainEvent<'FileScanned', Scanned & { readonly file: string }>;
/** It stays where it is and is not opened any more. Texts: reason. */
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

export type HandlingEvent =
  | CaseAssigned
  | AccessChanged
  | NoteAdded
  | FileAttached
  | FileScanned
  | FileWithdrawn
  | ProposalEvent;
export type HandlingType = HandlingEvent['type'];
