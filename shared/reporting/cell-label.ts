/** A figure's name, as `taizhang cell` takes it, in the words of the form. */
import {
  DOCUMENT_COLUMN_LABELS,
  type DocumentColumn,
  TABLE2_ROW_LABELS,
  TABLE3_COLUMN_LABELS,
  TABLE3_ROW_TERMS,
  TABLE4_BLOCK_LABELS,
  TABLE4_COLUMN_LABELS,
  type Table2Row,
  type Table3Column,
  type Table3Row,
  type Table4Block,
  type Table4Column,
} from '../glossary.ts';

const BLOCKS: Readonly<Record<string, string>> = {
  hotline: '12345热线',
  events: '各渠道事件',
  publications: '主动公开',
  'narrative.figures': '登记数据',
};
const COUNTS: Readonly<Record<string, string>> = {
  received: '接收',
  receivedPreviousYear: '上年同期',
  yearOnYear: '同比',
  accepted: '受理',
  closed: '办结',
  closureRate: '办结率',
  closedOnTime: '按时办结',
  onTimeRate: '按时办结率',
  rated: '已评价',
  satisfied: '满意',
  satisfactionRate: '满意率',
  dailyAverage: '日均',
  bySource: '来源',
  byType: '诉求类型',
  byTopic: '事项',
  byDepartment: '承办单位',
  byMonth: '月份',
  total: '网站公开总数',
  byColumn: '栏目',
  byMedium: '渠道',
};

/** A name that no form knows comes back as it is. */
export function cellLabel(name: string): string {
  const [table = ''] = name.split('.');
  if (table === 'table2') return table2(name);
  if (table === 'table3' || table === 'table4') return rowAndColumn(name);
  const section = /^narrative\.section([1-6])$/.exec(name);
  if (section !== null) return `第${'一二三四五六'.charAt(Number(section[1]) - 1)}部分文字`;
  return counted(name);
}

function table2(name: string): string {
  const [, row = '', column] = name.split('.');
  const label = TABLE2_ROW_LABELS[row as Table2Row] ?? row;
  const detail =
    column === undefined ? '' : ` · ${DOCUMENT_COLUMN_LABELS[column as DocumentColumn] ?? column}`;
  return `表二 ${label}${detail}`;
}

function rowAndColumn(name: string): string {
  const dot = name.lastIndexOf('.');
  const [row, column] = [name.slice(7, dot), name.slice(dot + 1)];
  if (name.startsWith('table4'))
    return `表四 ${TABLE4_BLOCK_LABELS[row as Table4Block] ?? row} · ${TABLE4_COLUMN_LABELS[column as Table4Column] ?? column}`;
  const term = TABLE3_ROW_TERMS[row as Table3Row];
  const label = term === undefined ? row : `${term.group ?? ''}${term.label}`;
  return `表三 ${label} · ${TABLE3_COLUMN_LABELS[column as Table3Column] ?? column}`;
}

/** `hotline.bySource["12345热线"]` is 12345热线 · 来源 · 12345热线. */
function counted(name: string): string {
  const at = name.indexOf('["');
  const path = at < 0 ? name : name.slice(0, at);
  const label = at < 0 ? [] : [String(JSON.parse(name.slice(at + 1, -1)))];
  const block = Object.keys(BLOCKS).find((one) => path === one || path.startsWith(`${one}.`));
  if (block === undefined) return name;
  const rest = path
    .slice(block.length + 1)
    .split('.')
    .filter((part) => part !== '');
  const words = rest.map((part) => COUNTS[part] ?? (/^\d+$/.test(part) ? `${Number(part) + 1}月` : part));
  return [BLOCKS[block], ...words, ...label].join(' · ');
}

/** The tie-out's name and what it compares, in one line: K1 `table3.total` is 表三 总计列：1 + 2 = 3.7 + 4. */
export function checkLabel({ id, scope }: { readonly id: string; readonly scope: string }): string {
  const [table = '', ...rest] = scope.split('.');
  const part = rest.join('.');
  switch (id) {
    case 'K1':
      return `表三“${columnLabel(part)}”列：新收加上年结转，应等于总计加结转下年度`;
    case 'K2':
      return `表三“${columnLabel(part)}”列：总计应等于各项办理结果之和`;
    case 'K3':
      return `表三“${TABLE3_ROW_TERMS[part as Table3Row]?.label ?? part}”行：总计应等于各类申请人之和`;
    case 'K4':
      return `表三“${columnLabel(part)}”列：上年结转应等于上年报告的结转下年度`;
    case 'K5':
      return `表二“${TABLE2_ROW_LABELS[part as Table2Row] ?? part}”：现行有效应等于上年现行有效加制发减废止`;
    case 'K6':
      return `表四“${TABLE4_BLOCK_LABELS[part as Table4Block] ?? part}”：总计应等于各项之和`;
    case 'K7':
      return `文字中的数字应与表中一致（${part}）`;
    default:
      return `应为不小于0的整数（${table}${part === '' ? '' : ` ${cellLabel(scope)}`}）`;
  }
}

function columnLabel(column: string): string {
  return TABLE3_COLUMN_LABELS[column as Table3Column] ?? column;
}
