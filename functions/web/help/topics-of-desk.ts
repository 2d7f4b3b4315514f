/** What the help page says of how colleagues share the work: who has a case, and who approves a step. */
import { EVERYONE } from '#shared/accounts/permissions.ts';

export const DESK_TOPICS = [
  {
    id: 'handling',
    title: '交办和备注',
    roles: EVERYONE,
    lines: [
      '每件右侧“承办与备注”写明承办人和承办科室；“交办”“转交”时可以附一句说明，都留在办理经过里。交办不影响期限和任何数字。',
      '“待办”里的“我的”是交给您的；在“待办”里选中几件，可以一次交给同一个人。热线工单交给哪个单位，由“派发”决定。',
      '备注是内部记事，随件保存，写下后不能改。别人加备注、转交，不影响您正在填写的表单。',
    ],
    links: [['/worklist', '待办']],
  },
  {
    id: 'approval',
    title: '审批',
    roles: EVERYONE,
    lines: [
      '哪些步骤要审批，由管理员在“审批设置”里选定；没有选的照常直接登记。',
      '要审批的步骤照常填写、提交：当时就按法律判断，不行的立即说明；提交以后列入“审批”，由另一个账号批准。自己提请的不能自己批准，可以撤回。',
      '批准时按该件当时的情况再判断一次，然后登记；日期仍是提请时填写的日期，批准人是批准的账号。“最迟批准”是该件的期限，过了这一天才批准，步骤就晚了。',
      '退回要写理由，提请的人在首页看到，点“修改后再次提请”，原来填写的内容还在。',
      '年度报告定稿、更正要审批的，一人提请，另一人在“审批”里批准，并以批准人的名义定稿。',
    ],
    links: [['/approvals', '审批']],
  },
] as const;
