/** Words for choices that the statutory form does not print. */

import type { BreachCode } from '#shared/disclosure/breaches.ts';
import type { ClockState } from '#shared/disclosure/clock.ts';
import { plainLabel, TABLE3_ROW_TERMS } from '#shared/glossary.ts';
import type { DayReason } from '#shared/kernel/case-clock.ts';
import type { Via } from '#shared/kernel/event.ts';
import type { SealFault } from '#shared/store/ports.ts';
import type { CaseSummary } from '#shared/store/views.ts';
import { own } from './word.ts';

export const DELIVERY_FORMS = ['纸质', '电子邮件', '网络下载', '当面领取', '邮寄', '其他'] as const;

/** A leaf of table 三, with the heading it stands under. */
export function outcomeText(outcome: string): string {
  const { group = null, label = '' } = own(TABLE3_ROW_TERMS, outcome) ?? {};
  return group === null ? plainLabel(label) : `${plainLabel(group)}：${plainLabel(label)}`;
}

export const STATUS_LABELS: Readonly<Record<CaseSummary['status'], string>> = {
  unconfirmed: '待确认收到',
  open: '办理中',
  concluded: '已办结',
  voided: '已作废',
};

export const CLOCK_STATES: Readonly<Record<ClockState, string>> = {
  unconfirmed: '待确认收到',
  processing: '办理中',
  consulting: '征求意见中',
  awaitingCorrection: '等待补正',
  awaitingPayment: '等待缴费',
  concluded: '已办结',
};

const DAY_REASONS: Readonly<Record<DayReason, string>> = {
  naturalDay: '自然日',
  start: '起算日',
  workingDay: '工作日',
  weekend: '周末',
  holiday: '节假日',
  makeUpWorkingDay: '调休上班',
  awaitingCorrection: '等待补正',
  consulting: '征求意见',
  awaitingPayment: '等待缴费',
  extension: '延长期内',
};

export function dayReasonText(reason: DayReason): string {
  return DAY_REASONS[reason];
}

/** `2019-2026#7e84f1dd` is which years' notices were known; the rest tells versions apart for programs. */
export function calendarText(version: string): string {
  const [years = ''] = version.split('#');
  return /^\d/.test(years) ? `${years.replace('-', ' 至 ')} 年放假安排` : '没有载入放假安排';
}

export const VIA_LABELS: Readonly<Record<Via, string>> = {
  form: '页面',
  api: '接口',
  import: '导入',
  feed: '对接',
  cli: '命令行',
  system: '系统',
};

/** Why a text cannot be read. It counts as erased only where its erasure is on record. */
export const CLOSED_TEXTS: Readonly<Record<SealFault, string>> = {
  erased: '已按规定销毁',
  altered: '与登记时封存的不符或已缺失，请管理员运行 verify 核对',
  withheld: '限知悉：只有承办、审批和经授权的人能看',
  unopenable: '无法打开：密钥缺失或不是本台账的密钥，请管理员核对 master.key',
};

export const BREACH_LABELS: Readonly<Record<BreachCode, string>> = {
  correctionNoticeLate: '告知补正晚于收到后七个工作日',
  replyLate: '答复晚于期限',
  delayAfterDue: '告知延迟答复晚于答复期限',
  feeNoticeLate: '收费通知晚于答复期限',
  extensionAfterDue: '延期晚于答复期限',
};
