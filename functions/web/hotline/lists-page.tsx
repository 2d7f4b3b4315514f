/** 热线设置: sources, types with their time limits, topics, departments. Every change counts from a day and keeps what was. */
import { randomUUID } from 'node:crypto';
import type { Child, FC } from 'hono/jsx';
import { EVERYONE, OFFICERS } from '#shared/accounts/permissions.ts';
import {
  type Entry,
  type EntryVersion,
  type HotlineLists,
  LIST_NAMES,
  type ListName,
  versionOn,
} from '#shared/hotline/lists.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import type { Site } from '../access/site.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner, Tag } from '../look/banner.tsx';
import { Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState, Scrolled } from '../look/table.tsx';
import { todayOf } from './calls.ts';
import { changeList, EntryFields, LIST_LABELS, PolicyFields, typedEntry } from './list-forms.tsx';
import { HOTLINE } from './pages.tsx';

const LISTS = `${HOTLINE}/lists`;

export function listsRoutes(site: Site, web: Web): void {
  site.page(LISTS, EVERYONE, (c, who) => listsPage(c, web, { who, form: { values: {}, errors: [] } }));
  site.form(LISTS, OFFICERS, async (c, who, fields) => {
    const errors = await changeList(c, { web, who }, fields);
    const list = String(fields.list ?? '');
    if (errors.length === 0) return c.redirect(`${LISTS}?done=yes#${list}`, 303);
    return listsPage(c, web, { who, form: { values: typedEntry(fields), errors } });
  });
}

type Shown = { readonly who: Principal; readonly form: FormState };

async function listsPage(c: Ctx, web: Web, { who, form }: Shown): Promise<Response> {
  const lists = await officeSettings(web.house.log, who.office).lists();
  const today = todayOf(web);
  const may = OFFICERS.includes(who.role);
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
          每项设置自所填日期起生效，以前的工单仍按当时的设置。导入和对接中出现的新来源、事项、承办单位会自动加入；类型只能在此增加。
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
  return (
    <section class="panel" aria-labelledby={list}>
      <h2 id={list}>{LIST_LABELS[list]}</h2>
      {entries.length === 0 ? (
        <EmptyState title="清单是空的" />
      ) : (
        <Scrolled label={`${LIST_LABELS[list]}：全部`}>
          <DataTable caption={LIST_LABELS[list]} columns={columnsOf(list, today)} rows={entries} />
        </Scrolled>
      )}
      {may && (
        <Form
          c={c}
          action={LISTS}
          token={randomUUID()}
          hidden={{ list }}
          label={`${LIST_LABELS[list]}：增改`}
        >
          <EntryFields
            list={list}
            form={own ? form : { values: { on: today }, errors: [] }}
            labels={entries.map(({ label }) => label)}
          />
        </Form>
      )}
    </section>
  );
};

function columnsOf(list: ListName, today: PlainDate): readonly Column<Entry>[] {
  const now = (entry: Entry): EntryVersion => versionOn(entry, today);
  const special: Readonly<Record<ListName, readonly Column<Entry>[]>> = {
    sources: [
      { title: '计入', cell: (entry) => (now(entry).group === '12345' ? '12345热线、全部事件' : '全部事件') },
    ],
    types: [{ title: '办理时限', cell: (entry) => limitText(now(entry)) }],
    topics: [],
    departments: [],
  };
  return [
    { title: '名称', cell: ({ label }) => label },
    ...special[list],
    { title: '现在', cell: (entry) => offeredTag(entry, today) },
    { title: '历次设置', cell: ({ versions }) => versions.map((one) => versionText(list, one)).join('；') },
  ];
}

function limitText({ workingDays, hours }: EntryVersion): string {
  if (hours !== null) return `${hours} 小时`;
  return workingDays === null ? '不设时限' : `${workingDays} 个工作日`;
}

function offeredTag(entry: Entry, today: PlainDate): Child {
  const { offered, from } = versionOn(entry, today);
  if (from !== null && from > today) return <Tag>{from} 起</Tag>;
  return offered ? <Tag kind="good">使用中</Tag> : <Tag kind="off">已停用</Tag>;
}

function versionText(list: ListName, version: EntryVersion): string {
  const from = version.from === null ? '原有' : `${version.from} 起`;
  if (!version.offered) return `${from}停用`;
  if (list === 'types') return `${from}${limitText(version)}`;
  return list === 'sources' && version.group === '12345' ? `${from}计入12345热线` : from;
}

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
