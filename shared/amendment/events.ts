/**
 * What can happen to a request to correct a record about oneself (条例41). It is no application for information: no
 * table counts it, and the reply clock does not run for it.
 */
import type { AmendmentDecision, Channel } from '#shared/glossary/choices.ts';
import type { ApplicantType } from '#shared/glossary.ts';
import type { DomainEvent } from '#shared/kernel/event.ts';
import type { TextCorrected } from '#shared/kernel/mending.ts';

/** Texts: applicantName, identity, contact, agent, subject, description, evidence. */
type AmendmentRequested = DomainEvent<
  'AmendmentRequested',
  { readonly number: string; readonly applicantType: ApplicantType; readonly channel: Channel | null }
>;
/** Texts: organ, reason. */
type AmendmentDecided = DomainEvent<'AmendmentDecided', { readonly decision: AmendmentDecision }>;
type AmendmentWithdrawn = DomainEvent<'AmendmentWithdrawn', Record<string, never>>;
/** `on` is the corrected date of the event named. */
type AmendmentDateCorrected = DomainEvent<'AmendmentDateCorrected', { readonly event: string }>;
type AmendmentDecisionCorrected = DomainEvent<
  'AmendmentDecisionCorrected',
  { readonly decision: AmendmentDecision }
>;
type AmendmentVoided = DomainEvent<'AmendmentVoided', Record<string, never>>;

export type AmendmentEvent =
  | AmendmentRequested
  | AmendmentDecided
  | AmendmentWithdrawn
  | AmendmentDateCorrected
  | TextCorrected
  | AmendmentDecisionCorrected
  | AmendmentVoided;
