/** What is known of an application. */
import type { ApplicantType, Outcome } from '../glossary.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import type { Channel } from './events.ts';
import type { IssuedLetter } from './letters.ts';

/** `from` names the event that concluded the case, so that its date can be corrected. */
export type Conclusion = { readonly outcome: Outcome; readonly on: PlainDate; readonly from: string };
export type Consultation = {
  readonly kind: 'thirdParty' | 'organ';
  readonly party: string | null;
  readonly on: PlainDate;
  readonly receivedOn: PlainDate | null;
  readonly answeredOn: PlainDate | null;
};

export type Application = {
  readonly channel: Channel | null;
  readonly submittedOn: PlainDate | null;
  readonly receivedOn: PlainDate | null;
  readonly receivedBy: string;
  readonly applicantType: ApplicantType;
  readonly migrated: boolean;
  readonly original: Readonly<Record<string, string>>;
  readonly texts: Readonly<Record<string, string>>;
  readonly correction: {
    readonly requestedOn: PlainDate;
    readonly respondBy: PlainDate;
    readonly receivedOn: PlainDate | null;
  } | null;
  readonly consultations: readonly Consultation[];
  readonly extension: { readonly on: PlainDate; readonly workingDays: number } | null;
  readonly reasons: { readonly askedOn: PlainDate; readonly receivedOn: PlainDate | null } | null;
  readonly delay: { readonly on: PlainDate; readonly until: PlainDate } | null;
  readonly fee: {
    readonly on: PlainDate;
    readonly receivedOn: PlainDate;
    readonly amountFen: number;
    readonly paidOn: PlainDate | null;
  } | null;
  readonly payments: readonly { readonly on: PlainDate; readonly amountFen: number }[];
  readonly conclusion: Conclusion | null;
  readonly splitInto: readonly string[];
  readonly archived: boolean;
  readonly letters: readonly IssuedLetter[];
  readonly voided: boolean;
};
