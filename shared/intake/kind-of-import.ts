/** What a row of an import is about. */
import type { CaseKind } from '#shared/kernel/event.ts';
import { isKeyOf } from '#shared/kernel/keys.ts';
import type { ImportKind } from './kinds.ts';

const CASE_KIND: Readonly<Record<ImportKind | 'reports', CaseKind>> = {
  applications: 'application',
  hotline: 'hotline',
  appeals: 'appeal',
  publications: 'publication',
  documents: 'document',
  decisions: 'decision',
  fees: 'fee',
  figures: 'figure',
  reports: 'report',
};

/** Undefined for commands, which are about any kind, and for what cannot be imported. */
export function kindOfImport(kind: string): CaseKind | undefined {
  return isKeyOf(CASE_KIND, kind) ? CASE_KIND[kind] : undefined;
}
