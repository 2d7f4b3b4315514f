/** Amounts and counts as people and spreadsheets write them: grouped, with a mark of the currency, with zeros behind. */
import { foldWidth } from '../../shared/kernel/fold-width.ts';

const MOST_DIGITS = 15;
const MOST_YUAN_DIGITS = 12;
const WHOLE = String.raw`(\d{1,3}(?:,\d{3})+|\d+)`;
const INTEGER = new RegExp(String.raw`^${WHOLE}(?:\.0+)?$`);
const CURRENCY = String.raw`(?:[¥￥]|RMB|CNY|人民币)?\s*`;
const YUAN = new RegExp(String.raw`^([+-]?)${CURRENCY}([+-]?)${WHOLE}(?:\.(\d{1,2})0*)?\s*(?:元整?)?$`, 'i');
const BRACKETED = /^\(\D{0,3}[\d,.]+\D{0,2}\)$/;

/** Null where the text is none, or one that cannot be counted with. */
export function parseInteger(text: string): number | null {
  const digits = digitsIn(INTEGER.exec(plain(text))?.[1]);
  return digits === null || digits.length > MOST_DIGITS ? null : Number(digits);
}

/** Yuan with up to two decimals, in fen. */
export function parseYuan(text: string): number | null {
  const match = YUAN.exec(plain(text));
  const digits = digitsIn(match?.[3]);
  if (match === null || digits === null || digits.length > MOST_YUAN_DIGITS) return null;
  const signs = `${match[1]}${match[2]}`;
  if (signs.length > 1) return null;
  const amount = Number(digits) * 100 + Number((match[4] ?? '').padEnd(2, '0'));
  return signs === '-' && amount !== 0 ? -amount : amount;
}

/** Accountants write what is owed in brackets; others write a note so. */
export function numberAdvice(text: string): string {
  return BRACKETED.test(plain(text)) ? '括号里的数没有当作负数，负数请写减号，如 -50.00' : '';
}

function plain(text: string): string {
  return foldWidth(text.replace(/\p{Cf}/gu, ''))
    .replace(/^\u2212/, '-')
    .trim();
}

function digitsIn(whole: string | undefined): string | null {
  return whole?.replaceAll(',', '') ?? null;
}
