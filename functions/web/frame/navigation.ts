/** The sections of the product in four groups, in the order of the header. A new section is one line here. */

import {
  ADMINS,
  ANSWERERS,
  AUDITORS,
  EVERYONE,
  GUARDS,
  OFFICERS,
  OVERSEERS,
  READERS_OF_FAILURES,
  READERS_OF_SEALS,
  SETTLERS,
  SIGNED_IN,
} from '#shared/accounts/permissions.ts';

import type { Role } from '#shared/store/accounts.ts';

type Section = {
  readonly key: string;
  readonly href: string;
  readonly label: string;
  readonly roles: readonly Role[];
};
export type Group = { readonly label: string; readonly sections: readonly Section[] };

/** Those who agree to an erasure, and look nobody up. */
const AGREEING = ANSWERERS.filter((role) => !OFFICERS.includes(role));

const GROUPS: readonly Group[] = [
  {
    label: '办理',
    sections: [
      { key: 'home', href: '/', label: '今日', roles: SIGNED_IN },
      { key: 'worklist', href: '/worklist', label: '待办', roles: EVERYONE },
      { key: 'approvals', href: '/approvals', label: '审批', roles: EVERYONE },
      { key: 'applications', href: '/applications', label: '依申请公开', roles: EVERYONE },
      { key: 'appeals', href: '/appeals', label: '复议诉讼', roles: EVERYONE },
      { key: 'amendments', href: '/amendments', label: '信息更正', roles: EVERYONE },
      { key: 'register', href: '/register', label: '信息登记', roles: EVERYONE },
    ],
  },
  {
    label: '热线',
    sections: [
      { key: 'hotline', href: '/hotline', label: '热线工单', roles: EVERYONE },
      { key: 'queues', href: '/hotline/queues', label: '各单位待办', roles: EVERYONE },
      { key: 'supervision', href: '/hotline/supervision', label: '督办台', roles: EVERYONE },
      { key: 'hotline-figures', href: '/hotline/figures', label: '热线统计', roles: EVERYONE },
      { key: 'hotline-lists', href: '/hotline/lists', label: '热线设置', roles: EVERYONE },
    ],
  },
  {
    label: '年报',
    sections: [
      { key: 'tables', href: '/tables', label: '统计表', roles: EVERYONE },
      { key: 'reports', href: '/reports', label: '年度报告', roles: EVERYONE },
      { key: 'charts', href: '/charts', label: '图表', roles: EVERYONE },
      { key: 'check', href: '/check', label: '核对报告', roles: EVERYONE },
    ],
  },
  {
    label: '管理',
    sections: [
      { key: 'audit-desk', href: '/audit-desk', label: '审计工作台', roles: AUDITORS },
      { key: 'seals', href: '/seals', label: '存证', roles: READERS_OF_SEALS },
      { key: 'audit', href: '/audit', label: '审计记录', roles: AUDITORS },
      { key: 'persons', href: '/persons', label: '个人信息', roles: OFFICERS },
      { key: 'persons', href: '/persons/requests', label: '个人信息', roles: AGREEING },
      { key: 'calendar', href: '/calendar', label: '工作日历', roles: EVERYONE },
      { key: 'imports', href: '/imports', label: '批量导入', roles: OFFICERS },
      { key: 'dead-letters', href: '/dead-letters', label: '未能处理', roles: READERS_OF_FAILURES },
      { key: 'api', href: '/help/api', label: '接口说明', roles: SIGNED_IN },
      { key: 'office', href: '/office', label: '机关信息', roles: SETTLERS },
      { key: 'letters', href: '/letters', label: '文书设置', roles: SETTLERS },
      { key: 'reminders', href: '/reminders', label: '提醒设置', roles: SETTLERS },
      { key: 'approval-settings', href: '/approvals/settings', label: '审批设置', roles: GUARDS },
      { key: 'policies', href: '/policies', label: '政策设置', roles: SETTLERS },
      { key: 'rights', href: '/rights', label: '权限设置', roles: OVERSEERS },
      { key: 'accounts', href: '/accounts', label: '账号管理', roles: ADMINS },
      { key: 'sign-in-settings', href: '/accounts/sign-in', label: '登录设置', roles: GUARDS },
    ],
  },
];

/** What a role may open; a group leads to the first of it. */
export function groupsFor(role: Role): readonly Group[] {
  return GROUPS.map(({ label, sections }) => ({
    label,
    sections: sections.filter(({ roles }) => roles.includes(role)),
  })).filter(({ sections }) => sections.length > 0);
}
