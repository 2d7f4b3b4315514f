/**
 * What an office does around a case, whatever its kind: who has it, what was noted and attached. None of it moves a figure, a clock or a date.
 */
import type { DomainEvent } from '#shared/kernel/event.ts';

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
export type HandlingEvent = CaseAssigned | NoteAdded | FileAttached | FileWithdrawn;
export type HandlingType = HandlingEvent['type'];
