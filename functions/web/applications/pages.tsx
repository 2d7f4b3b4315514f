/** An application's list, case page and steps, as far as they differ from those of other cases. */

import type { Application } from '#shared/disclosure/application.ts';
import type { ClockState } from '#shared/disclosure/clock.ts';
import type { Explanation } from '#shared/disclosure/explanation.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { openOrders } from '#shared/disclosure/reply-orders.ts';
import { CHANNEL_LABELS } from '#shared/glossary/choices.ts';
import { APPLICANT_TYPE_LABELS, OUTCOMES } from '#shared/glossary.ts';
import { explainApplication } from '#shared/redating/explain-case.ts';
import type { CaseSummary } from '#shared/store/views.ts';
import type { CaseHead, CasePages } from '../cases/case-kind.ts';
import { HANDLING_STEPS } from '../cases/handling-steps.ts';
import {
  assigneeColumn,
  assigneeFacets,
  concludedColumn,
  dueColumn,
  numberColumn,
  openedColumn,
  statusColumn,
} from '../cases/list-columns.tsx';
import { leftText } from '../cases/progress.tsx';
import type { Situation } from '../cases/step-form.ts';
import type { Web } from '../frame/web.ts';
import { LETTERS_AFTER_STEPS } from '../letters/after-step.ts';
import { LettersLink } from '../letters/list-page.tsx';
import type { Facet, ListColumn } from '../lists/list.ts';
import { choicesOf } from '../look/fields.tsx';
import { CLOCK_STATES, CLOSED_TEXTS, outcomeText } from '../wording/terms.ts';
import { endText, labelOf } from '../wording/word.ts';
import { notesOf } from './case-notes.tsx';
import { DuePanel } from './due-panel.tsx';
import { linkedAppeals, linkedCalls } from './linked-cases.tsx';
import { sameApplicant } from './same-applicant.tsx';
import { applicationStages } from './stages.ts';
import { APPLICATION_STEPS } from './steps.ts';

const PATH = '/applications';

/** The reply's date; while the applicant is awaited, who and until when. */
function dueCell({ status, dueOn, stepDueOn, provisional, facts }: CaseSummary): string {
  if (status !== 'open') return '';
  const counted = { provisional, earliest: facts.earliest === true };
  if (dueOn !== null) return endText(dueOn, counted);
  if (facts.state === 'redoing') return '';
  const awaited = labelOf(CLOCK_STATES, facts.state);
  return stepDueOn === null ? '' : `${awaited}至 ${endText(stepDueOn, counted)}`;
}

const COLUMNS: readonly ListColumn<CaseSummary>[] = [
  numberColumn('application'),
  openedColumn('收到日期', ({ status, openedOn }) => (status === 'unconfirmed' ? '待确认' : openedOn)),
  { title: '申请人类型', cell: ({ facts }) => labelOf(APPLICANT_TYPE_LABELS, facts.applicantType) },
  statusColumn(),
  assigneeColumn,
  dueColumn('答复期限', dueCell),
  concludedColumn('办结日期'),
  { title: '办理结果', cell: ({ facts }) => (facts.outcome ? outcomeText(String(facts.outcome)) : '') },
];

const FACETS: readonly Facet[] = [
  { name: 'applicantType', label: '申请人类型', choices: choicesOf(APPLICANT_TYPE_LABELS) },
  { name: 'channel', label: '申请渠道', choices: choicesOf(CHANNEL_LABELS) },
  {
    name: 'outcome',
    label: '办理结果',
    choices: OUTCOMES.map((value) => ({ value, label: outcomeText(value) })),
  },
];

function dueHere({ file, context }: Situation<Application>, web: Pick<Web, 'house'>): Promise<Explanation> {
  const { office, state } = file;
  return explainApplication(web.house.log, { office, state, on: context.today });
}

