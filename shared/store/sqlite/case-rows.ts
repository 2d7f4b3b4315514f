/** The rows of cases in the read models, as lists and work lists read them. */
import type { CaseStatus } from '#shared/kernel/case-brief.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import type { Instant, PlainDate } from '#shared/kernel/plain-date.ts';
import type { CaseSummary } from '../views.ts';

/** A row of `COLUMNS`. */
export type Row = {
  readonly office: string;
  readonly kind: CaseKind;
  readonly number: string;
  readonly stream: string;
  readonly version: number;
  readonly status: CaseStatus;
  readonly opened_on: PlainDate;
  readonly concluded_on: PlainDate | null;
  readonly due_on: PlainDate | null;
  readonly step_due_on: PlainDate | null;
  readonly provisional: 0 | 1;
  readonly recorded_at: Instant;
  readonly facts: string;
};

export const COLUMNS = `office, kind, number, stream, version, status, opened_on, concluded_on, due_on, step_due_on,
  provisional, recorded_at, facts`;

export function summaryOf(row: Row): CaseSummary {
  const { office, kind, number, stream, version, status } = row;
  return {
    ...{ office, kind, stream, number, version, status },
    openedOn: row.opened_on,
    concludedOn: row.concluded_on,
    dueOn: row.due_on,
    stepDueOn: row.step_due_on,
    provisional: row.provisional === 1,
    recordedAt: row.recorded_at,
    facts: JSON.parse(row.facts),
  };
}
