/** How a case is found: the first thing that anybody asks of the product. */
import { EVERYONE } from '#shared/accounts/permissions.ts';

export const SEARCH_TOPIC = {
  id: 'search',
  title: '查找一件',
  roles: EVERYONE,
  lines: [
    '每页顶部的框里，可以输入编号、姓名（或者其中一部分）、电话、证件号、事由和内容中的词、文号、承办单位。几个词用空格分开，要同时出现才算。',
    '输入整个编号，直接打开该件。',
    '电话、证件号要输入完整号码，怎么分段都可以；只输一部分查不到，结果中照样遮盖。',
    '边输边出的结果，用上下键选择、回车打开，Esc 收起。所输内容不会留在网址和日志里。',
    '热线工单平时按来电人、电话、编号和承办单位查找；要按诉求内容查找，由管理员在“政策设置”中开启。',
  ],
  links: [['/search', '查找']],
} as const;
