/** Which column an unknown heading may mean: said to the person, never taken for it. */
import type { ColumnSpec } from './kinds.ts';
import { tidy } from './parse-headings.ts';

/** Words that offices use for one another. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/时间|日子/gu, '日期'],
  [/号码|单号|序号/gu, '编号'],
  [/部门|机关|机构/gu, '单位'],
  [/结论|情况/gu, '结果'],
  [/数量/gu, '件数'],
];
/** Traditional characters of headings, and the simplified ones. */
const [TRADITIONAL, SIMPLIFIED] = [
  '時間號碼編單門關機構結論況數來類別辦請內訴標題處務電話稱網員區縣點項滿復覆發佈開應決許罰強費額據實證審級屬',
  '时间号码编单门关机构结论况数来类别办请内诉标题处务电话称网员区县点项满复复发布开应决许罚强费额据实证审级属',
];

export function simplified(text: string): string {
  return text.replace(/\p{Script=Han}/gu, (one) => SIMPLIFIED[TRADITIONAL.indexOf(one)] ?? one);
}

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
  return SAME.reduce((text, [written, meant]) => text.replace(written, meant), simplified(tidy(name)));
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
