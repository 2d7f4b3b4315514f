/** A figure's name, as `taizhang cell` takes it, in words: the form's for its tables, the product's for the rest. */
import {
  DOCUMENT_COLUMN_LABELS,
  TABLE2_ROW_LABELS,
  TABLE3_COLUMN_LABELS,
  TABLE3_ROW_TERMS,
  TABLE4_BLOCK_LABELS,
  TABLE4_COLUMN_LABELS,
} from '#shared/glossary.ts';
import { mapAndLabel } from '#shared/kernel/contribution.ts';
import { TABLE_CELLS, type TableCell } from '#shared/reporting/cell-name.ts';
import { sectionNumeral } from '#shared/reporting/document.ts';

const BLOCKS: Readonly<Record<string, string>> = {
  hotline: '12345热线',
  events: '各渠道事件',
  disclosure: '依申请公开',
  appeals: '行政复议和行政诉讼',
  publications: '主动公开',
  'narrative.figures': '登记数据',
  fees: '行政事业性收费',
};
const COUNTS: Readonly<Record<string, string>> = {
  received: '接收',
  receivedPreviousYear: '上年同期',
  yearOnYear: '同比',
  accepted: '受理',
  closed: '办结',
  closureRate: '办结率',
  closedOnTime: '按时办结',
  dueKnown: '已办结或者已到期',
  withoutDueDate: '没有办理时限',
  onTimeRate: '按时办结率',
  rated: '已评价',
  satisfied: '满意',
  fullySatisfied: '满意（不含基本满意）',
  satisfactionRate: '满意率',
  dailyAverage: '日均',
  bySource: '来源',
  byType: '诉求类型',
  byChannel: '申请渠道',
  concluded: '办结',
  byTopic: '事项',
  byDepartment: '承办单位',
  byMonth: '月份',
  total: '网站公开总数',
  byColumn: '栏目',
  byMedium: '渠道',
  misdispatched: '派单有误',
  rightlyDispatched: '一次派准',
  returned: '退单',
  extended: '延期',
  redone: '重办',
  reopened: '重办尚未办结',
  supervised: '列入督办',
  underSupervision: '督办中',
  followedUp: '已回访',
  pending: '在办',
  linkedTo: '关联工单',
  about: '所针对的申请',
  informationProcessing: '信息处理费',
};

const TABLES: Readonly<Record<string, string>> = { table2: '表二', table3: '表三', table4: '表四' };

export function cellLabel(name: string): string {
  const title = cellTitle(name);
  if (title !== null) return `${TABLES[name.slice(0, 6)] ?? ''} ${title}`;
  const section = /^narrative\.section([1-6])$/.exec(name);
  if (section !== null) return `第${sectionNumeral(Number(section[1]))}部分文字`;
  return counted(name);
}

/** `hotline.bySource["12345热线"]` is 12345热线 · 来源 · 12345热线. */
function counted(name: string): string {
  const [map, ...label] = mapAndLabel(name) ?? [name];
  const path = map.replace(/\[(\d+)\]$/, '.$1');
  const block = Object.keys(BLOCKS).find((one) => path === one || path.startsWith(`${one}.`));
  if (block === undefined) return '其他数字';
  const rest = path
    .slice(block.length + 1)
    .split('.')
    .filter((part) => part !== '');
  const words = rest.map((part) => COUNTS[part] ?? (/^\d+$/.test(part) ? `${Number(part) + 1}月` : ''));
  return [BLOCKS[block], ...words.filter(Boolean), ...label].join(' · ');
}

/** Table, row and column as printed; null for a name that is no cell of the tables. */
export function cellTitle(name: string): string | null {
  const cell = TABLE_CELLS.get(name);
  return cell === undefined ? null : wordsOf(cell).join(' · ');
}

function wordsOf(cell: TableCell): string[] {
  switch (cell.table) {
    case 'table2':
      return [
        TABLE2_ROW_LABELS[cell.row],
        ...(cell.column === null ? [] : [DOCUMENT_COLUMN_LABELS[cell.column]]),
      ];
    case 'table3':
      return [TABLE3_ROW_TERMS[cell.row].label.trim(), TABLE3_COLUMN_LABELS[cell.column]];
    case 'table4':
      return [TABLE4_BLOCK_LABELS[cell.row], TABLE4_COLUMN_LABELS[cell.column]];
  }
}
