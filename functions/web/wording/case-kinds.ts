/** What kinds of case are called where cases of several kinds stand in one list. */
export const CASE_KIND_LABELS: Readonly<Record<string, string>> = {
  application: '依申请公开',
  hotline: '热线工单',
  appeal: '复议诉讼',
};
