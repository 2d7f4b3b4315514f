/** A hotline case's list, page and steps, as far as they differ from those of other cases. */

import type { Child } from 'hono/jsx';
import { SATISFACTION_LABELS } from '#shared/glossary/choices.ts';
import { explainHotline, type HotlineCaseClock } from '#shared/hotline/explanation.ts';
import { TYPE_LABELS } from '#shared/hotline/first-lists.ts';
import { hourLimit } from '#shared/hotline/hour-limit.ts';
import { hotlineKind } from '#shared/hotline/kind.ts';
import { type ListName, offeredOn } from '#shared/hotline/lists.ts';
import type { HotlineState } from '#shared/hotline/state.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { explainHotlineCase } from '#shared/redating/explain-case.ts';
import type { House } from '#shared/store/house.ts';
import type { CaseSummary } from '#shared/store/views.ts';
import { caseLink } from '../cases/case-address.tsx';
import type { CaseHead, CasePages } from '../cases/case-kind.ts';
import { HotlineClockPanel } from '../cases/clock-panels.tsx';
import { CALL_HANDLING_STEPS } from '../cases/handling-steps.ts';
import {
  assigneeFacets,
  dueColumn,
  numberColumn,
  openedColumn,
  statusColumn,
} from '../cases/list-columns.tsx';
import type { Situation } from '../cases/step-form.ts';
import type { Web } from '../frame/web.ts';
import type { Facet, ListColumn } from '../lists/list.ts';
import { Banner } from '../look/banner.tsx';
import { choicesOf } from '../look/fields.tsx';
import { STATUS_LABELS } from '../wording/terms.ts';
import { minute, provisionalText } from '../wording/word.ts';
import { settingsOf, typeText } from './choices.ts';
import { MergedCalls, mergedCalls } from './merged-calls.tsx';
import { hotlineStages } from './stages.ts';
import { HOTLINE_STEPS } from './steps.ts';

export const HOTLINE = '/hotline';
export const ANSWERS = `${HOTLINE}/answers`;

const fact = ({ facts }: CaseSummary, name: string): string => String(facts[name] ?? '');

export function typeOf(summary: CaseSummary): string {
  const type = fact(summary, 'type');
  return TYPE_LABELS[type] ?? type;
}

export const HOTLINE_COLUMNS: readonly ListColumn<CaseSummary>[] = [
  numberColumn('hotline'),
  openedColumn('受理时间', (one) => minute(fact(one, 'receivedAt'))),
  { title: '来源', cell: (one) => fact(one, 'source') },
  { title: '类型', cell: typeOf },
  { title: '事项', cell: (one) => fact(one, 'topic') },
  { title: '街道', cell: (one) => fact(one, 'subdistrict') },
  { title: '承办单位', cell: (one) => fact(one, 'department') },
  dueColumn('办理时限', ({ status, dueOn, provisional }) =>
    status === 'open' ? provisionalText(dueOn ?? '未定', provisional) : '',
  ),
  statusColumn(({ status, concludedOn }) => {
    if (status === 'voided') return ['off', STATUS_LABELS.voided];
    if (status === 'open') return ['busy', STATUS_LABELS.open];
    return concludedOn === null ? ['off', '另行处理'] : ['good', STATUS_LABELS.concluded];
  }),
];
export const HOTLINE_ABOUT = { subject: '诉求内容', person: '诉求人' } as const;

/** The office's own lists are offered as they stand today; a case may hold an entry that no longer is. */
async function facets(web: Web, office: string): Promise<readonly Facet[]> {
  const { house } = web;
  const lists = await officeSettings(house.log, office).lists();
  const on = dateOfInstant(house.clock.now());
  const types = offeredOn(lists, 'types', on).map(({ key, label }) => ({ value: key, label }));
  const suggested = (list: ListName) => offeredOn(lists, list, on).map(({ label }) => label);
  return [
    { name: 'type', label: '类型', choices: types },
    { name: 'source', label: '来源', suggested: suggested('sources') },
    { name: 'topic', label: '事项', suggested: suggested('topics') },
    { name: 'subdistrict', label: '街道', suggested: suggested('subdistricts') },
    { name: 'department', label: '承办单位', suggested: suggested('departments') },
    ...(await assigneeFacets(web, office)).filter(({ name }) => name === 'person'),
    { name: 'satisfaction', label: '满意度', choices: choicesOf(SATISFACTION_LABELS) },
  ];
}

