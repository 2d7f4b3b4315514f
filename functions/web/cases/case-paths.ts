/** Where the pages of each kind of case are. */
import type { CaseKind } from '#shared/kernel/event.ts';

export const CASE_PATHS: Readonly<Partial<Record<CaseKind, string>>> = {
  application: '/applications',
  hotline: '/hotline',
  appeal: '/appeals',
  publication: '/register/publications',
  document: '/register/documents',
  decision: '/register/decisions',
  fee: '/register/fees',
  figure: '/register/figures',
};
