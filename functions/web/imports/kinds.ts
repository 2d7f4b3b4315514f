/** What may be brought in by file, in the words of the office; commands are for programs and come by the API. */

import { type ColumnSpec, type ImportKind, KINDS } from '#shared/intake/kinds.ts';
import type { OfferedKind, Outcome } from '#shared/jobs/import-files.ts';
import { keysOf } from '#shared/kernel/keys.ts';
import type { Principal, Web } from '../frame/web.ts';

export const PATH = '/imports';
export type By = { readonly web: Web; readonly who: Principal };
/** Of a file that came by the page. */
export type ShownOutcome = Outcome & { readonly kind: OfferedKind };

export const uploadPath = (id: string): string => `${PATH}/files/${id}`;
export const PAST = `${PATH}/past`;
/** What values mean that are no choice. */
export const VALUES = `${PATH}/values`;

export const OFFERED: Readonly<Record<OfferedKind, { readonly label: string; readonly listAt: string }>> = {
  applications: { label: '依申请公开', listAt: '/applications' },
  hotline: { label: '热线工单', listAt: '/hotline' },
  appeals: { label: '行政复议、行政诉讼', listAt: '/appeals' },
  publications: { label: '主动公开', listAt: '/register/publications' },
  documents: { label: '规章、规范性文件', listAt: '/register/documents' },
  decisions: { label: '许可、处罚、强制', listAt: '/register/decisions' },
  fees: { label: '行政事业性收费', listAt: '/register/fees' },
  figures: { label: '其他数据', listAt: '/register/figures' },
  reports: { label: '往年已公布的年度报告', listAt: '/reports' },
};
/** Of everything that has come in by file, commands too. */
export const LABEL_OF_KIND: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(OFFERED).map(([kind, { label }]) => [kind, label])),
  commands: '办理命令',
};

export function listOf(kind: string): string {
  return OFFERED[offeredKind(kind) ?? 'reports'].listAt;
}

export const OFFERED_KINDS = keysOf(OFFERED);

export function offeredKind(written: string): OfferedKind | null {
  return OFFERED_KINDS.find((kind) => kind === written) ?? null;
}

export function columnsOf(kind: OfferedKind): readonly ColumnSpec[] {
  return kind === 'reports' ? [] : KINDS[kind satisfies ImportKind].columns;
}

export function headingOf({ headings }: ColumnSpec): string {
  return headings[1];
}

/** The column as the file heads it; '' for a fault of the whole row. */
export function fieldName(kind: OfferedKind, field: string): string {
  const column = columnsOf(kind).find(({ key }) => key === field);
  return column === undefined ? field : headingOf(column);
}

/** Column keys and command-line options mean nothing on a page. */
export const onPage = (message: string): string =>
  message.replaceAll(/（[a-z][A-Za-z]+）/g, '').replace(/（命令行[^（）]*）/, '');