function clockHere(situation: Situation<HotlineState>): HotlineCaseClock {
  return explainHotline(situation.file.state, settingsOf(situation).calendar, situation.context.today);
}

/** Of a case that is closed, by the calendar as it was known then. */
async function clockPanel(situation: Situation<HotlineState>, house: House): Promise<Child> {
  const { commits, state } = situation.file;
  const clock = await explainHotlineCase(house.log, { commits, state, on: situation.context.today });
  const byTheHour = hourLimit(state, situation.now);
  return <HotlineClockPanel clock={clock} ended={statusOf(state)[1]} byTheHour={byTheHour} />;
}

function statusOf(state: HotlineState): CaseHead['status'] {
  if (state.voided) return ['off', '已作废'];
  if (state.mergedInto !== null) return ['off', '已并案'];
  if (state.rejected) return ['off', '不予受理'];
  if (state.closedAt !== null) return ['good', '已办结'];
  if (state.redirected) return ['off', '已转依申请公开'];
  if (state.repliedAt !== null) return ['busy', '已答复，待办结'];
  if (state.dispatched)
    return ['busy', state.departmentRepliedAt === null ? '承办中' : '承办单位已答复，待答复诉求人'];
  return state.accepted || state.redone ? ['busy', '待派发'] : ['plain', '待受理'];
}

function head(situation: Situation<HotlineState>): CaseHead {
  const { state } = situation.file;
  const { texts } = state;
  const said = (key: string): string => texts[key] ?? '';
  const optional = (label: string, value: Child): [string, Child][] =>
    value === '' || value === null ? [] : [[label, value]];
  const { dueAt, dueProvisional, closedAt, satisfaction, mergedInto, application, department } = state;
  return {
    subject: [typeText(situation), state.topic ?? ''].filter(Boolean).join(' · '),
    status: statusOf(state),
    facts: [
      ['受理时间', minute(state.receivedAt)],
      ['来源', state.source],
      ...optional('诉求人', said('caller')),
      ...optional('联系方式', said('contact')),
      ...optional('街道', state.subdistrict ?? ''),
      ...optional('地址', said('address')),
      ...optional('承办单位', department ?? ''),
      ...optional('办理时限', dueAt === null ? '' : provisionalText(minute(dueAt), dueProvisional)),
      ...optional('办结时间', closedAt === null ? '' : minute(closedAt)),
      ...optional('满意度', satisfaction === null ? '' : SATISFACTION_LABELS[satisfaction]),
      ...optional('重复来电', state.repeatOf === null ? null : caseLink('hotline', state.repeatOf)),
      ...optional('并入', mergedInto === null ? null : caseLink('hotline', mergedInto)),
      ...optional('关联申请', application === null ? null : caseLink('application', application)),
      ...optional('诉求内容', texts.description ?? ''),
    ],
    notes: notesOf(situation),
    deadline: { name: '办理时限', clock: clockHere(situation), on: situation.context.today },
    stages: hotlineStages(state),
  };
}

/** What must not be overlooked: overdue, under supervision, a caller who was shown another way. */
function notesOf(situation: Situation<HotlineState>): Child[] {
  const { state } = situation.file;
  const clock = clockHere(situation);
  const open = clock.state !== 'concluded';
  return [
    ...(state.supervised && open ? [<Banner kind="warning">督办件，请优先办理。</Banner>] : []),
    ...(state.redirected && state.application === null
      ? [
          <Banner kind="info">
            已告知诉求人依申请公开的渠道。收到书面申请并登记以后，再在此关联；现在没有产生申请。
          </Banner>,
        ]
      : []),
  ];
}

export const HOTLINE_PAGES: CasePages<HotlineState> = {
  kind: 'hotline',
  caseKind: hotlineKind,
  path: HOTLINE,
  section: 'hotline',
  title: '热线工单',
  dated: '受理日期',
  steps: [...HOTLINE_STEPS, ...CALL_HANDLING_STEPS],
  likely: () => [
    'AcceptHotlineCase',
    'Dispatch',
    'RecordDepartmentReply',
    'ReplyToCaller',
    'CloseHotlineCase',
    'RecordFollowUp',
    'ExtendHandling',
    'Redo',
  ],
  columns: HOTLINE_COLUMNS,
  about: HOTLINE_ABOUT,
  facets,
  head,
  more: async (_c, situation, { house }) => (
    <>
      {await clockPanel(situation, house)}
      <MergedCalls calls={await mergedCalls(house, situation.file.office, situation.file.number)} />
    </>
  ),
  entry: [`${HOTLINE}/new`, '接一个电话'],
};
