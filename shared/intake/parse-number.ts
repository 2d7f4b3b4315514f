/** Numbers and amounts as tables write them: grouped by thousands, with a currency mark or a unit, a whole one as `12.0`. */
import { foldWidth } from '#shared/kernel/written.ts';

const GROUPED = /^\d{1,3}(?:,\d{3})+(?=\.|$)/;
const WHOLE = /^(\d{1,15})(?:\.0+)?$/;
const YUAN = /^([+-]?)(\d{1,12})(?:\.(\d{1,2})0*)?$/;

/** What is counted, written behind its number. */
const COUNTED = /^([\d,.]+)\s*[件宗起份条次个项例部篇人]$/;
const TEN_THOUSAND = /^(\d{1,8})(?:\.(\d{1,6})0*)?$/;

/** The whole number, 0 or above; null for anything else. */
export function wholeIn(text: string): number | null {
  const bare = bareOf(text);
  const match = WHOLE.exec(ungrouped(COUNTED.exec(bare)?.[1] ?? bare));
  return match === null ? null : Number(match[1]);
}

/** Yuan with up to two decimals, in fen; null for anything else. `(50.00)` is an amount only to accountants. */
export function fenIn(text: string): number | null {
  const inTenThousand = /^(.*\d)\s*万元$/.exec(bareOf(text))?.[1];
  if (inTenThousand !== undefined) return fenInTenThousand(inTenThousand);
  const bare = bareOf(text)
    .replace(/元整?$/, '')
    .trim();
  const [, sign = '', amount = ''] = /^([+-]?)\s*(?:(?:¥|RMB|CNY|人民币)\s*)?(\S.*)?$/i.exec(bare) ?? [];
  const match = YUAN.exec(`${sign}${ungrouped(amount)}`);
  if (!match) return null;
  const fen = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return match[1] === '-' && fen !== 0 ? -fen : fen;
}

/** A millionth of it is a fen. */
function fenInTenThousand(text: string): number | null {
  const [, whole, part = ''] = TEN_THOUSAND.exec(ungrouped(text)) ?? [];
  return whole === undefined ? null : Number(whole) * 1_000_000 + Number(part.padEnd(6, '0'));
}

/** Accountants write what is owed in brackets, others a note: it is asked for, not guessed. */
export function numberAdvice(text: string): string {
  const isBracketed = /^\(\D{0,3}[\d,.]+\D{0,2}\)$/.test(bareOf(text));
  return isBracketed ? '括号里的数没有当作负数，负数请写减号，如 -50.00' : '';
}

/** Without what nobody sees; a minus of printers is one. */
function bareOf(text: string): string {
  return foldWidth(text.replace(/\p{Cf}/gu, ''))
    .trim()
    .replace(/^\u2212/, '-');
}

/** Commas that do not group by thousands may be decimals of another country: they stay, and the number is not read. */
function ungrouped(text: string): string {
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  const rest = text.slice(sign.length);
  return GROUPED.test(rest) ? `${sign}${rest.replaceAll(',', '')}` : text;
}
