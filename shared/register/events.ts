/** What can happen to an entry of the register (table 二, publications, figures). Titles and sources are sealed. */
import type { DecisionKind, DocumentKind, Medium } from '#shared/glossary/choices.ts';
import type { DomainEvent } from '#shared/kernel/event.ts';
import type { TextCorrected } from '#shared/kernel/mending.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { PolicyApplied } from '#shared/kernel/policy-applied.ts';
import type { MovedDate } from '#shared/kernel/recounting.ts';

export const REGISTER_KINDS = ['publication', 'document', 'decision', 'fee', 'figure'] as const;
export type RegisterKind = (typeof REGISTER_KINDS)[number];

/**
 * `on` of the registering event is the date of the entry. `sealed` names the texts given, so that a row stays
 * a duplicate when its key is destroyed. Texts here: title, reason.
 */
type InformationFormed = DomainEvent<
  'InformationFormed',
  {
    readonly number: string;
    /** Set by another law (条例26); null: twenty working days. */
    readonly publishBy: PlainDate | null;
    readonly sealed: readonly string[];
    readonly migrated: boolean;
  }
>;
/** Of information that was awaited it is the second event, and what was said before stands. */
type Published = DomainEvent<
  'Published',
  {
    readonly number: string;
    readonly medium: Medium;
    readonly column: string | null;
    readonly url: string | null;
    readonly sealed: readonly string[];
    readonly migrated: boolean;
  }
>;
type DocumentIssued = DomainEvent<
  'DocumentIssued',
  {
    readonly number: string;
    readonly kind: DocumentKind;
    readonly sealed: readonly string[];
    readonly migrated: boolean;
  }
>;
type DocumentRepealed = DomainEvent<'DocumentRepealed', { readonly migrated: boolean }>;
type DecisionRecorded = DomainEvent<
  'DecisionRecorded',
  {
    readonly number: string;
    readonly kind: DecisionKind;
    readonly count: number;
    readonly migrated: boolean;
    /** Nobody has said a number: it stands for the one decision that an entry mostly is. */
    readonly countAssumed?: true;
    /** Of licences, how many of them refuse one; unknown where it is absent. */
    readonly refused?: number;
    /** Policy licenceRefusals as it was in force; counted where it is absent. */
    readonly refusals?: 'notCounted';
  }
>;
/** Money in fen; negative for a refund. */
type FeeRecorded = DomainEvent<
  'FeeRecorded',
  { readonly number: string; readonly fen: number; readonly item: string | null; readonly migrated: boolean }
>;
type FigureRecorded = DomainEvent<
  'FigureRecorded',
  {
    readonly number: string;
    readonly name: string;
    readonly count: number;
    readonly unit: string;
    readonly sealed: readonly string[];
    readonly migrated: boolean;
  }
>;
/** Cells a later row of an import fills, or somebody puts right. Texts: title, source; reason. */
type EntryCompleted = DomainEvent<
  'EntryCompleted',
  { readonly cells: { readonly [field: string]: string | number }; readonly migrated: boolean }
>;
/** `on` is the corrected date of the event named. */
type EntryDateCorrected = DomainEvent<'EntryDateCorrected', { readonly event: string }>;
/** The calendar moved the last day of publication; equal dates when only `provisional` went. */
export type PublicationRedated = DomainEvent<'PublicationRedated', MovedDate>;
/** `takenBack`: the receipt of the import that was undone. The number may then be recorded again. */
type EntryVoided = DomainEvent<'EntryVoided', { readonly takenBack?: string }>;

export type RegisteringEvent =
  | InformationFormed
  | Published
  | DocumentIssued
  | DecisionRecorded
  | FeeRecorded
  | FigureRecorded;
export type RegisterEvent =
  | RegisteringEvent
  | DocumentRepealed
  | EntryCompleted
  | PublicationRedated
  | TextCorrected
  | EntryDateCorrected
  | PolicyApplied
  | EntryVoided;
