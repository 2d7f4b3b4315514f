/** One walk through the day of each kind of user. The help tells it; docs/tours shows it, with pictures taken by a test. */
import { ADMINS, CLERKS, EVERYONE, OFFICERS, SETTLERS } from '#shared/accounts/permissions.ts';
import type { Role } from '#shared/store/accounts.ts';

type Step = {
  readonly title: string;
  readonly text: string;
  /** Where it is done in any office. */
  readonly href: string;
  /** What the picture shows, where that is a case of the sample office. */
  readonly shown?: string;
};
export type Tour = {
  readonly id: string;
  readonly title: string;
  /** Whose account the pictures are taken with. */
  readonly role: Role;
  /** Who may open what it leads to. */
  readonly roles: readonly Role[];
  readonly steps: readonly Step[];
};

export const TOURS: readonly Tour[] = [
  {
    id: 'clerk',
    title: '登记人员',
    role: 'intake',
    roles: CLERKS,
    steps: [
      {
        title: '看今天有什么事',
        text: '首页列出待确认收到、今天到期和已经超期的，点数字就是清单。',
        href: '/',
      },
      {
        title: '登记一件申请',
        text: '选渠道，填日期、申请人和内容；日期可以写成 11.20 或者“昨天”。填的时候右边列出同一申请人以前的申请，扫描件可以拖进来。“先看期限”算给您看，不登记。',
        href: '/applications/new',
      },
      {
        title: '接着登记下一件',
        text: '“登记并继续下一件”保存这件，告诉您编号和期限，渠道留着，光标在申请人类型，填完内容按回车就到下一件。填到一半离开也不要紧，草稿自动存着。',
        href: '/drafts',
      },
      {
        title: '有人来问',
        text: '页面上方的查找框：编号、姓名、电话、证件号码、内容里的词都可以，边输边出结果。',
        href: '/search',
      },
      {
        title: '写错了',
        text: '打开那一件，在“更正”里改姓名、内容、日期，写明理由；原来的和改后的都留在办理经过里。',
        href: '/applications',
        shown: '/applications/SQ2026-0000012',
      },
    ],
  },
  {
    id: 'handler',
    title: '承办人员',
    role: 'officer',
    roles: OFFICERS,
    steps: [
      { title: '我的待办', text: '交给我的、快到期的、已超期的，各一个清单。', href: '/worklist' },
      {
        title: '打开一件',
        text: '上方是期限和剩余天数、办到哪一步；右边是现在依法能办的，最可能的在前面。',
        href: '/applications',
        shown: '/applications/SQ2026-0000010',
      },
      {
        title: '办一步',
        text: '每一步只问法律要问的，写明依据的条款；不能办的，说明为什么。需要审批的，提交以后等另一个账号批准。',
        href: '/applications',
        shown: '/applications/SQ2026-0000010/steps/Reply',
      },
      {
        title: '制发文书',
        text: '办过的步骤有对应的文书，内容从该件取来，编号、存档，下载 .docx。',
        href: '/applications',
        shown: '/applications/SQ2026-0000003/letters',
      },
      {
        title: '期限怎么来的',
        text: '“期限怎么算”逐日列出哪天计入、哪天不计入和原因。',
        href: '/applications',
        shown: '/applications/SQ2026-0000011',
      },
    ],
  },
  {
    id: 'seat',
    title: '热线坐席',
    role: 'intake',
    roles: CLERKS,
    steps: [
      {
        title: '接一个电话',
        text: '输入电话号码，右边就是这个号码以前的来电；诉求类型按字母键或者方向键选，当场答复的一次办结。',
        href: '/hotline/new',
      },
      {
        title: '重复来电',
        text: '还在办的那件旁边有“追加到这一件”，不再另派一次单。',
        href: '/hotline/new',
      },
      {
        title: '没有编号的来电人',
        text: '按姓名、地址、内容里的词、街道和日子查找。',
        href: '/hotline',
      },
      {
        title: '各单位的单子',
        text: '派给每个单位的、快到时限的、被退回的。',
        href: '/hotline/queues',
      },
      {
        title: '一张工单',
        text: '每一步的时刻、承办单位的答复、对诉求人说了什么，都在办理经过里。',
        href: '/hotline',
        shown: '/hotline/RX2026-0000006',
      },
    ],
  },
  {
    id: 'chief',
    title: '负责人',
    role: 'approver',
    roles: EVERYONE,
    steps: [
      { title: '等我审批的', text: '首页的“待我审批”，超过那天才批就晚了的写明日子。', href: '/approvals' },
      { title: '督办', text: '哪些单位压着单子，哪些快超时。', href: '/hotline/supervision' },
      { title: '看图', text: '收到和办结、答复用时、来源和事项、与上年相比。', href: '/charts' },
      {
        title: '年度报告',
        text: '任何时候都是现成的：各表、文字、勾稽关系；离一月三十一日还有几天、还差什么。',
        href: '/reports/2026',
      },
    ],
  },
  {
    id: 'auditor',
    title: '审计人员',
    role: 'auditor',
    roles: EVERYONE,
    steps: [
      { title: '从表看起', text: '表二、三、四的每一个数都可以点开。', href: '/tables/2026' },
      {
        title: '这个数是怎么来的',
        text: '列出组成它的各件，加起来就是这个数。',
        href: '/tables/2026',
        shown: '/tables/2026/cell?name=table3.newlyReceived.total',
      },
      {
        title: '这一件是怎么办的',
        text: '谁、什么时候、依据什么办的，更正前后各是什么，一件不少。',
        href: '/applications',
        shown: '/applications/SQ2026-0000003',
      },
      { title: '当时知道什么', text: '按某一时点查看：只计此前录入的。', href: '/reports/2026' },
      { title: '别人公布的报告', text: '粘贴或者上传，逐格核对勾稽关系。', href: '/check' },
    ],
  },
  {
    id: 'administrator',
    title: '系统管理员',
    role: 'admin',
    // it leads through accounts, too
    roles: SETTLERS.filter((role) => ADMINS.includes(role)),
    steps: [
      { title: '机关信息', text: '名称、简称、代字：报告和文书都用它，没有名称不能定稿。', href: '/office' },
      { title: '账号', text: '人员、接口令牌、推送来源；密码和密钥只显示一次。', href: '/accounts' },
      {
        title: '旧台账导入',
        text: '选文件，认列名，看前二十行，先检查再登记；错了可以撤回。',
        href: '/imports',
      },
      {
        title: '工作日历',
        text: '国务院办公厅的放假通知粘贴进来就行，改变的期限先看后存。',
        href: '/calendar',
      },
      { title: '算法的选择', text: '法律没有写明的，由本机关选定，先看会改变哪些数。', href: '/policies' },
    ],
  },
];
