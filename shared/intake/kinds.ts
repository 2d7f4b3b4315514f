/** The kinds of row an import takes: columns in their order, headings, and what a cell may hold. */
import {
  APPEAL_KIND_LABELS,
  APPEAL_OUTCOME_LABELS,
  CHANNEL_LABELS,
  DECISION_KIND_LABELS,
  DOCUMENT_KIND_LABELS,
  MEDIUM_LABELS,
  ROUTE_LABELS,
  SATISFACTION_LABELS,
} from '#shared/glossary/choices.ts';
import { TYPE_LABELS } from '#shared/hotline/first-lists.ts';
import {
  APPLICANT_CHOICES,
  type Choice,
  CO_DEFENDANT,
  choice,
  choices,
  outcomeChoices,
} from './parse-choices.ts';

/** `label`: an entry of a list or a name that figures are summed under; `code`: text that tells people apart by its digits. */
export type ColumnType = TextType | 'date' | 'instant' | 'choice' | 'integer' | 'yuan';
type TextType = 'identity' | 'code' | 'text' | 'label';

export type ColumnSpec = {
  readonly key: string;
  readonly headings: readonly [key: string, heading: string, ...others: string[]];
  readonly type: ColumnType;
  readonly required: boolean;
  /** For `choice`. */
  readonly choices?: readonly Choice[];
  /** For a list that changes: that of the year of the date it is filled together with. */
  readonly choicesIn?: (year: number) => readonly Choice[];
  /** What a blank cell stands for. */
  readonly default?: string | number;
  /** A day after today is refused unless this is set. */
  readonly mayBeFuture?: boolean;
  /** A bare date means the end of that day: what is due on a day may be done all day long. */
  readonly endOfDay?: boolean;
};

export const IMPORT_KINDS = [
  'applications',
  'hotline',
  'appeals',
  'publications',
  'documents',
  'decisions',
  'fees',
  'figures',
] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export type KindSpec = {
  readonly kind: ImportKind;
  readonly columns: readonly ColumnSpec[];
  /** Columns that are filled both or not at all. */
  readonly together?: readonly [string, string];
  /** Of each pair the first may not be on a later day than the second. */
  readonly order?: readonly (readonly [string, string])[];
  /** `column` is required where `when` is `is`. */
  readonly requiredWhen?: { readonly column: string; readonly when: string; readonly is: string };
};

const NUMBER = '编号|序号';
type Extra = Partial<Pick<ColumnSpec, 'choices' | 'choicesIn' | 'default' | 'mayBeFuture' | 'endOfDay'>>;

/** `name` is the English key, with `!` where the column is required; `headings` are separated by `|`. */
function column(
  type: ColumnType,
  [name, headings]: readonly [string, string],
  extra: Extra = {},
): ColumnSpec {
  const required = name.endsWith('!');
  const key = required ? name.slice(0, -1) : name;
  const [heading = '', ...others] = headings.split('|');
  return { key, headings: [key, heading, ...others], type, required, ...extra };
}

