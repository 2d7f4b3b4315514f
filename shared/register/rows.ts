/** What the rows of a file make of entries of the registers, apart from everything that is decided on one (ADR 89). */
import type { Context, Row } from '#shared/kernel/kind.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import type { RegisterKind } from './events.ts';
import { migrate } from './migrate.ts';
import type { RegisterRow } from './registering.ts';
import type { RegisterState } from './state.ts';

/** Only a decision asks what the office has settled. */
type Known = Context<{ readonly policies?: Policies }>;

export const entryRows = (kind: RegisterKind) => ({
  needs: () => (kind === 'decision' ? ({ policies: true } as const) : {}),
  migrate: (state: RegisterState | null, row: Row, context?: Known) =>
    migrate(state, rowOf(kind, row), context?.settings?.policies),
});

/** The reader of imports gives amounts in fen; a row of the register has yuan, as its command has. */
function rowOf(entry: RegisterKind, row: Row): RegisterRow {
  const inYuan = entry === 'fee' ? { ...row, amount: Number(row.amount) / 100 } : row;
  return { entry, row: inYuan } as unknown as RegisterRow;
}
