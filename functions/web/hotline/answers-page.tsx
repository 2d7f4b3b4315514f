/** 答复模板: texts that the office answers with again and again, for one type or topic or for all. */
import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { EVERYONE, OFFICERS } from '#shared/accounts/permissions.ts';
import type { AnswerTemplate } from '#shared/hotline/answer-templates.ts';
import { HOTLINE_LISTS, type HotlineLists, labelOfType, offeredOn } from '#shared/hotline/lists.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { type FormFields, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { type CommandField, commandFields, errorsAt, typedValues } from '../look/command-fields.ts';
import { DrawnFields } from '../look/drawn-fields.tsx';
import { Actions, Button, ErrorSummary, type FieldError, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState } from '../look/table.tsx';
import { todayOf } from './calls.ts';
import { LISTS } from './list-columns.tsx';
import { ANSWERS } from './pages.tsx';

const FIELDS: readonly CommandField[] = [
  { name: 'name', kind: 'text', label: '名称', size: 'medium' },
  {
    name: 'text',
    kind: 'area',
    label: '答复内容',
    rows: 5,
    hint: '{编号}、{承办单位}、{日期}在使用时换成该件的编号、承办单位和当天的日期',
  },
  { name: 'type', kind: 'select', label: '只用于诉求类型', optional: true, blank: '各种类型' },
  { name: 'topic', kind: 'suggest', label: '只用于事项', optional: true },
];

export function answersRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.page(ANSWERS, EVERYONE, (c, who) => answersPage(c, web, { who }));
  site.form(ANSWERS, OFFICERS, async (c, who, fields) => {
    const errors = await change(c, { web, who }, fields);
    if (errors.length === 0) return c.redirect(`${ANSWERS}?done=yes`, 303);
    const values = typedValues([{ name: 'was' }, ...FIELDS], fields);
    return answersPage(c, web, { who, form: { values, errors } });
  });
}

type By = { readonly web: Web; readonly who: Principal };

/** Under another name it is written there first, and then no longer under the former. */
async function change(c: Ctx, by: By, sent: FormFields): Promise<readonly FieldError[]> {
  const values = typedValues([{ name: 'was' }, ...FIELDS], sent);
  const { was = '', name = '' } = values;
  const base = { case: HOTLINE_LISTS, on: todayOf(by.web) };
  const token = textOf(sent, TOKEN_FIELD);
  const end = { ...base, command: 'EndAnswerTemplate', name: was };
  if (textOf(sent, 'do') === 'end') return faultsOf(await sendCommand(c, by, { fields: end, token }));
  const set = {
    ...base,
    command: 'SetAnswerTemplate',
    ...commandFields(FIELDS, values, { now: by.web.house.clock.now() }),
  };
  const done = await sendCommand(c, by, { fields: set, token, part: 'set' });
  if (!done.ok || was === '' || was === name) return faultsOf(done);
  return faultsOf(await sendCommand(c, by, { fields: end, token, part: 'end' }));
}

function faultsOf(done: Awaited<ReturnType<typeof sendCommand>>): readonly FieldError[] {
  return done.ok ? [] : errorsAt(FIELDS, done);
}

type Shown = { readonly who: Principal; readonly form?: FormState };

/** Without a form as it was sent: that of the template the address names, if it does. */
async function answersPage(c: Ctx, web: Web, { who, form: sent }: Shown): Promise<Response> {
  const lists = await officeSettings(web.house.log, who.office).lists();
  const form = sent ?? { values: valuesOf(lists, c.req.query('name')), errors: [] };
  const may = OFFICERS.includes(who.role);
  const rows = [...lists.answers.values()];
  return renderFormPage(c, form, {
    title: '答复模板',
    section: 'hotline-lists',
    body: (
      <>
        <p class="crumb">
          <a href={LISTS}>热线设置</a>
        </p>
        <h1>答复模板</h1>
        {c.req.query('done') !== undefined && <Banner kind="success">已保存。</Banner>}
        <ErrorSummary errors={form.errors} />
        {rows.length === 0 ? (
          <EmptyState title="还没有模板">常用的答复写成模板，答复、办结时一选即填。</EmptyState>
        ) : (
          <DataTable caption="答复模板" columns={columnsOf(lists, may)} rows={rows} />
        )}
        {may && <TemplateForm c={c} form={form} lists={lists} today={todayOf(web)} />}
      </>
    ),
  });
}

function valuesOf({ answers }: HotlineLists, name = ''): Readonly<Record<string, string>> {
  const known = answers.get(name);
  if (known === undefined) return {};
  return {
    was: known.name,
    name: known.name,
    text: known.text,
    type: known.type ?? '',
    topic: known.topic ?? '',
  };
}

function columnsOf(lists: HotlineLists, may: boolean): readonly Column<AnswerTemplate>[] {
  const change: Column<AnswerTemplate> = {
    title: '修改',
    cell: ({ name }) => (
      <a href={`${ANSWERS}?${new URLSearchParams({ name })}#edit`} aria-label={`修改${name}`}>
        修改
      </a>
    ),
  };
  return [
    { title: '名称', cell: ({ name }) => name },
    { title: '诉求类型', cell: ({ type }) => (type === null ? '各种类型' : labelOfType(lists, type)) },
    { title: '事项', cell: ({ topic }) => topic ?? '各种事项' },
    { title: '答复内容', cell: ({ text }) => text },
    ...(may ? [change] : []),
  ];
}

type Editing = {
  readonly c: Ctx;
  readonly form: FormState;
  readonly lists: HotlineLists;
  readonly today: PlainDate;
};

const TemplateForm: FC<Editing> = ({ c, form, lists, today }) => {
  const { was = '' } = form.values;
  const offered: Readonly<Record<string, readonly { value: string; label: string }[]>> = {
    type: offeredOn(lists, 'types', today).map(({ key, label }) => ({ value: key, label })),
    topic: offeredOn(lists, 'topics', today).map(({ label }) => ({ value: label, label })),
  };
  const fields = FIELDS.map((field) => ({ ...field, choices: offered[field.name] ?? [] }));
  return (
    <section class="panel" aria-labelledby="edit">
      <h2 id="edit">{was === '' ? '增加模板' : `修改“${was}”`}</h2>
      <Form c={c} action={ANSWERS} token={randomUUID()} hidden={{ was }} label="答复模板">
        <DrawnFields fields={fields} form={form} />
        <Actions>
          <Button name="do" value="set">
            {was === '' ? '增加' : '保存修改'}
          </Button>
          {was !== '' && (
            <Button kind="secondary" name="do" value="end">
              删除模板
            </Button>
          )}
        </Actions>
      </Form>
    </section>
  );
};
