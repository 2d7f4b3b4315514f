/** Dates and money as official documents write them. */
import type { CountedDate } from '#shared/kernel/calendar/calendar.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Fact } from './letters.ts';

/** A text that was never given, or whose key was destroyed, is no fact. */
export function known<Name extends Fact>(
  name: Name,
  text: string | undefined,
): Partial<Record<Name, string>> {
  const trimmed = text?.trim();
  return (trimmed ? { [name]: trimmed } : {}) as Partial<Record<Name, string>>;
}

/** The year of a number as documents write it: （2025）粤01行终1号, 某府行复〔2026〕3号, however it was typed. */
export function printedNumber(number: string): string {
  return number.replace(/\((\d{4})\)/g, '（$1）').replace(/[[［](\d{4})[\]］]/g, '〔$1〕');
}

/** 2026年9月8日 (GB/T 9704: Arabic figures, no leading zeros). */
export function chineseDate(date: PlainDate): string {
  return `${date.slice(0, 4)}年${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;
}

/** A date that no published calendar settles yet says so wherever it is printed. */
export function countedDate({ date, provisional }: CountedDate): string {
  return provisional ? `${chineseDate(date)}（暂定，以国务院办公厅公布的节假日安排为准）` : chineseDate(date);
}

/** Yuan with as many decimals as it needs. */
export function yuanText(fen: number): string {
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2);
}

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];

/** 人民币大写, as the rules for filling in bills ask. `fen` is whole and under 10,000 亿 yuan. */
export function capitalAmount(fen: number): string {
  const yuan = Math.floor(fen / 100);
  const [jiao, cent] = [Math.floor(fen / 10) % 10, fen % 10];
  const whole = yuan === 0 ? '' : `${capitalInteger(yuan)}元`;
  if (jiao === 0 && cent === 0) return `${whole || '零元'}整`;
  const zero = jiao === 0 && whole !== '' ? '零' : '';
  const tenths = jiao === 0 ? '' : `${DIGITS[jiao]}角`;
  return `${whole}${zero}${tenths}${cent === 0 ? '整' : `${DIGITS[cent]}分`}`;
}

function capitalInteger(value: number): string {
  const groups = [
    { value: Math.floor(value / 1e8), unit: '亿' },
    { value: Math.floor(value / 1e4) % 1e4, unit: '万' },
    { value: value % 1e4, unit: '' },
  ];
  let text = '';
  let gap = false;
  for (const group of groups) {
    if (group.value === 0) {
      gap = text !== '';
      continue;
    }
    const zero = text !== '' && (gap || group.value < 1000) ? '零' : '';
    text += `${zero}${capitalGroup(group.value)}${group.unit}`;
    gap = false;
  }
  return text;
}

/** 1–9999. */
function capitalGroup(value: number): string {
  let text = '';
  let zero = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit === 0) zero = text !== '';
    else {
      text += `${zero ? '零' : ''}${DIGITS[digit]}${PLACES[place]}`;
      zero = false;
    }
  }
  return text;
}
