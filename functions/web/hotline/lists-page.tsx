/** 热线设置: sources, types with their time limits, topics, departments. Every change counts from a day and keeps what was. */
import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { EVERYONE, OFFICERS } from '#shared/accounts/permissions.ts';
import { type HotlineLists, LIST_NAMES, type ListName } from '#shared/hotline/lists.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { DataTable, EmptyState, Scrolled } from '../look/table.tsx';
import { LIST_LABELS } from '../wording/setting-words.ts';
import { todayOf } from './calls.ts';
import { changeList, typedEntry, valuesOf } from './list-changes.ts';
import { columnsOf, LISTS } from './list-columns.tsx';
import { EntryFields, ManyFields, PolicyFields } from './list-forms.tsx';
import { ANSWERS } from './pages.tsx';

export function listsRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.page(LISTS, EVERYONE, (c, who) => listsPage(c, web, { who }));
  site.form(LISTS, OFFICERS, async (c, who, fields) => {
    const errors = await changeList(c, { web, who }, fields);
    const list = String(fields.list ?? '');
    if (errors.length === 0) return c.redirect(`${LISTS}?done=yes#${list}`, 303);
    return listsPage(c, web, { who, form: { values: typedEntry(fields), errors } });
  });
}

type Shown = { readonly who: Principal; readonly form?: FormState };

/** Without a form as it was sent: that of the entry the address names, if it does. */
async function listsPage(c: Ctx, web: Web, { who, form: sent }: Shown): Promise<Response> {
  const lists = await officeSettings(web.house.log, who.office).lists();
  const today = todayOf(web);
  const may = OFFICERS.includes(who.role);
  const form = sent ?? { values: valuesOf(lists, c.req.query(), today), errors: [] };
  const shown = { c, lists, today, may, form };
  return renderFormPage(c, form, {
    title: '热线设置',
    section: 'hotline-lists',
    body: (
      <>
        <h1>热线设置</h1>
        {c.req.query('done') !== undefined && <Banner kind="success">已保存。</Banner>}
        <ErrorSummary errors={form.errors} />
        <p>
          每项设置自所填日期起生效，以前的工单仍按当时的设置。导入和对接中出现的新来源、事项、承办单位会自动加入；类型只能在此增加。改名的，以前的工单保留原来的名称。
        </p>
        <p>
          <a href={ANSWERS}>答复模板</a>
        </p>
        {LIST_NAMES.map((list) => (
          <List list={list} {...shown} />
        ))}
        <Policy {...shown} />
      </>
    ),
  });
}

type Props = {
  readonly c: Ctx;
  readonly lists: HotlineLists;
  readonly today: PlainDate;
  readonly may: boolean;
  readonly form: FormState;
};

const List: FC<Props & { list: ListName }> = ({ list, c, lists, today, may, form }) => {
  const entries = [...lists.entries[list].values()];
  const own = form.values.list === list;
  const at = { c, today, labels: entries.map(({ label }) => label) };
  return (
    <section class="panel" aria-labelledby={list}>
      <h2 id={list}>{LIST_LABELS[list]}</h2>
      {entries.length === 0 ? (
        <EmptyState title="清单是空的" />
      ) : (
        <Scrolled label={`${LIST_LABELS[list]}：全部`}>
          <DataTable caption={LIST_LABELS[list]} columns={columnsOf(list, today, may)} rows={entries} />
        </Scrolled>
      )}
      {may && <Forms list={list} form={own ? form : { values: { on: today }, errors: [] }} {...at} />}
    </section>
  );
};

type Editing = {
  readonly list: ListName;
  readonly c: Ctx;
  readonly today: PlainDate;
  readonly form: FormState;
  readonly labels: readonly string[];
};

/** One entry; and under it many names at once, but for types, each of which has its limit. */
const Forms: FC<Editing> = ({ list, c, today, form, labels }) => {
  const { was = '', labels: pasted = '' } = form.values;
  const frame = { c, action: LISTS, token: randomUUID() };
  const title = LIST_LABELS[list];
  return (
    <>
      <Form {...frame} hidden={{ list, was }} label={`${title}：增改`}>
        <EntryFields list={list} form={form} labels={labels} />
        {was !== '' && <a href={`${LISTS}#${list}`}>不改了</a>}
      </Form>
      {list !== 'types' && (
        <details open={pasted !== ''}>
          <summary>一次增加多项（粘贴）</summary>
          <Form {...frame} token={randomUUID()} hidden={{ list }} label={`${title}：一次增加多项`}>
            <ManyFields list={list} form={form} on={today} />
          </Form>
        </details>
      )}
    </>
  );
};

const Policy: FC<Props> = ({ c, lists, today, may }) => (
  <section class="panel" aria-labelledby="policy">
    <h2 id="policy">回访不满意</h2>
    <p>{lists.redoWhenDissatisfied ? '现在：自动重办。' : '现在：不自动重办，由承办人决定。'}</p>
    {may && (
      <Form c={c} action={LISTS} token={randomUUID()} hidden={{ list: 'policy' }} label="回访不满意的处理">
        <PolicyFields on={today} redo={lists.redoWhenDissatisfied} />
        <div class="actions">
          <Button kind="secondary">{lists.redoWhenDissatisfied ? '改为不自动重办' : '改为自动重办'}</Button>
        </div>
      </Form>
    )}
  </section>
);
