/** How a fee comes about, told band by band (国办函〔2020〕109号 arts. 4–5): the notice must state basis, standard and amount. */
import { PAGE_BANDS, priceOfItem } from './fees.ts';
import { yuanText } from './letter-words.ts';
import type { Facts } from './letters.ts';

type FeeNotice = {
  readonly basis: 'perItem' | 'perPage';
  readonly quantity: number;
  readonly amountFen: number;
  readonly chargedBefore?: number;
};

export function feeFacts(notice: FeeNotice): Pick<Facts, '计费方式' | '计费标准' | '计费过程'> {
  const { basis, quantity, amountFen, chargedBefore = 0 } = notice;
  const perItem = basis === 'perItem';
  const parts = perItem ? itemBands(quantity, chargedBefore) : pageBands(quantity);
  const counted = perItem ? `当月累计申请${quantity}件` : `本次提供信息${quantity}页`;
  return {
    计费方式: perItem ? '按件计收' : '按量计收',
    计费标准: perItem
      ? '《政府信息公开信息处理费管理办法》第四条：同一申请人一个自然月内累计申请10件以下（含10件）的，不收费；11至30件（含30件）的部分，100元/件；31件以上的部分，以10件为一档，每增加一档收费标准提高100元/件'
      : '《政府信息公开信息处理费管理办法》第五条：30页以下（含30页）的，不收费；31至100页（含100页）的部分，10元/页；101至200页（含200页）的部分，20元/页；201页以上的部分，40元/页',
    计费过程: `${counted}，${parts.join('；')}；合计${yuanText(amountFen)}元`,
  };
}

function pageBands(pages: number): string[] {
  const charged = PAGE_BANDS.filter(({ after }) => pages > after).map(({ after, upTo, yuan }) => {
    const last = Math.min(pages, upTo);
    const count = last - after;
    return `第${after + 1}至${last}页共${count}页×${yuan}元=${count * yuan}元`;
  });
  return [`第1至${Math.min(pages, 30)}页不收费`, ...charged];
}

/** `before`: charged by earlier notices of the month. */
function itemBands(items: number, before: number): string[] {
  const parts = [`第1至${Math.min(items, 10)}件不收费`];
  if (before > 10) parts.push(`第11至${before}件已另行通知收费`);
  for (let first = Math.max(10, before) + 1; first <= items; ) {
    const price = priceOfItem(first);
    let last = first;
    while (last < items && priceOfItem(last + 1) === price) last += 1;
    const count = last - first + 1;
    parts.push(`第${first}至${last}件共${count}件×${yuanText(price)}元=${yuanText(count * price)}元`);
    first = last + 1;
  }
  return parts;
}
