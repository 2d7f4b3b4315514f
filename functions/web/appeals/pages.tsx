/** A review's or suit's list, page and steps, as far as they differ from those of other cases. */

import type { Child, FC } from 'hono/jsx';
import { appealKind } from '#shared/appeal/kind.ts';
import type { AppealState } from '#shared/appeal/state.ts';
import { APPEAL_KIND_LABELS, APPEAL_OUTCOME_LABELS, ROUTE_LABELS } from '#shared/glossary/choices.ts';
import { TABLE4_COLUMN_LABELS } from '#shared/glossary.ts';
import { explainAppealCase } from '#shared/redating/explain-case.ts';
import type { CaseSummary } from '#shared/store/views.ts';
import { caseLink } from '../cases/case-address.tsx';
import type { CaseHead, CasePages } from '../cases/case-kind.ts';
import { AppealClockPanel } from '../cases/clock-panels.tsx';
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
import type { Situation } from '../cases/step-form.ts';
import type { Web } from '../frame/web.ts';
import type { Facet, ListColumn } from '../lists/list.ts';
import { Banner } from '../look/banner.tsx';
import { choicesOf } from '../look/fields.tsx';
import { orderText } from '../wording/appeal-words.ts';
import { endText, labelOf } from '../wording/word.ts';
import { correctionHref, NotCountedLink } from './not-counted-page.tsx';
import { appealStages } from './stages.ts';
import { APPEAL_STEPS } from './steps.ts';

export const APPEALS = '/appeals';

const COLUMNS: readonly ListColumn<CaseSummary>[] = [
  numberColumn('appeal', '案号'),
  { title: '类别', cell: ({ facts }) => kindText(facts.kind, facts.route) },
  {
    title: '关联申请',
    tight: true,
    cell: ({ facts }) => (facts.application ? caseLink('application', String(facts.application)) : ''),
    text: ({ facts }) => String(facts.application ?? ''),
  },
  openedColumn('受理日期'),
  statusColumn(),
  assigneeColumn,
  dueColumn('期限', ({ status, dueOn, stepDueOn, provisional, facts }) =>
    status === 'open'
      ? endText(dueOn ?? stepDueOn ?? '', { provisional, earliest: facts.earliest === true })
      : '',
  ),
  concludedColumn('审结日期'),
  { title: '结果', cell: ({ facts }) => labelOf(TABLE4_COLUMN_LABELS, facts.outcome) },
];

const FACETS: readonly Facet[] = [
  { name: 'kind', label: '类别', choices: choicesOf(APPEAL_KIND_LABELS) },
  { name: 'route', label: '起诉方式', choices: choicesOf(ROUTE_LABELS) },
  { name: 'outcome', label: '结果', choices: choicesOf(APPEAL_OUTCOME_LABELS) },
];

function kindText(kind: unknown, route: unknown): string {
  const name = labelOf(APPEAL_KIND_LABELS, kind);
  return route ? `${name}（${labelOf(ROUTE_LABELS, route)}）` : name;
}

async function head({ file, context }: Situation<AppealState>, { house }: Web): Promise<CaseHead> {
  const { commits, state } = file;
  const clock = await explainAppealCase(house.log, { commits, state, on: context.today });
  const optional = (label: string, value: Child): [string, Child][] => (value ? [[label, value]] : []);
  const { application } = state;
  const link = application && caseLink('application', application);
  const court = state.texts.court ?? file.events.map(({ data }) => data.court).find(Boolean);
  return {
    subject: kindText(state.kind, state.route),
    status: statusOf(state),
    deadline: { name: clock.dueOn === null ? '审理期限' : '答复、答辩期限', clock, on: context.today },
    stages: appealStages(state),
    facts: [
      ['类别', kindText(state.kind, state.route)],
      ['受理日期', state.openedOn],
      ...optional('关联申请', link),
      ...optional('针对的行为', state.otherAct ? '其他信息公开行为' : ''),
      ...optional('法院', court === undefined ? '' : String(court)),
      ...optional('计入表四', state.coDefendant ? '不计入：本机关只是复议机关' : ''),
      ...optional('提交答复、答辩', state.answeredOn),
      ...optional('审结日期', state.concludedOn),
      ...optional('结果', labelOf(TABLE4_COLUMN_LABELS, state.outcome)),
      ...optional('重新答复', state.order && orderText(state.order)),
    ],
    notes: [
      ...(state.coDefendantUnsure && !state.voided ? [<Unsure number={file.number} />] : []),
      ...(application === null && !state.otherAct && !state.voided
        ? [
            <Banner kind="info">
              没有写明针对哪一件申请。请用“写明所针对的行为”填写申请编号，或注明针对其他信息公开行为。
            </Banner>,
          ]
        : []),
    ],
  };
}

const Unsure: FC<{ number: string }> = ({ number }) => (
  <Banner kind="warning">
    登记时问的是“是否与复议机关为共同被告”，答了“是”，因此没有计入表四。本机关是原行为机关的，应当计入；请
    <a href={correctionHref(number)}>更正或确认</a>。
  </Banner>
);

const STAGES = { first: '尚未审结', second: '二审审理中', retrial: '再审审理中' } as const;

function statusOf({ voided, outcome, dispute }: AppealState): CaseHead['status'] {
  if (voided) return ['off', '已作废'];
  return outcome === null ? ['busy', STAGES[dispute.stage]] : ['good', '已审结'];
}

async function clockPanel({ file, context }: Situation<AppealState>, { house }: Web): Promise<Child> {
  const { commits, state } = file;
  const [, ended] = statusOf(state);
  const of = { commits, state, on: context.today };
  return <AppealClockPanel clock={await explainAppealCase(house.log, of)} ended={ended} />;
}

export const APPEAL_PAGES: CasePages<AppealState> = {
  kind: 'appeal',
  caseKind: appealKind,
  path: APPEALS,
  section: 'appeals',
  title: '行政复议、行政诉讼',
  dated: '受理日期',
  steps: [...APPEAL_STEPS, ...HANDLING_STEPS],
  likely: () => ['AnswerAppeal', 'ConcludeAppeal', 'RecordService', 'AppealJudgment', 'RecordEffect'],
  columns: COLUMNS,
  about: { subject: '针对的行为、法院', person: null },
  facets: async (web, office) => [...FACETS, ...(await assigneeFacets(web, office))],
  head,
  more: (_c, situation, web) => clockPanel(situation, web),
  beside: () => <NotCountedLink />,
  entry: [`${APPEALS}/new`, '登记案件'],
};
