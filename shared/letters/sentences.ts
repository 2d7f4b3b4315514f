/** What a person typed becomes sentences of a letter: one full stop at the end, and never two. */
import type { Fact } from '#shared/disclosure/letters.ts';

/** Worded by a person; all the others are names, days, numbers and phrases of the product. */
const TYPED: readonly Fact[] = [
  '申请内容',
  '补正事项',
  '延长补正理由',
  '延期理由',
  '延迟理由',
  '纠正理由',
  '数量频次情况',
  '收到材料',
  '获取途径',
  '不予公开部分',
  '禁止公开的规定',
  '无法提供部分',
  '无法提供的理由',
  '理由',
  '检索情况',
  '负责机关',
  '决定公开的内容',
  '公开的理由',
  '转送材料',
  '补充说明',
  '计费过程',
];
const WORDED: ReadonlySet<string> = new Set(TYPED);

/** The applicant's own words end as they did. */
const QUOTED: Fact = '申请内容';

const STOPS = /(?<![。．.；;，,、\s])[。．.；;，,、\s]+$/;
/** What the template itself goes on with, a closing quotation mark before it or not. */
const GOES_ON = /^[”’"』」）)]*[。；，、]/;
const ENDED = /[。！？!?…；：:”’』」]$/;
const ENUMERATED = /^[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]/;

/** `value` as it stands in a paragraph that goes on with `rest`. */
export function worded(name: string, value: string, rest: string): string {
  if (!WORDED.has(name) || value.trim() === '') return value;
  if (GOES_ON.test(rest)) return value.replace(STOPS, '');
  return rest.trim() === '' && name !== QUOTED ? ended(value) : value;
}

/** Every line that is a paragraph or an item of its own. */
function ended(value: string): string {
  const lines = value.trimEnd().split('\n');
  const stop = (line: string, isLast: boolean): string => {
    const text = line.trimEnd();
    if (text === '' || ENDED.test(text)) return text;
    return `${text.replace(STOPS, '')}${!isLast && ENUMERATED.test(text) ? '；' : '。'}`;
  };
  return lines.map((line, index) => stop(line, index === lines.length - 1)).join('\n');
}
