/** What the rows of a file make of applications, apart from everything that is decided on one (ADR 89). */
import type { ApplicantType } from '#shared/glossary.ts';
import type { Row } from '#shared/kernel/kind.ts';
import { identityWarnings } from './decide-receipt.ts';
import { migrateApplication } from './migrate.ts';

export const applicationRows = {
  warnings: ({ applicantType, identity }: Row) =>
    identityWarnings(applicantType as ApplicantType, identity === undefined ? undefined : String(identity)),
  needs: () => ({ calendar: true, policies: true }) as const,
  migrate: migrateApplication,
};
