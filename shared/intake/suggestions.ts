/** What may be done about a row that was rejected: said beside the reason, on the page and in the file that is mended. */
import { isKeyOf } from '#shared/kernel/keys.ts';
import type { Rejected } from './import-result.ts';
import { type ColumnSpec, KINDS } from './kinds.ts';
import { LATEST_FORM } from './parse-choices.ts';

const MOST_NAMED = 14;

const BY_CODE: Readonly<Record<string, string>> = {
  required: '补上这一格',
  badDate: '写成 2026-09-18 或 2026-09-18 09:30；次序、年份位数不同的，在导入页面选日期的写法',
  future: '核对年份，以及日月的次序有没有选错',
  dateOrder: '核对两个日期；日月次序或时区选错了也会这样',
  together: '两格都填，或者都空着',
  badNumber: '只写数字；号码被表格变成日期或科学计数法的，请把该列设为文本后重新填写',
  unreadable: '在表格软件里改成普通的文字或数值，保存后再导',
  stepHeld: '在该件页面作出这一步，由另一个账号批准；服务器上的命令行不受此限',
  conflict: '与已登记的这一件核对；登记有误的，在该件页面更正',
  columns: '看看内容里有没有没加引号的逗号，或者断成了几行',
  encoding: '在导入页面换一种编码，或者另存为 CSV UTF-8',
  tooLong: '缩短这一格',
  badCharacter: '删去这一格里看不见的字符：在表格软件里清空后重新键入',
};
const OTHERWISE = '改正以后再导这个文件，已登记的行不会重复';

export function suggestionFor(kind: string, { code, field }: Pick<Rejected, 'code' | 'field'>): string {
  const column = isKeyOf(KINDS, kind) ? KINDS[kind].columns.find(({ key }) => key === field) : undefined;
  if (code === 'badChoice') return choicesSaid(column);
  if (code === 'required' && column?.type === 'choice')
    return '补上这一格；文件里没有这一列的，可在导入页面为整列选定一个值';
  return isKeyOf(BY_CODE, code) ? (BY_CODE[code] ?? OTHERWISE) : OTHERWISE;
}

function choicesSaid(column: ColumnSpec | undefined): string {
  const labels = column === undefined ? [] : labelsOf(column);
  const more = labels.length > MOST_NAMED ? '等' : '';
  return `可填：${labels.slice(0, MOST_NAMED).join('、')}${more}；或者在导入页面写明这个值是哪一项`;
}

function labelsOf({ choices, choicesIn }: ColumnSpec): readonly string[] {
  return (choices ?? choicesIn?.(LATEST_FORM) ?? []).map(({ label }) => label);
}
