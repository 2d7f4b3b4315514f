/** Which column an unknown heading may mean: said to the person, never taken for it. */
import type { ColumnSpec } from './kinds.ts';
import { tidy } from './parse-headings.ts';

/** Words that offices use for one another, and traditional characters for the simplified ones of our headings. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/时间|日子|時間/gu, '日期'],
  [/号码|单号|序号|號碼|編號|號/gu, '编号'],
  [/部门|机关|机构|單位|部門/gu, '单位'],
  [/结论|情况|結果/gu, '结果'],
  [/数量|數量|件數/gu, '件数'],
  [/來/gu, '来'],
  [/類/gu, '类'],
  [/辦/gu, '办'],
  [/請/gu, '请'],
  [/內/gu, '内'],
  [/訴/gu, '诉'],
  [/標題/gu, '标题'],
];
const LEAST = 0.3;

/** Of `columns` the one whose name the heading has most in common with; undefined where it has little with any. */
export function nearestColumn(heading: string, columns: readonly ColumnSpec[]): ColumnSpec | undefined {
  let best: ColumnSpec | undefined;
  let most = LEAST;
  for (const column of columns)
    for (const name of column.headings) {
      const score = likeness(plain(heading), plain(name));
      if (score > most) [best, most] = [column, score];
    }
  return best;
}

function plain(name: string): string {
  return SAME.reduce((text, [written, meant]) => text.replace(written, meant), tidy(name));
}

/** Pairs of neighbouring characters in common, from 0 to 1; a name that contains the other is nearer than that. */
function likeness(one: string, other: string): number {
  if (one === '' || other === '') return 0;
  if (one === other) return 1;
  const [pairs, others] = [pairsIn(one), pairsIn(other)];
  const common = pairs.filter((pair) => others.includes(pair)).length;
  const share = (2 * common) / Math.max(1, pairs.length + others.length);
  const isHan = /\p{Script=Han}/u.test(other);
  const within = isHan && other.length > 1 && (one.includes(other) || other.includes(one)) ? 0.8 : 0;
  return Math.max(share, within);
}

function pairsIn(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
}
