/** What asking for a command looks like, what comes of it in the ledger, and its answer. */
import { hash } from 'node:crypto';
import { refusalText } from '#shared/glossary/refusals.ts';
import type { Facts, Refusal, Warning } from '#shared/kernel/decision.ts';
import type { Actor } from '#shared/kernel/event.ts';
import type { FieldFault } from '#shared/kernel/kind.ts';
import { sortedJson } from '#shared/kernel/parse-json.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import type { Accounts } from '#shared/store/accounts.ts';
import type { House } from '#shared/store/house.ts';

/** What a command is carried out on. With the views at hand what follows from it in other cases is done at once. */
export type Ledger = Pick<House, 'log' | 'clock'> &
  Partial<Pick<House, 'catchUp' | 'blobs' | 'scanner' | 'notary'>> & {
    readonly views?: Pick<House['views'], 'worklist'>;
    /** The accounts: a case is given to nobody but one of them, and some rules depend on who there is. */
    readonly people?: Pick<Accounts, 'find' | 'list'>;
  };
export type Fields = Readonly<Record<string, unknown>>;
export type Request = {
  readonly office: string;
  readonly actor: Actor;
  /** `{command, case?, …}` as in the contract. */
  readonly fields: Fields;
  /** The idempotency key: the same key again is a duplicate. */
  readonly key?: string;
  /** The version the person was looking at: another one is refused as `staleVersion`. */
  readonly expectedVersion?: number;
  /** A digest of what came with the key: the same key with another is refused as `keyReused`. */
  readonly content?: string;
  /** What the key was called by an earlier version of the program. */
  readonly formerKey?: string;
};
type Recorded = { readonly number: string; readonly version: number; readonly warnings: readonly Warning[] };
export type RecordResult =
  | ({ readonly outcome: 'recorded' } & Recorded)
  /** `under`: the requests under which what stands there was recorded, where it was looked at. */
  | ({ readonly outcome: 'duplicate'; readonly under?: readonly string[] } & Omit<Recorded, 'warnings'>)
  | { readonly outcome: 'conflict'; readonly field: string }
  | { readonly outcome: 'refused'; readonly refusal: Refusal };

export type Fault = FieldFault & {
  readonly ok: false;
  /** Every field that could not be read, the first of them included. */
  readonly faults?: readonly FieldFault[];
  readonly article?: string;
  readonly facts?: Facts;
};
export type Execution =
  /** `proposed`: it waits for the approval of another account; `step` names the event that proposed it. */
  ({ readonly ok: true; readonly outcome: 'recorded' | 'duplicate' | 'proposed' } & Recorded) | Fault;

export function fault(field: string, code: RefusalCode): Fault {
  return { ok: false, field, code, message: refusalText(code) };
}

/** The step of somebody else is there before this one. */
export function waitsAlready(by: string): Execution {
  const facts = { by };
  return { ...fault('', 'proposalWaiting'), message: refusalText('proposalWaiting', facts), facts };
}

export function executionOf(result: RecordResult): Execution {
  switch (result.outcome) {
    case 'recorded':
      return { ok: true, ...result };
    case 'duplicate': {
      const { outcome, number, version } = result;
      return { ok: true, warnings: [], outcome, number, version };
    }
    case 'conflict':
      return fault(result.field, 'conflict');
    case 'refused': {
      const { code, article, facts } = result.refusal;
      const field = typeof facts?.field === 'string' ? facts.field : '';
      return { ok: false, field, code, message: refusalText(code, facts), article, ...(facts && { facts }) };
    }
  }
}

/** A stable key for content: the same fields give the same key, whatever their order. */
export function contentKey(fields: Fields): string {
  return hash('sha256', sortedJson(fields));
}
