/**
 * Table 二 of the trial form of the reports for 2019 and 2020 (国办公开办函〔2019〕60号). It asks for numbers of items that no case
 * stands behind: they are printed from figures recorded under these names (`import figures`), and left blank where nobody
 * recorded one.
 */
import type { FormCell, FormTable } from './layout.ts';

const ITEMS = ['上一年项目数量', '本年增/减'];

function itemRow(name: string, decisions: string): FormCell[] {
  return [
    { label: name },
    ...ITEMS.map((what) => ({ figure: `figures:${name}${what}` })),
    { figure: decisions },
  ];
}

function documentRow(label: string, row: string): FormCell[] {
  return [
    { label },
    { figure: `table2.${row}.issued` },
    { figure: `table2.${row}.issued` },
    { figure: `table2.${row}.inForce` },
  ];
}

const HEAD = [
  { label: '信息内容' },
  { label: '上一年项目数量' },
  { label: '本年增/减' },
  { label: '处理决定数量' },
];
export const TABLE2: FormTable = {
  number: 2,
  title: '二、主动公开政府信息情况',
  width: 4,
  rows: [
    [{ label: '第二十条第（一）项', columns: 4 }],
    [
      { label: '信息内容' },
      { label: '本年新制作数量' },
      { label: '本年新公开数量' },
      { label: '对外公开总数量' },
    ],
    documentRow('规章', 'regulations'),
    documentRow('规范性文件', 'normativeDocuments'),
    [{ label: '第二十条第（五）项', columns: 4 }],
    HEAD,
    itemRow('行政许可', 'table2.licences'),
    itemRow('其他对外管理服务事项', 'figures:其他对外管理服务事项处理决定数量'),
    [{ label: '第二十条第（六）项', columns: 4 }],
    HEAD,
    itemRow('行政处罚', 'table2.penalties'),
    itemRow('行政强制', 'table2.coercions'),
    [{ label: '第二十条第（八）项', columns: 4 }],
    [{ label: '信息内容' }, { label: '上一年项目数量' }, { label: '本年增/减', columns: 2 }],
    [
      { label: '行政事业性收费' },
      { figure: 'figures:行政事业性收费上一年项目数量' },
      { figure: 'figures:行政事业性收费本年增/减', columns: 2 },
    ],
    [{ label: '第二十条第（九）项', columns: 4 }],
    [{ label: '信息内容' }, { label: '采购项目数量' }, { label: '采购总金额', columns: 2 }],
    [
      { label: '政府集中采购' },
      { figure: 'figures:政府集中采购项目数量' },
      { figure: 'figures:政府集中采购总金额', columns: 2 },
    ],
  ],
};
