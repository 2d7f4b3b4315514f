/** How the policies on what is found and shown of people are called on the page. */
export const ACCESS_WORDS = {
  hotlineSearch: {
    label: '热线工单按什么查找',
    hint: '诉求内容的索引只存加密摘要，但占用存储；改变以后登记的工单立即适用，以前的在“重建统计”（rebuild）后适用',
    values: { people: '来电人、电话、编号、承办单位', texts: '以上各项和诉求内容的文字' },
    source: '《个人信息保护法》第六条（限于实现处理目的的最小范围）',
    sure: 'open',
  },
  personRequestPeriod: {
    label: '个人查阅、更正、删除请求的答复期限',
    hint: '从收到请求起算；《个人信息保护法》第五十条没有写明期限',
    values: { fifteenWorkingDays: '15 个工作日', thirtyDays: '30 天' },
    source: '《App违法违规收集使用个人信息行为认定方法》第六条（15 个工作日）；GB/T 35273—2020 8.7（三十天）',
    sure: 'practice',
  },
  namesShownTo: {
    label: '案件页上直接看到姓名、地址的人',
    hint: '其他人看到“姓＋*”，住址只到街道；证件号码、联系方式对所有人隐去，要看完整的，选择理由后显示，并且留痕',
    values: {
      handlers: '有登记、承办、审批权限的人',
      assignee: '登记这一件的人和现在的承办人',
      nobody: '都要先选择理由',
    },
    source: '《个人信息保护法》第六条、第五十一条（合理确定操作权限）',
    sure: 'open',
  },
} as const;
