/** A request as its events leave it. */
import type { ErasureGround, RequestKind, RequestOutcome } from '#shared/glossary/personal.ts';
import type { DomainEvent, Recorded } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { CaseErased, NamedCase, PersonalEvent } from './events.ts';

export type PersonRequest = {
  readonly asks: RequestKind;
  readonly ground: ErasureGround | null;
  readonly cases: readonly NamedCase[];
  readonly receivedOn: PlainDate;
  readonly receivedBy: string;
  readonly dueOn: PlainDate | null;
  /** Who agreed to the erasure; null while it waits, and where none was asked for. */
  readonly approvedBy: string | null;
  readonly erased: readonly (CaseErased['data'] & { readonly event: string })[];
  readonly outcome: RequestOutcome | null;
  readonly answeredOn: PlainDate | null;
  /** Absent once they are erased. */
  readonly texts: Readonly<Partial<Record<'applicantName' | 'identity' | 'contact' | 'reason', string>>>;
};

/** Whether a second person has to agree, and none has. */
export function isWaiting({ ground, approvedBy, outcome }: PersonRequest): boolean {
  return ground !== null && approvedBy === null && outcome === null;
}

/** Agreed to, and not yet done for every case. */
export function isUnfinished({ approvedBy, cases, erased }: PersonRequest): boolean {
  return approvedBy !== null && erased.length < cases.length;
}

export function evolve(state: PersonRequest | null, recorded: Recorded<DomainEvent>): PersonRequest | null {
  const event = recorded as Recorded<PersonalEvent>;
  if (event.type === 'PersonRequestReceived') {
    const { asks, ground, cases, dueOn } = event.data;
    const { applicantName, identity, contact, reason } = event.texts ?? {};
    return {
      ...{ asks, ground, cases, dueOn, receivedOn: event.on, receivedBy: event.actor.user },
      ...{ approvedBy: null, erased: [], outcome: null, answeredOn: null },
      texts: {
        ...(applicantName !== undefined && { applicantName }),
        ...(identity !== undefined && { identity }),
        ...(contact !== undefined && { contact }),
        ...(reason !== undefined && { reason }),
      },
    };
  }
  if (state === null) return null;
  switch (event.type) {
    case 'PersonRequestAnswered':
      return { ...state, outcome: event.data.outcome, answeredOn: event.on };
    case 'ErasureApproved':
      return { ...state, approvedBy: event.actor.user };
    case 'CaseErased':
      return { ...state, erased: [...state.erased, { ...event.data, event: event.id }] };
    default:
      return state;
  }
}
