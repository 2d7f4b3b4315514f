/** What asking for a command looks like, and its answer. */
import type { Facts, Warning } from '#shared/kernel/decision.ts';
import type { Actor } from '#shared/kernel/event.ts';
import type { FieldFault } from '#shared/kernel/kind.ts';
import type { House } from '#shared/store/house.ts';

/** What a command is carried out on. With the views at hand what follows from it in other cases is done at once. */
export type Ledger = Pick<House, 'log' | 'clock'> & Partial<Pick<House, 'views' | 'catchUp'>>;
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
export type Fault = FieldFault & {
  readonly ok: false;
  /** Every field that could not be read, the first of them included. */
  readonly faults?: readonly FieldFault[];
  readonly article?: string;
  readonly facts?: Facts;
};
export type Execution =
  | {
      readonly ok: true;
      readonly outcome: 'recorded' | 'duplicate';
      readonly number: string;
      readonly version: number;
      readonly warnings: readonly Warning[];
    }
  | Fault;
