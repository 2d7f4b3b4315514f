/** What was typed, with the cases it would date anew: the page on which a change of the calendar is confirmed. */

import type { FC } from 'hono/jsx';
import type { CalendarState } from '#shared/calendar/state.ts';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import { arrangementOf, type Preview } from '#shared/redating/preview-change.ts';
import type { Redated } from '#shared/redating/redate-open-cases.ts';
import { CASE_PATHS, caseHref } from '../cases/case-address.tsx';
import type { Ctx } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import type { Values } from '../look/command-fields.ts';
import { Actions, Button, Form } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { type Column, DataTable, Facts } from '../look/table.tsx';
import { provisionalText } from '../wording/word.ts';
import { Crumb } from './change-form.tsx';
import { ACTIONS, type ChangeKind, DAY_KIND_LABELS, FIELDS, PATH, TITLES } from './changes.ts';

type Seen = {
  readonly kind: ChangeKind;
  readonly values: Values;
  readonly token: string;
  readonly preview: Extract<Preview, { ok: true }>;
};

/** Cases listed; the rest is counted. */
const LISTED = 50;

export function previewPage(c: Ctx, { kind, values, token, preview }: Seen): Response | Promise<Response> {
  const { redated, changes, after } = preview;
  const hidden = Object.fromEntries(FIELDS[kind].map(({ name }) => [name, values[name] ?? '']));
  return renderPage(c, {
    title: `确认：${TITLES[kind]}`,
    section: 'calendar',
    body: (
      <>
        <Crumb />
        <h1>确认：{TITLES[kind]}</h1>
        {!changes && <Banner kind="info">日历里已经是这样，不必再保存。</Banner>}
        <section class="panel" aria-label="变动内容">
          <Facts
            items={
              kind === 'LoadCalendarYear' ? yearFacts(after, Number(values.year)) : dayFacts(kind, values)
            }
          />
        </section>
        <Moved redated={redated} />
        <Form c={c} action={ACTIONS[kind](values)} token={token} hidden={hidden} label="确认">
          <Confirming changes={changes} />
        </Form>
      </>
    ),
  });
}

const Moved: FC<{ redated: readonly Redated[] }> = ({ redated }) => (
  <>
    <h2>{redated.length === 0 ? '没有未结案件因此改变期限' : `${redated.length} 件未结案件将改变期限`}</h2>
    <p class="soft">已办结的案件不变；每件的原期限、现期限和原因都会记入该件的办理经过。</p>
    {redated.length > 0 && (
      <DataTable caption="将改变期限的案件" columns={COLUMNS} rows={redated.slice(0, LISTED)} />
    )}
    {redated.length > LISTED && <p>另有 {redated.length - LISTED} 件。</p>}
  </>
);

const Confirming: FC<{ changes: boolean }> = ({ changes }) => (
  <Actions>
    {changes && (
      <Button name="do" value="confirm">
        确认保存
      </Button>
    )}
    <Button kind="secondary" name="do" value="edit">
      返回修改
    </Button>
    <a href={PATH}>取消</a>
  </Actions>
);

const COLUMNS: readonly Column<Redated>[] = [
  {
    title: '编号',
    cell: ({ case: number, kind }) => (
      <a href={caseHref({ path: CASE_PATHS[kind] ?? '' }, number)}>{number}</a>
    ),
  },
  { title: '类别', cell: ({ kind }) => KIND_LABELS[kind] },
  { title: '原期限', cell: ({ from }) => from },
  {
    title: '现期限',
    cell: ({ from, to, provisional }) =>
      from === to && !provisional ? `${to}（不再是暂定）` : provisionalText(to, provisional),
  },
];

function dayFacts(
  kind: ChangeKind,
  { date = '', kind: becomes = '', reason = '' }: Values,
): [string, string][] {
  const words = (DAY_KIND_LABELS as Readonly<Record<string, string>>)[becomes] ?? '';
  const rest: [string, string][] = kind === 'AddExtraDay' ? [['改为', words]] : [];
  return [['日期', date], ...rest, ['说明', reason]];
}

function yearFacts(state: CalendarState, year: number): [string, string][] {
  const { notice, daysOff, makeUp, workingDays, isUsual } = arrangementOf(state, year);
  return [
    ['依据', notice],
    ['放假', `${daysOff.length} 天：${daysOff.join('、')}`],
    ['调休上班', makeUp.length === 0 ? '无' : `${makeUp.length} 天：${makeUp.join('、')}`],
    ['全年工作日', `${workingDays} 天${isUsual ? '' : '，与往年（约 250 天）相差较多，请核对是否读全'}`],
  ];
}
