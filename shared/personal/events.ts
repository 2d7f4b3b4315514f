/**
 * What happens to a request about somebody's own data. Who asked and why is sealed; which cases it is about, who agreed
 * and what became of each stands in the log for good.
 */
import type { ErasureGround, RequestKind, RequestOutcome } from '#shared/glossary/personal.ts';
import type { CaseKind, DomainEvent } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';

export type NamedCase = { readonly kind: CaseKind; readonly number: string };

/** `ground`: of an erasure; null of others. `dueOn`: by when it is to be answered (policy personRequestPeriod). */
type PersonRequestReceived = DomainEvent<
  'PersonRequestReceived',
  {
    readonly asks: RequestKind;
    readonly ground: ErasureGround | null;
    readonly cases: readonly NamedCase[];
    readonly dueOn: PlainDate | null;
  }
>;
type PersonRequestAnswered = DomainEvent<
  'PersonRequestAnswered',
  { readonly outcome: RequestOutcome; readonly dismissed?: boolean }
>;
/** By another account than the one that received it. */
type ErasureApproved = DomainEvent<'ErasureApproved', { readonly askedBy: string }>;

/**
 * The certificate of one case: recorded before its key is destroyed, so that what is destroyed is never without one.
 * `fingerprint` is the SHA-256 of the key, null where the case had none; `sealed` how many sealed records it opened;
 * `files` how many attached files. `again`: done once more in a ledger that came back from an older archive.
 */
export type CaseErased = DomainEvent<
  'CaseErased',
  NamedCase & {
    readonly stream: string;
    readonly fingerprint: string | null;
    readonly sealed: number;
    readonly files: number;
    readonly ground: ErasureGround;
    readonly askedBy: string;
    readonly approvedBy: string;
    readonly again?: boolean;
  }
>;
export type PersonalEvent = PersonRequestReceived | PersonRequestAnswered | ErasureApproved | CaseErased;
