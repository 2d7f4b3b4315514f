/** What becomes of the cases in the end: figures that lead back to them, and the report that is signed. */
import { EVERYONE } from '#shared/accounts/permissions.ts';

export const TOPICS_OF_THE_YEAR = [
  {
    id: 'tables',
    title: '看一个数字怎么来的',
    roles: EVERYONE,
    lines: [
      '统计表里的每个数字都可以点开，列出计入它的每一件，并可下载。',
      '年度报告页面的“按某一时点查看”给出当时已经录入的内容所得的表，用来回答“上报那天是多少”。',
    ],
    links: [['/tables', '统计表']],
  },
  {
    id: 'report',
    title: '年度报告',
    roles: EVERYONE,
    lines: [
      '表格随时都是最新的，不需要另外汇总。文字部分在“编辑”里写，数字用占位符，与表格不会不一致。',
      '第五部分（存在的主要问题及改进情况）由本机关自己写，模板原文不能定稿；看过认为属实的，原样保存为本年文字。',
      '“检查能否定稿”列出还有什么没有办妥；管理员定稿以后，报告原样保存，并生成报送用的压缩包。',
      '文字里手工写的数字，系统不知道对不对：定稿时逐个列出，核对无误的勾选，随定稿保存；用占位符写的不用核对。',
      '“核对报告”核对别的单位公布的报告，可以粘贴或选择文件，可以附上一年的报告；没有读到、没有核对的都会列出，全部核对并相符才显示“全部相符”。',
      '定稿以后补录或更正，已公布的报告不变；需要更正公布的，发布新的版本，新旧并存，逐格列出差异和原因。',
    ],
    links: [
      ['/reports', '年度报告'],
      ['/check', '核对别的单位的报告'],
    ],
  },
] as const;
