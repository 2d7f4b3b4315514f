/** What the kinds of records are called, on pages and in messages. */
import type { CaseKind } from '#shared/kernel/event.ts';

export const KIND_LABELS: Readonly<Record<CaseKind, string>> = {
  application: '依申请公开',
  hotline: '热线工单',
  appeal: '复议诉讼',
  publication: '主动公开',
  document: '规章、规范性文件',
  decision: '许可、处罚、强制',
  fee: '收费',
  figure: '其他数据',
  amendment: '信息更正申请',
  report: '往年报告',
  year: '年度报告',
  office: '机关信息',
  calendar: '工作日历',
  lists: '热线设置',
  letters: '文书',
  approvals: '审批设置',
  personal: '个人信息请求',
  retention: '保管期限',
  policies: '政策',
  proof: '夜间核对',
  imports: '批量导入',
  audit: '审计记录',
};