export const KINDS: Readonly<Record<ImportKind, KindSpec>> = {
  applications: {
    kind: 'applications',
    columns: [
      column('identity', ['number!', '申请编号']),
      column('date', ['receivedOn!', '收到日期']),
      column('choice', ['channel', '申请渠道'], {
        choices: choices(CHANNEL_LABELS),
      }),
      column('choice', ['applicantType!', '申请人类型'], { choices: APPLICANT_CHOICES }),
      column('text', ['applicantName', '申请人']),
      column('code', ['contact', '联系方式']),
      column('code', ['identity', '身份证明']),
      column('text', ['subject!', '申请内容']),
      column('choice', ['outcome', '办理结果'], { choicesIn: outcomeChoices }),
      column('date', ['decidedOn', '答复日期']),
    ],
    together: ['outcome', 'decidedOn'],
    order: [['receivedOn', 'decidedOn']],
  },
  hotline: {
    kind: 'hotline',
    columns: [
      column('identity', ['number!', '工单编号']),
      column('instant', ['receivedAt!', '受理时间']),
      column('label', ['source', '来源'], { default: '12345热线' }),
      column('choice', ['type', '诉求类型'], { choices: choices(TYPE_LABELS) }),
      column('label', ['topic', '事项']),
      column('label', ['subdistrict', '街道|所属街道|街道名称|镇街|所属镇街']),
      column('text', ['address', '地址|发生地址|事发地址|诉求地址|详细地址']),
      column('label', ['department', '承办单位']),
      column('instant', ['dueAt', '办理时限'], { mayBeFuture: true, endOfDay: true }),
      column('instant', ['closedAt', '办结时间']),
      column('choice', ['satisfaction', '满意度'], { choices: choices(SATISFACTION_LABELS) }),
    ],
    order: [
      ['receivedAt', 'dueAt'],
      ['receivedAt', 'closedAt'],
    ],
  },
  appeals: {
    kind: 'appeals',
    columns: [
      column('identity', ['number!', '案号']),
      column('choice', ['kind!', '类别'], { choices: choices(APPEAL_KIND_LABELS) }),
      column('choice', ['route', '起诉方式'], {
        choices: choices(ROUTE_LABELS),
      }),
      column('date', ['openedOn!', '受理日期']),
      column('identity', ['application', '关联申请编号']),
      column('choice', ['coDefendant', '共同被告'], { choices: CO_DEFENDANT }),
      column('choice', ['outcome', '结果'], {
        choices: choices(APPEAL_OUTCOME_LABELS),
      }),
      column('date', ['concludedOn', '审结日期']),
    ],
    together: ['outcome', 'concludedOn'],
    order: [['openedOn', 'concludedOn']],
    requiredWhen: { column: 'route', when: 'kind', is: 'suit' },
  },
  publications: {
    kind: 'publications',
    columns: [
      column('identity', ['number!', NUMBER]),
      column('date', ['publishedOn!', '公开日期']),
      column('label', ['column', '栏目']),
      column('text', ['title', '标题']),
      column('choice', ['medium!', '渠道'], {
        choices: choices(MEDIUM_LABELS),
      }),
      column('text', ['url', '网址|链接']),
    ],
  },
  documents: {
    kind: 'documents',
    columns: [
      column('identity', ['number!', '文号']),
      column('choice', ['kind!', '类别'], {
        choices: [...choices(DOCUMENT_KIND_LABELS), choice('normativeDocument', '规范性文件')],
      }),
      column('text', ['title', '标题|名称']),
      column('date', ['issuedOn!', '制发日期']),
      column('date', ['repealedOn', '废止日期']),
    ],
    order: [['issuedOn', 'repealedOn']],
  },
  decisions: {
    kind: 'decisions',
    columns: [
      column('identity', ['number!', `${NUMBER}|文号|决定书文号`]),
      column('choice', ['kind!', '类别'], { choices: choices(DECISION_KIND_LABELS) }),
      column('date', ['decidedOn!', '决定日期']),
      column('integer', ['count', '件数'], { default: 1 }),
      column('integer', ['refused', '其中不予许可']),
    ],
  },
  fees: {
    kind: 'fees',
    columns: [
      column('identity', ['number!', `${NUMBER}|票据号`]),
      column('date', ['receivedOn!', '收费日期|收到日期']),
      column('yuan', ['amount!', '金额']),
      column('label', ['item', '收费项目|项目']),
    ],
  },
  figures: {
    kind: 'figures',
    columns: [
      column('identity', ['number!', NUMBER]),
      column('date', ['recordedOn!', '日期']),
      column('label', ['name!', '名称']),
      column('integer', ['count!', '数量']),
      column('label', ['unit!', '单位']),
      column('text', ['source', '出处']),
    ],
  },
};
