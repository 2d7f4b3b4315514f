/** What a command ends with. A result is printed as JSON, one value a line. */
import type { Execution } from '#shared/desk/execute.ts';

/** `bytes` stand in place of the text where the result is no text. */
export type Ending = {
  readonly exit: 0 | 1 | 2 | 3;
  readonly stdout: string;
  readonly bytes?: Uint8Array;
  readonly stderr?: string;
};

export const lines = (values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

export function ended(exit: Ending['exit'], ...values: readonly unknown[]): Ending {
  return { exit, stdout: lines(values) };
}

/** Why a command of the ledger was refused, and at which field. */
export function refused({ field, code, message }: Extract<Execution, { ok: false }>): Ending {
  return ended(1, { field, code, message });
}
