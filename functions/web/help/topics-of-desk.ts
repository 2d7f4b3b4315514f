/** What the help page says of the desk one comes to: the first page, and how colleagues share the work. */
import { EVERYONE } from '#shared/accounts/permissions.ts';
import type { Role } from '#shared/store/accounts.ts';

export type Topic = {
  readonly id: string;
  readonly title: string;
  readonly roles: readonly Role[];
  readonly lines: readonly string[];
  /** Where it is done. */
  readonly links: readonly (readonly [href: string, label: string])[];
};

export const DESK_TOPICS: readonly Topic[] = [
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
];

export const HOME_TOPIC: Topic = {
  id: 'home',
  title: '今日和图表',
  roles: EVERYONE,
  lines: [
    '页首分四组：办理、热线、年报、管理；点一组，下面一行就是这一组的各页。',
    '“今日”上面的数字都可以点开：我承办的、待确认收到、已超期、今日到期、3 个工作日内、未能处理等；数字后面有“+”的，只数到这里。右边是下一份年度报告还有几天、定稿以前还要做什么。',
    '打开一件，先看事由和还剩几天：蓝色为正常，橙色为快到期或今天到期，红色为已超期；下面五步是办到哪里了。右侧（手机上在前面）最多列四个常用的步骤，其余收在“其他步骤”里。',
    '“图表”给出一年的收件和办结、办理结果、答复用时、来源和事项，可以投到会议室的屏幕上；每张图下面“看数字”是同样的表。',
    '颜色随电脑或手机的浅色、深色设置；打印时一律白底，带机关名称、标题、打印时间和页码，不带按钮。',
  ],
  links: [
    ['/', '今日'],
    ['/charts', '图表'],
  ],
};
