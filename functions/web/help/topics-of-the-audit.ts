/** For whoever looks at what others did: what is asked here, and how the answer is proven elsewhere. */
import { AUDITORS } from '#shared/accounts/permissions.ts';

export const TOPICS_OF_THE_AUDIT = [
  {
    id: 'audit-desk',
    title: '审计：查、问、带走证据',
    roles: AUDITORS,
    lines: [
      '“审计工作台”从问题开始：这一件谁看过、谁办的、文书改动过吗、何时封存；这个数字为什么是这么多；报告在某一天是怎么写的；谁在什么时候改了哪项设置；某人看过哪些案件；导出过什么；删除过什么、谁批准的。',
      '一件的全部经过在一页：每笔记录的法定日期和录入时间、录入人、所在的检查点，期限逐日的计算，文书、送达、附件，计入过的数字和已签署的报告，谁看过。',
      '一个数字的由来：使它变动的每一笔记录，每天结束时是多少，各版签署的报告怎么写。',
      '“导出证据包”把案件、一个数字或者一个年度做成一个压缩包：可打印的页面、原样的记录、存在证明、公钥和核验程序。收到的人不需要本系统就能核验，改动一个字都会指明。完整导出要写明依据。',
      '检查点每小时、每次签署年报时产生，存到管理员改不到的地方。没有封存的会注明“未封存”，不等于有问题；已封存的被改写、删除、插入、调换，核验时逐件指出。',
      '您的查阅同样留痕。',
    ],
    links: [
      ['/audit-desk', '审计工作台'],
      ['/audit', '审计记录'],
      ['/audit-desk/seals', '台账的封存'],
    ],
  },
] as const;
