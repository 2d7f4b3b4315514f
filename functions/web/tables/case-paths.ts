/** Where the pages of each kind of case are, and what the kind is called. */
import type { CaseKind } from '../../../shared/kernel/event.ts';

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

export const KIND_LABELS: Readonly<Partial<Record<CaseKind, string>>> = {
  application: '依申请公开',
  hotline: '热线工单',
  appeal: '复议诉讼',
  publication: '主动公开',
  document: '规章、规范性文件',
  decision: '许可、处罚、强制',
  fee: '收费',
  figure: '其他数据',
};