function statusOf(state: Application, due: Explanation): CaseHead['status'] {
  if (state.voided) return ['off', '已作废'];
  if (state.splitInto.length > 0) return ['off', '已拆分'];
  if (due.ordered !== null && state.conclusion !== null) return ['busy', '待重新答复'];
  if (state.conclusion !== null) return ['good', state.archived ? '已归档' : '已办结'];
  return due.state === 'unconfirmed' ? ['plain', '待确认收到'] : ['busy', CLOCK_STATES[due.state]];
}

/** What runs while the applicant is awaited. */
const PERIODS: Readonly<Partial<Record<ClockState, string>>> = {
  awaitingCorrection: '补正期限',
  awaitingPayment: '缴费期限',
};

async function head(situation: Situation<Application>, web: Pick<Web, 'house'>): Promise<CaseHead> {
  const { state } = situation.file;
  const due = await dueHere(situation, web);
  const { texts, conclusion } = state;
  const text = (key: string): string => texts[key] ?? '';
  const optional = (label: string, value: string): [string, string][] =>
    value === '' ? [] : [[label, value]];
  return {
    subject: texts.subject ?? '',
    status: statusOf(state, due),
    facts: [
      ['申请人', text('applicantName') || `（${nameMissing(situation)}）`],
      ['申请人类型', APPLICANT_TYPE_LABELS[state.applicantType]],
      ...optional('代理人', text('agent')),
      ...optional('身份证明', text('identity')),
      ...optional('联系方式', text('contact')),
      ...optional('申请渠道', state.channel === null ? '' : CHANNEL_LABELS[state.channel]),
      ['收到日期', state.receivedOn ?? '待确认'],
      ...optional('答复期限', conclusion === null ? dueText(due) : (due.dueOn ?? '')),
      ...optional('办结日期', conclusion?.on ?? ''),
      ...optional('办理结果', conclusion === null ? '' : outcomeText(conclusion.outcome)),
      ...optional('内容描述', text('description')),
    ],
    notes: notesOf(situation.file.number, state, due),
    deadline: { name: PERIODS[due.state] ?? '答复期限', clock: due, on: due.on },
    stages: applicationStages(state, due),
  };
}

function nameMissing({ file }: Situation): string {
  const closed = file.events.find(({ closed }) => closed !== null)?.closed ?? null;
  return closed === null ? '未登记' : CLOSED_TEXTS[closed];
}

function dueText(due: Explanation): string {
  const { dueOn, state } = due;
  // of an entry that was voided or split nothing is due
  if (dueOn === null || state === 'concluded') return '';
  return [endText(dueOn, due), leftText(due, due.on)].filter(Boolean).join('，');
}

/** What has to come first, then what ends the case, then what moves its date. */
const LIKELY = [
  'ConfirmReceipt',
  'RecordCorrection',
  'RecordFeePayment',
  'RecordThirdPartyReply',
  'RecordOrganReply',
  'Reply',
  'RequestCorrection',
  'ConsultThirdParty',
  'ExtendReply',
  'CloseUncorrected',
  'CloseUnpaid',
  'RecordService',
  'Archive',
];

export const APPLICATION_PAGES: CasePages<Application> = {
  kind: 'application',
  caseKind: disclosureKind,
  path: PATH,
  section: 'applications',
  title: '依申请公开',
  dated: '收到日期',
  steps: [...APPLICATION_STEPS, ...HANDLING_STEPS],
  // a reply is redone where that is ordered
  likely: (state) => (openOrders(state).length > 0 ? ['RedoReply', ...LIKELY] : LIKELY),
  columns: COLUMNS,
  about: { subject: '申请内容', person: '申请人' },
  facets: async (web, office) => [...FACETS, ...(await assigneeFacets(web, office))],
  head,
  more: async (_c, situation, web) => (
    <>
      <DuePanel due={await dueHere(situation, web)} state={situation.file.state} />
      {await sameApplicant(situation, web)}
      {await linkedAppeals(situation, web)}
      {await linkedCalls(situation, web)}
    </>
  ),
  aside: (_c, { file }) => <LettersLink number={file.number} state={file.state} />,
  letters: LETTERS_AFTER_STEPS,
  entry: [`${PATH}/new`, '登记申请'],
};
