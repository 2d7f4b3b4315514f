/** What was typed, with the cases it would date anew: the page on which a change of the calendar is confirmed. */

import type { FC } from 'hono/jsx';
import type { CalendarState } from '#shared/calendar/state.ts';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import { addDays, type PlainDate } from '#shared/kernel/plain-date.ts';
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
    <h2>{movedText(redated)}</h2>
    <p class="soft">已办结的案件不变；每件的原期限、现期限和原因都会记入该件的办理经过。</p>
    {redated.length > 0 && (
      <DataTable caption="将改变期限的案件" columns={COLUMNS} rows={redated.slice(0, LISTED)} />
    )}
    {redated.length > LISTED && <p>另有 {redated.length - LISTED} 件。</p>}
  </>
);

/** A date that only becomes certain has not changed. */
function movedText(redated: readonly Redated[]): string {
  const moved = redated.filter(({ from, to }) => from !== to).length;
  const settled = redated.length - moved;
  const parts = [
    ...(moved > 0 ? [`${moved} 件未结案件将改变期限`] : []),
    ...(settled > 0 ? [`${settled} 件未结案件的期限不变，不再是暂定`] : []),
  ];
  return parts.join('；') || '没有未结案件因此改变期限';
}

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
    ['放假', `${daysOff.length} 天：${stretches(daysOff)}`],
    ['调休上班', makeUp.length === 0 ? '无' : `${makeUp.length} 天：${stretches(makeUp)}`],
    ['全年工作日', `${workingDays} 天${isUsual ? '' : '，与往年（约 250 天）相差较多，请核对是否读全'}`],
  ];
}

/** Days in a row as a holiday notice names them: `1月1日至3日、2月15日`. */
function stretches(days: readonly PlainDate[]): string {
  const rows: PlainDate[][] = [];
  for (const day of [...days].sort()) {
    const row = rows.at(-1);
    const last = row?.at(-1);
    if (row !== undefined && last !== undefined && addDays(last, 1) === day) row.push(day);
    else rows.push([day]);
  }
  return rows.map((row) => stretch(row[0] ?? '', row.at(-1) ?? '')).join('、');
}

function stretch(from: string, to: string): string {
  const [month, day] = [Number(to.slice(5, 7)), Number(to.slice(8))];
  const first = `${Number(from.slice(5, 7))}月${Number(from.slice(8))}日`;
  if (from === to) return first;
  return `${first}至${from.slice(5, 7) === to.slice(5, 7) ? '' : `${month}月`}${day}日`;
}
