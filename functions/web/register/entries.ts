/** The five registers: what each is called, and what its form asks. Together they are table 二 and the figures of the prose. */
import { DECISION_KIND_LABELS, DOCUMENT_KIND_LABELS, MEDIUM_LABELS } from '#shared/glossary/choices.ts';
import type { RegisterKind } from '#shared/register/events.ts';
import type { EntryField } from '../cases/entry-page.tsx';
import { choicesOf } from '../look/fields.tsx';

export type RegisterEntry = {
  readonly kind: RegisterKind;
  readonly command: string;
  readonly path: string;
  readonly title: string;
  readonly about: string;
  readonly dated: string;
  readonly fields: readonly EntryField[];
};

const number: EntryField = {
  name: 'case',
  kind: 'text',
  label: '编号',
  hint: '不填则自动编号',
  optional: true,
};
const date = (name: string, label: string): EntryField => ({ name, kind: 'date', label, sticky: true });

export const REGISTER_ENTRIES: readonly RegisterEntry[] = [
  {
    kind: 'publication',
    command: 'Publish',
    path: '/register/publications',
    title: '主动公开',
    about:
      '网站、微信等渠道发布的信息；报告只把网站的按栏目计数。应当公开还没有公开的，只填形成日期，列入待办，自形成或者变更之日起二十个工作日内公开（条例第二十六条）',
    dated: '公开日期',
    fields: [
      { name: 'title', kind: 'text', label: '标题', optional: true },
      { ...date('publishedOn', '公开日期'), hint: '还没有公开的不填' },
      {
        name: 'formedOn',
        kind: 'date',
        label: '形成或者变更日期',
        hint: '填了就计算公开期限；还没有公开的必填',
        optional: true,
      },
      {
        name: 'medium',
        kind: 'radio',
        label: '渠道',
        hint: '还没有公开的不选',
        sticky: true,
        choices: choicesOf(MEDIUM_LABELS),
      },
      { name: 'column', kind: 'text', label: '栏目', optional: true, sticky: true },
      { name: 'url', kind: 'text', label: '网址', optional: true },
      {
        name: 'publishBy',
        kind: 'date',
        label: '另有规定的公开期限',
        hint: '其他法律、法规对公开期限另有规定的才填',
        optional: true,
      },
      { name: 'reason', kind: 'text', label: '另有规定的依据', optional: true },
      number,
    ],
  },
  {
    kind: 'document',
    command: 'IssueDocument',
    path: '/register/documents',
    title: '规章、规范性文件',
    about: '条例第二十条第（一）项；现行有效件数由制发与废止得出',
    dated: '制发日期',
    fields: [
      { ...number, label: '文号', hint: '例如 示府规〔2026〕1号' },
      {
        name: 'kind',
        kind: 'radio',
        label: '类别',
        sticky: true,
        choices: choicesOf(DOCUMENT_KIND_LABELS),
      },
      { name: 'title', kind: 'text', label: '标题', optional: true },
      date('issuedOn', '制发日期'),
    ],
  },
  {
    kind: 'decision',
    command: 'RecordDecision',
    path: '/register/decisions',
    title: '许可、处罚、强制',
    about: '条例第二十条第（五）（六）项；可逐件登记，也可按日按月登记件数',
    dated: '决定日期',
    fields: [
      {
        name: 'kind',
        kind: 'radio',
        label: '类别',
        sticky: true,
        choices: choicesOf(DECISION_KIND_LABELS),
      },
      date('decidedOn', '决定日期'),
      { name: 'count', kind: 'number', label: '件数', first: '1' },
      {
        name: 'refused',
        kind: 'number',
        label: '其中不予许可',
        hint: '只有行政许可填写；没有的填 0',
        optional: true,
      },
      number,
    ],
  },
  {
    kind: 'fee',
    command: 'RecordFee',
    path: '/register/fees',
    title: '行政事业性收费',
    about: '条例第二十条第（八）项；退费记负数',
    dated: '收费日期',
    fields: [
      date('receivedOn', '收费日期'),
      { name: 'amount', kind: 'number', label: '金额（元）' },
      { name: 'item', kind: 'text', label: '收费项目', optional: true, sticky: true },
      number,
    ],
  },
  {
    kind: 'figure',
    command: 'RecordFigure',
    path: '/register/figures',
    title: '其他数据',
    about: '报告文字里还要写到的数字，例如监测预警、纠错、整改通报；同名的逐笔相加',
    dated: '日期',
    fields: [
      date('recordedOn', '日期'),
      { name: 'name', kind: 'text', label: '名称', sticky: true },
      { name: 'count', kind: 'number', label: '数量' },
      { name: 'unit', kind: 'text', label: '单位', sticky: true },
      { name: 'source', kind: 'text', label: '出处', optional: true },
      number,
    ],
  },
];
