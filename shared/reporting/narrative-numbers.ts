/** How numbers and dates read in Chinese official prose. */
import type { PlainDate } from '#shared/kernel/plain-date.ts';

/** Up to 6 decimals, no trailing zeros, never an exponent. */
export function numberText(value: number | null | undefined): string {
  if (value === null || value === undefined) return '';
  const text = Number.isInteger(value) ? value.toFixed(0) : value.toFixed(6).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
}

/** A fraction of four decimals as a percentage: 1.1143 is 111.43%. */
export function percentText(fraction: number): string {
  return `${numberText(Math.round(fraction * 10_000) / 100)}%`;
}

/** Growth as it is spoken of (trap 45); nothing where there is nothing to compare with. */
export function yearOnYearText(fraction: number | null): string {
  if (fraction === null) return '';
  if (fraction === 0) return '与上年同期持平';
  return `同比${fraction > 0 ? '增长' : '下降'}${percentText(Math.abs(fraction))}`;
}

export function countText({ count, unit }: { readonly count: number; readonly unit: string }): string {
  return `${numberText(count)}${unit}`;
}

/** 2023年1月30日 */
export function dateText(date: PlainDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** 甲、乙、丙 */
export function listed(items: readonly string[]): string {
  return items.join('、');
}
