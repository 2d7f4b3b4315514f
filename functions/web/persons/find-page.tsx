/** 个人信息: what the office holds of one person, whatever kind of record it stands in, and a request about it. */
import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { OFFICERS } from '#shared/accounts/permissions.ts';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import { ERASURE_GROUNDS, REQUEST_KINDS } from '#shared/glossary/personal.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { maskedText } from '#shared/masking/mask-text.ts';
import { MOST_CASES } from '#shared/personal/commands.ts';
import { type PersonRecord, recordsOf } from '#shared/search/person-records.ts';
import { queryIn, sealedQuery } from '#shared/search/query-address.ts';
import { type Reads, recordRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { caseLink } from '../cases/case-address.tsx';
import { type FormFields, TOKEN_FIELD, textOf, valuesOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { type CommandField, commandFields, errorsAt, typedValues } from '../look/command-fields.ts';
import { DrawnFields } from '../look/drawn-fields.tsx';
import { choicesOf, TextField } from '../look/fields.tsx';
import { Actions, BLANK_FORM, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState } from '../look/table.tsx';
import { PERSONS, REQUESTS, RETENTION, requestHref } from './addresses.ts';

/** For whom somebody looked is recorded once it is known. */
const LOOKED_FOR: Reads = {
  what: 'searched',
  of: (c) =>
    c.req.method === 'GET' && c.req.query('s') === undefined
      ? { what: 'searched', details: { page: PERSONS } }
      : null,
};
const LONGEST = 100;
type By = { readonly web: Web; readonly who: Principal };

export function findRoutes(door: Site, web: Web): void {
  const site = door.reading(LOOKED_FOR);
  site.page(PERSONS, OFFICERS, (c, who) => findPage(c, { web, who }, null));
  site.form(PERSONS, OFFICERS, async (c, _, fields) => {
    const s = sealedQuery(await web.house.search.key(), textOf(fields, 'q').trim().slice(0, LONGEST));
    return c.redirect(`${PERSONS}?${new URLSearchParams({ s })}`, 303);
  });
  site.form(REQUESTS, OFFICERS, (c, who, fields) => receive(c, { web, who }, fields));
}

const FIELDS: readonly CommandField[] = [
  {
    name: 'asks',
    kind: 'select',
    label: '请求',
    choices: choicesOf(REQUEST_KINDS).slice(0, 3),
    blank: '请选择',
  },
  { name: 'on', kind: 'date', label: '收到日期' },
  {
    ...{
      name: 'ground',
      kind: 'select',
      label: '删除的依据',
      optional: true,
      choices: choicesOf(ERASURE_GROUNDS),
    },
    hint: '《个人信息保护法》第四十七条；只有请求删除的才填',
  },
  { name: 'name', kind: 'text', label: '请求人', optional: true },
  { name: 'identity', kind: 'text', label: '证件号码', optional: true },
  { name: 'contact', kind: 'text', label: '联系方式', optional: true },
  { name: 'reason', kind: 'area', label: '请求的内容和理由', optional: true },
];
const CASES = 'cases';

async function receive(c: Ctx, by: By, fields: FormFields): Promise<Response> {
  const values = typedValues(FIELDS, fields);
  const cases = valuesOf(fields, CASES).map((one) => {
    const [kind = '', ...number] = one.split(' ');
    return { kind, number: number.join(' ') };
  });
  const moment = { now: by.web.house.clock.now() };
  const command = { command: 'ReceivePersonRequest', ...commandFields(FIELDS, values, moment), cases };
  const done = await sendCommand(c, by, { fields: command, token: textOf(fields, TOKEN_FIELD) });
  if (done.ok) return c.redirect(`${requestHref(done.number)}?done=received`, 303);
  const errors = errorsAt(FIELDS, done);
  return findPage(c, by, { values: { ...values, q: textOf(fields, 'q') }, errors });
}

async function findPage(c: Ctx, { web, who }: By, form: FormState | null): Promise<Response> {
  const { house } = web;
  const sealed = queryIn(await house.search.key(), c.req.query('s') ?? '');
  const words = form?.values.q ?? sealed ?? '';
  if (words !== '') await recordRead(c, { web, who }, { what: 'searched', texts: { words } });
  await house.catchUp();
  const behind = await house.search.follow();
  const found = words === '' ? null : await recordsOf(house, who.office, words);
  const today = dateOfInstant(house.clock.now());
  return renderFormPage(c, form ?? BLANK_FORM, {
    title: '个人信息',
    section: 'persons',
    body: (
      <>
        <h1>个人信息</h1>
        <p class="soft">
          按姓名、电话或者证件号码查找一个人在本机关的全部记录，答复查阅、更正、删除的请求。
          <a href={REQUESTS}>已登记的请求</a> · <a href={RETENTION}>保管期限</a>
        </p>
        <ErrorSummary errors={form?.errors ?? []} />
        <section class="panel">
          <Form c={c} action={PERSONS} label="查找一个人">
            <TextField
              form={{ values: { q: words }, errors: [] }}
              name="q"
              label="姓名、电话或者证件号码（完整）"
            />
            <Actions>
              <Button>查找</Button>
            </Actions>
          </Form>
        </section>
        {behind > 0 && <p class="soft">还有 {behind} 笔没有编入索引。</p>}
        {found !== null && (
          <Held c={c} found={found} words={words} form={form ?? { values: { on: today }, errors: [] }} />
        )}
      </>
    ),
  });
}

type HeldProps = {
  readonly c: Ctx;
  readonly found: Awaited<ReturnType<typeof recordsOf>>;
  readonly words: string;
  readonly form: FormState;
};

const Held: FC<HeldProps> = ({ c, found: { records, more }, words, form }) =>
  records.length === 0 ? (
    <EmptyState title="没有这个人的记录">完整填写姓名、电话或者证件号码，部分文字查不到。</EmptyState>
  ) : (
    <section aria-labelledby="held">
      <h2 id="held">找到 {records.length} 件</h2>
      {more && <p>同名的太多，没有全部列出：改用电话或者证件号码查找。</p>}
      {records.length > MOST_CASES && <p>一件请求最多涉及 {MOST_CASES} 件。</p>}
      <Form c={c} action={REQUESTS} token={randomUUID()} hidden={{ q: words }} label="登记请求">
        <DataTable caption="这个人的记录" columns={COLUMNS} rows={records} />
        <h3>登记请求</h3>
        <DrawnFields fields={FIELDS} form={form} />
        <Actions>
          <Button>登记请求</Button>
        </Actions>
      </Form>
    </section>
  );

const COLUMNS: readonly Column<PersonRecord>[] = [
  {
    title: '编号',
    cell: ({ kind, number }) => (
      <>
        <input
          type="checkbox"
          name={CASES}
          value={`${kind} ${number}`}
          checked
          aria-label={`包括 ${number}`}
        />{' '}
        {caseLink(kind, number)}
      </>
    ),
  },
  { title: '类别', cell: ({ kind }) => KIND_LABELS[kind] },
  { title: '日期', cell: ({ day }) => day, tight: true },
  { title: '事由', cell: ({ subject, names }) => maskedText('subject', subject ?? '', { names }) },
  { title: '本人', cell: ({ person }) => maskedText('caller', person ?? '') },
];
