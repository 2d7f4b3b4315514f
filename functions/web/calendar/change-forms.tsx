/** The forms of a change, and the page on which it is confirmed. */
import type { FC } from 'hono/jsx';
import { type CalendarState, calendarIn } from '../../../shared/calendar/state.ts';
import { workingDaysLeft } from '../../../shared/kernel/calendar/calendar.ts';
import { lastDayOf } from '../../../shared/kernel/plain-date.ts';
import type { Preview } from '../../calendar/preview-change.ts';
import type { Redated } from '../../calendar/redate-open-cases.ts';
import { Banner } from '../look/banner.tsx';
import { DateField, RadioGroup, SelectField, TextArea, TextField } from '../look/fields.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { type Column, DataTable, Facts } from '../look/table.tsx';
import type { Ctx } from '../web.ts';
import { CASE_KIND_LABELS } from '../wording/case-kinds.ts';
import {
  ACTIONS,
  CAUSE_CHOICES,
  type ChangeKind,
  DAY_KIND_CHOICES,
  DAY_KIND_LABELS,
  FIELDS,
  PATH,
  type Values,
} from './changes.ts';

const TITLES: Readonly<Record<ChangeKind, string>> = {
  AddExtraDay: '添加本机关特殊日',
  RemoveExtraDay: '撤销本机关特殊日',
  LoadCalendarYear: '载入年度放假安排',
};

type Change = { readonly kind: ChangeKind; readonly form: FormState; readonly token: string };

export function changePage(c: Ctx, { kind, form, token }: Change): Response | Promise<Response> {
  const faulty = form.errors.length > 0;
  return renderPage(c, {
    title: TITLES[kind],
    section: 'calendar',
    status: faulty ? 422 : 200,
    hasErrors: faulty,
    body: (
      <>
        <Crumb />
        <h1>{TITLES[kind]}</h1>
        <ErrorSummary errors={form.errors} />
        <section class="panel">
          <Form
            c={c}
            action={ACTIONS[kind](form.values)}
            token={token}
            label={TITLES[kind]}
            upload={kind === 'LoadCalendarYear'}
          >
            <ChangeFields kind={kind} form={form} />
            <Actions>
              <Button name="do" value="preview">
                下一步：查看影响
              </Button>
              <a href={PATH}>取消</a>
            </Actions>
          </Form>
        </section>
      </>
    ),
  });
}

const Crumb: FC = () => (
  <p class="crumb">
    <a href={PATH}>工作日历</a>
  </p>
);

const ChangeFields: FC<{ kind: ChangeKind; form: FormState }> = ({ kind, form }) => {
  const label = FIELDS[kind];
  const at = (name: string) => ({ form, name, label: label[name] ?? '' });
  if (kind === 'LoadCalendarYear')
    return (
      <>
        <TextField {...at('year')} size="short" inputmode="numeric" />
        <TextArea
          {...at('notice')}
          rows={12}
          hint="粘贴国务院办公厅通知的正文即可，也可逐行写“放假 2027-02-05~2027-02-11”“上班 2027-01-30”。"
        />
        <div class="field">
          <label for="f-file">
            或者选择文件<span class="optional">（选填）</span>
          </label>
          <p class="hint" id="f-file-hint">
            文本文件或 JSON 文件；选了文件，就不看上面的内容。
          </p>
          <input
            id="f-file"
            name="file"
            type="file"
            accept=".txt,.json,text/plain"
            aria-describedby="f-file-hint"
          />
        </div>
      </>
    );
  if (kind === 'RemoveExtraDay')
    return (
      <>
        <Facts items={[[label.date ?? '', form.values.date ?? '']]} />
        <TextArea {...at('reason')} hint="为什么撤销，例如误录。" />
      </>
    );
  return (
    <>
      <DateField {...at('date')} />
      <RadioGroup {...at('kind')} choices={DAY_KIND_CHOICES} />
      <SelectField {...at('cause')} choices={CAUSE_CHOICES} />
      <TextArea {...at('reason')} hint="例如通知的文号和内容。" />
    </>
  );
};

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
  const hidden = Object.fromEntries(Object.keys(FIELDS[kind]).map((name) => [name, values[name] ?? '']));
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
        <h2>
          {redated.length === 0 ? '没有未结案件因此改变期限' : `${redated.length} 件未结案件将改变期限`}
        </h2>
        <p class="soft">已办结的案件不变；每件的原期限、现期限和原因都会记入该件的办理经过。</p>
        {redated.length > 0 && (
          <DataTable caption="将改变期限的案件" columns={COLUMNS} rows={redated.slice(0, LISTED)} />
        )}
        {redated.length > LISTED && <p>另有 {redated.length - LISTED} 件。</p>}
        <Form c={c} action={ACTIONS[kind](values)} token={token} hidden={hidden} label="确认">
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
        </Form>
      </>
    ),
  });
}

const COLUMNS: readonly Column<Redated>[] = [
  { title: '编号', cell: ({ case: number }) => number },
  { title: '类别', cell: ({ kind }) => CASE_KIND_LABELS[kind] ?? kind },
  { title: '原期限', cell: ({ from }) => from },
  { title: '现期限', cell: ({ to, provisional }) => `${to}${provisional ? '（暂定）' : ''}` },
];

function dayFacts(
  kind: ChangeKind,
  { date = '', kind: becomes = '', reason = '' }: Values,
): [string, string][] {
  const words = (DAY_KIND_LABELS as Readonly<Record<string, string>>)[becomes] ?? '';
  const rest: [string, string][] = kind === 'AddExtraDay' ? [['改为', words]] : [];
  return [['日期', date], ...rest, ['说明', reason]];
}

/** A year has about 250 working days; a number far from it means that part of the notice was not read. */
const USUAL = { least: 244, most: 254 };

function yearFacts(state: CalendarState, year: number): [string, string][] {
  const { daysOff = [], makeUp = [], notice = '' } = state.years.get(year) ?? {};
  const working = workingDaysLeft(calendarIn(state), lastDayOf(year - 1), lastDayOf(year));
  const isUsual = working >= USUAL.least && working <= USUAL.most;
  return [
    ['依据', notice],
    ['放假', `${daysOff.length} 天：${daysOff.join('、')}`],
    ['调休上班', makeUp.length === 0 ? '无' : `${makeUp.length} 天：${makeUp.join('、')}`],
    ['全年工作日', `${working} 天${isUsual ? '' : '，与往年（约 250 天）相差较多，请核对是否读全'}`],
  ];
}
