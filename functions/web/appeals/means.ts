/** The statutory ways in which a review or a suit ends, in words, under the column of table 四 each goes to. */
import { outcomeOf } from '../../../shared/appeal/means.ts';
import { TABLE4_COLUMN_LABELS } from '../../../shared/glossary.ts';
import type { Choice } from '../look/fields.tsx';

/** By article of 行政复议法 (2023). */
const REVIEW: Readonly<Record<string, string>> = {
  upheld68: '决定维持（第六十八条）',
  claimRejected69: '驳回复议请求（第六十九条）',
  changed63: '变更（第六十三条）',
  revoked64: '撤销或部分撤销（第六十四条）',
  illegal65: '确认违法（第六十五条）',
  ordered66: '责令履行（第六十六条）',
  void67: '确认无效（第六十七条）',
  noEvidence70: '未提交证据，撤销（第七十条）',
  notAccepted30: '不予受理（第三十条）',
  dismissed33: '驳回申请（第三十三条）',
  terminated41: '终止（第四十一条）',
  mediated73: '调解（第七十三条）',
};

/** By article of 行政诉讼法 (2017). */
const SUIT: Readonly<Record<string, string>> = {
  claimsDismissed69: '判决驳回诉讼请求（第六十九条）',
  revoked70: '判决撤销（第七十条）',
  partlyRevoked70: '判决部分撤销（第七十条）',
  ordered72: '判决履行（第七十二条）',
  payment73: '判决给付（第七十三条）',
  illegal74: '判决确认违法（第七十四条）',
  void75: '判决确认无效（第七十五条）',
  changed77: '判决变更（第七十七条）',
  withdrawn62: '准许撤诉（第六十二条）',
  actionDismissed: '裁定驳回起诉',
  notDocketed51: '裁定不予立案（第五十一条）',
  transferred: '移送',
};

export function meansChoices(kind: 'review' | 'suit'): Choice[] {
  return Object.entries(kind === 'review' ? REVIEW : SUIT).map(([value, label]) => {
    const outcome = outcomeOf(kind, value);
    return { value, label, group: outcome === null ? null : TABLE4_COLUMN_LABELS[outcome] };
  });
}

export const MEANS_LABELS: Readonly<Record<string, string>> = { ...REVIEW, ...SUIT };
