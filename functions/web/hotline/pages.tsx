/** A hotline case's list, page and steps, as far as they differ from those of other cases. */
import type { Child } from 'hono/jsx';
import type { HotlineState } from '../../../shared/hotline/state.ts';
import type { CaseSummary } from '../../../shared/store/views.ts';
import { explainHotlineCase } from '../../calendar/explain-case.ts';
import { hotlineRoom } from '../../record/room-hotline.ts';
import { type CaseHead, type CasePages, caseHref, type Shown } from '../cases/case-kind.ts';
import { HotlineClockPanel } from '../cases/clock-panels.tsx';
import { StatusTag } from '../cases/status-tag.tsx';
import type { Situation } from '../cases/step-form.ts';
import type { Column } from '../look/table.tsx';
import type { Web } from '../web.ts';
import { valueText } from '../wording/event-facts.ts';
import { maskedText } from '../wording/masked.ts';
import { provisionalText } from '../wording/provisional.ts';
import { HOTLINE_STEPS } from './steps.ts';

export const HOTLINE = '/hotline';

export const HOTLINE_COLUMNS: readonly Column<CaseSummary>[] = [
  { title: '编号', cell: ({ number }) => <a href={caseHref({ path: HOTLINE }, number)}>{number}</a> },
  { title: '受理时间', cell: ({ facts }) => minute(String(facts.receivedAt ?? '')) },
  { title: '来源', cell: ({ facts }) => String(facts.source ?? '') },
  { title: '类型', cell: ({ facts }) => (facts.type ? valueText('type', facts.type) : '未分类') },
  { title: '事项', cell: ({ facts }) => String(facts.topic ?? '') },
  { title: '承办单位', cell: ({ facts }) => String(facts.department ?? '') },
  { title: '状态', cell: ({ status }) => <StatusTag status={status} /> },
  {
    title: '办理时限',
    cell: ({ status, facts, provisional }) =>
      status === 'open' ? provisionalText(minute(String(facts.dueAt ?? '')), provisional) : '',
  },
];

export const minute = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

function head(situation: Situation, _web: Web, { full }: Shown): CaseHead {
  const state = situation.file.state as HotlineState;
  const texts: Record<string, string> = Object.assign(
    {},
    ...situation.file.events.map((one) => one.texts ?? {}),
  );
  const optional = (label: string, value: string | null | undefined): [string, Child][] =>
    value ? [[label, value]] : [];
  const told = (key: string): string => (full ? (texts[key] ?? '') : maskedText(key, texts[key] ?? ''));
  return {
    subject: state.topic ?? (state.type === null ? '' : valueText('type', state.type)),
    status: statusOf(state),
    facts: [
      ['受理时间', minute(state.receivedAt)],
      ['来源', state.source],
      ...optional('类型', state.type && valueText('type', state.type)),
      ...optional('事项', state.topic),
      ...optional('诉求人', told('caller')),
      ...optional('联系方式', told('contact')),
      ...optional('诉求内容', told('description')),
      ...optional('承办单位', state.department),
      ...optional(
        '办理时限',
        state.dueAt && provisionalText(minute(state.dueAt), state.dueProvisional && state.closedAt === null),
      ),
      ...optional('办结时间', state.closedAt && minute(state.closedAt)),
      ...optional('满意度', state.satisfaction && valueText('satisfaction', state.satisfaction)),
      ...linksOf(state),
    ],
    notes: [],
  };
}

function linksOf({ mergedInto, application }: HotlineState): [string, Child][] {
  const link = (path: string, number: string): Child => <a href={caseHref({ path }, number)}>{number}</a>;
  return [
    ...(mergedInto === null ? [] : [['并入', link(HOTLINE, mergedInto)] as [string, Child]]),
    ...(application === null ? [] : [['关联申请', link('/applications', application)] as [string, Child]]),
  ];
}

function statusOf(state: HotlineState): CaseHead['status'] {
  if (state.voided) return ['off', '已作废'];
  if (state.mergedInto !== null) return ['off', '已并入其他工单'];
  if (state.rejected) return ['off', '不予受理'];
  if (state.redirected) return ['good', '已转依申请公开渠道'];
  if (state.closedAt !== null) return ['good', '已办结'];
  return state.accepted ? ['busy', '办理中'] : ['plain', '待受理'];
}

async function clockPanel(situation: Situation, { house }: Web): Promise<Child> {
  const { office, number, state } = situation.file;
  const stream = await house.log.streamOf(office, 'hotline', number);
  const commits = stream === null ? [] : await house.log.history({ office, kind: 'hotline', stream });
  const on = situation.context.today;
  const clock = await explainHotlineCase(house.log, { commits, state: state as HotlineState, on });
  return <HotlineClockPanel clock={clock} />;
}

export const HOTLINE_PAGES: CasePages = {
  kind: 'hotline',
  room: hotlineRoom,
  path: HOTLINE,
  section: 'hotline',
  title: '热线工单',
  steps: HOTLINE_STEPS,
  columns: HOTLINE_COLUMNS,
  head,
  more: (_c, situation, web) => clockPanel(situation, web),
  entry: [`${HOTLINE}/new`, '登记来电'],
};
