/** What the rows of a file make of appeals, apart from everything that is decided on one (ADR 89). */
import type { Context } from '#shared/kernel/kind.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import { type AppealRow, migrate } from './migrate.ts';
import { toldApplications } from './reply-order.ts';
import type { AppealState } from './state.ts';

/** Of a file every row alike. */
export const APPEAL_NEEDS = { policies: true, calendar: true } as const;

export const appealRows = {
  needs: () => APPEAL_NEEDS,
  migrate: (state: AppealState | null, row: AppealRow, context?: Context<{ readonly policies: Policies }>) =>
    migrate(state, row, context?.settings?.policies),
  tells: toldApplications,
};
