/** The sections of the product, in the order of the header. A new section is one line here. */

import { ADMINS, EVERYONE, OFFICERS, READERS_OF_FAILURES } from '#shared/accounts/permissions.ts';
import type { Role } from '#shared/store/accounts.ts';

export type Section = {
  readonly key: string;
  readonly href: string;
  readonly label: string;
  readonly roles: readonly Role[];
};

export const NAVIGATION: readonly Section[] = [
  { key: 'home', href: '/', label: '今日', roles: EVERYONE },
  { key: 'worklist', href: '/worklist', label: '待办', roles: EVERYONE },
  { key: 'applications', href: '/applications', label: '依申请公开', roles: EVERYONE },
  { key: 'hotline', href: '/hotline', label: '热线工单', roles: EVERYONE },
  { key: 'appeals', href: '/appeals', label: '复议诉讼', roles: EVERYONE },
  { key: 'register', href: '/register', label: '信息登记', roles: EVERYONE },
  { key: 'tables', href: '/tables', label: '统计表', roles: EVERYONE },
  { key: 'reports', href: '/reports', label: '年度报告', roles: EVERYONE },
  { key: 'check', href: '/check', label: '核对报告', roles: EVERYONE },
  { key: 'calendar', href: '/calendar', label: '工作日历', roles: EVERYONE },
  { key: 'imports', href: '/imports', label: '批量导入', roles: OFFICERS },
  { key: 'dead-letters', href: '/dead-letters', label: '未能处理', roles: READERS_OF_FAILURES },
  { key: 'office', href: '/office', label: '机关信息', roles: ADMINS },
  { key: 'letters', href: '/letters', label: '文书设置', roles: ADMINS },
  { key: 'reminders', href: '/reminders', label: '提醒设置', roles: ADMINS },
  { key: 'policies', href: '/policies', label: '政策设置', roles: ADMINS },
  { key: 'accounts', href: '/accounts', label: '账号管理', roles: ADMINS },
];

/** What an admin alone sees is a setting: one entry in the header, and on those pages a row of their own. */
export const isSetting = ({ roles }: Section): boolean => roles === ADMINS;
