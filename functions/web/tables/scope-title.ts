/** What a tie-out is of, in words: a cell, a whole row or column, a table, or a number that the prose states. */
import { APPEAL_OUTCOMES } from '#shared/glossary/choices.ts';
import {
  TABLE2_ROW_LABELS,
  TABLE3_COLUMN_LABELS,
  TABLE3_ROW_TERMS,
  TABLE4_BLOCK_LABELS,
  TABLE4_COLUMN_LABELS,
} from '#shared/glossary.ts';
import { own } from '../wording/word.ts';
import { cellLabel, cellTitle } from './cell-label.ts';

const WHOLE: Readonly<Record<string, string>> = {
  ...{ table2: '表二', table3: '表三', table4: '表四', narrative: '文字部分' },
  ...{ hotline: '12345热线', events: '各渠道事件', publications: '主动公开', figures: '登记数据' },
};
/** What prose may speak of beside the rows of the form. */
const SPOKEN_OF: Readonly<Record<string, string>> = {
  received: '收到的申请',
  refused: '不予公开',
  unavailable: '无法提供',
  notProcessed: '不予处理',
  other: '其他处理',
  review: '行政复议',
  suits: '行政诉讼',
  insertions: '没有数据可填的占位符',
  informationProcessingFee: '信息处理费',
};

export function scopeTitle(scope: string): string {
  const spoken = /^narrative\.(.+)$/.exec(scope)?.[1];
  return spoken === undefined ? tableTitle(scope) : `文字中的${spokenTitle(spoken)}`;
}

function tableTitle(scope: string): string {
  const part = scope.slice(scope.indexOf('.') + 1);
  return cellTitle(scope) ?? partTitle(part) ?? WHOLE[scope] ?? cellLabel(scope);
}

function spokenTitle(spoken: string): string {
  const [first = '', column = ''] = spoken.split('.');
  const named = SPOKEN_OF[spoken] ?? partTitle(spoken) ?? cellTitle(`table2.${spoken}`);
  if (named !== null && named !== undefined) return named;
  const isResult = [...APPEAL_OUTCOMES, 'pending'].some((one) => one === column);
  if (isResult) return `${SPOKEN_OF[first]} · ${own(TABLE4_COLUMN_LABELS, column)}`;
  return spoken.startsWith('figures') ? cellLabel(`narrative.${spoken}`) : cellLabel(spoken);
}

/** A whole row or column, by its own key. */
function partTitle(part: string): string | null {
  const others = { ...TABLE3_COLUMN_LABELS, ...TABLE4_BLOCK_LABELS, ...TABLE2_ROW_LABELS };
  return own(others, part) ?? own(TABLE3_ROW_TERMS, part)?.label.trim() ?? null;
}
