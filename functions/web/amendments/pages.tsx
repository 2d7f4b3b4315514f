/** Requests to correct a record about oneself (条例41): their list, page and steps. */
import { amendmentKind } from '#shared/amendment/kind.ts';
import type { AmendmentState } from '#shared/amendment/state.ts';
import { AMENDMENT_DECISION_LABELS } from '#shared/glossary/choices.ts';
import { APPLICANT_TYPE_LABELS } from '#shared/glossary.ts';
import type { CaseSummary } from '#shared/store/views.ts';
import type { CaseHead, CasePages } from '../cases/case-kind.ts';
import { HANDLING_STEPS } from '../cases/handling-steps.ts';
import {
  assigneeColumn,
  assigneeFacets,
  concludedColumn,
  numberColumn,
  openedColumn,
  statusColumn,
} from '../cases/list-columns.tsx';
import { CORRECT_TEXT } from '../cases/mend-steps.ts';
import type { Situation, StepForm } from '../cases/step-form.ts';
import { correctDate, datesOf, on, reason, remedy, step, VOID_ENTRY } from '../cases/step-parts.ts';
import type { Facet, ListColumn } from '../lists/list.ts';
import { type Choice, choicesOf } from '../look/fields.tsx';
import { labelOf } from '../wording/word.ts';

export const AMENDMENTS = '/amendments';
const DECISIONS: readonly Choice[] = choicesOf(AMENDMENT_DECISION_LABELS);

const STEPS: readonly StepForm<AmendmentState>[] = [
  step('DecideAmendment', '作出处理', {
    about: '审核属实的予以更正并告知；不属于本机关职能范围的，转送或者告知申请人（条例第四十一条）',
    fields: [
      on('处理日期'),
      { name: 'decision', kind: 'select', label: '处理结果', choices: () => DECISIONS },
      {
        name: 'organ',
        kind: 'text',
        label: '有权更正的行政机关',
        hint: '转送或者告知向其提出的必填',
        optional: true,
      },
      { ...reason, hint: '不予更正的必填', optional: true },
    ],
  }),
  step('WithdrawAmendment', '申请人撤回', { about: '申请人不再要求更正', fields: [on('撤回日期')] }),
  CORRECT_TEXT,
  correctDate(({ file }) => datesOf(file.state.steps)),
  remedy('CorrectOutcome', '更正处理结果', {
    about: '原来的结果留在办理经过里',
    fields: [
      on('更正日期'),
      { name: 'outcome', kind: 'select', label: '正确的结果', choices: () => DECISIONS },
      reason,
    ],
  }),
  VOID_ENTRY,
];

const COLUMNS: readonly ListColumn<CaseSummary>[] = [
  numberColumn('amendment'),
  openedColumn('收到日期'),
  statusColumn(),
  assigneeColumn,
  concludedColumn('处理日期'),
  {
    title: '处理结果',
    cell: ({ facts }) => labelOf(AMENDMENT_DECISION_LABELS, facts.decision),
  },
];

const FACETS: readonly Facet[] = [
  { name: 'applicantType', label: '申请人类型', choices: choicesOf(APPLICANT_TYPE_LABELS) },
  { name: 'decision', label: '处理结果', choices: DECISIONS },
];

function head({ file }: Situation<AmendmentState>): CaseHead {
  const { state } = file;
  const { texts, decision, endedOn } = state;
  const optional = (label: string, value: string | null | undefined): (readonly [string, string])[] =>
    value ? [[label, value]] : [];
  return {
    subject: texts.subject ?? '',
    status: statusOf(state),
    facts: [
      ['收到日期', state.requestedOn],
      ['申请人类型', APPLICANT_TYPE_LABELS[state.applicantType]],
      ...optional('申请人', texts.applicantName),
      ...optional('认为不准确之处', texts.description),
      ...optional('证据材料', texts.evidence),
      ...optional('处理日期', endedOn),
      ...optional('处理结果', decision && AMENDMENT_DECISION_LABELS[decision]),
      ...optional('有权更正的行政机关', texts.organ),
    ],
    notes: [],
  };
}

function statusOf({ voided, endedOn, withdrawn }: AmendmentState): CaseHead['status'] {
  if (voided) return ['off', '已作废'];
  if (withdrawn) return ['off', '已撤回'];
  return endedOn === null ? ['busy', '办理中'] : ['good', '已办结'];
}

export const AMENDMENT_PAGES: CasePages<AmendmentState> = {
  kind: 'amendment',
  caseKind: amendmentKind,
  path: AMENDMENTS,
  section: 'amendments',
  title: '信息更正申请',
  dated: '收到日期',
  steps: [...STEPS, ...HANDLING_STEPS],
  columns: COLUMNS,
  about: { subject: '要求更正的信息', person: '申请人' },
  facets: async (web, office) => [...FACETS, ...(await assigneeFacets(web, office))],
  head,
  entry: [`${AMENDMENTS}/new`, '登记更正申请'],
};
