/** 保管期限: how long records are kept, by the office's own word, and what is due to be destroyed. */
import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { GUARDS, OFFICERS } from '#shared/accounts/permissions.ts';
import { type DueRecords, dueRecords } from '#shared/erasing/due-records.ts';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import { RECORD_KINDS } from '#shared/kernel/event.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { retentionOf } from '#shared/ledger/kept-cases.ts';
import { GRADES, type Retention } from '#shared/personal/retention.ts';
import type { Reads } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notAllowed } from '../access/turned-away.tsx';
import { caseLink } from '../cases/case-address.tsx';
import { type FormFields, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { type CommandField, commandFields, errorsAt, typedValues } from '../look/command-fields.ts';
import { DrawnFields } from '../look/drawn-fields.tsx';
import { Actions, BLANK_FORM, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState } from '../look/table.tsx';
import { gradeText } from '../wording/setting-words.ts';
import { PERSONS, RETENTION, requestHref } from './addresses.ts';

type By = { readonly web: Web; readonly who: Principal };

const FIELDS: readonly CommandField[] = [
  {
    ...{ name: 'kind', kind: 'select', label: '类别', blank: '请选择' },
    choices: RECORD_KINDS.map((value) => ({ value, label: KIND_LABELS[value] })),
  },
  {
    ...{ name: 'grade', kind: 'select', label: '保管期限', blank: '请选择' },
    choices: GRADES.map((value) => ({ value, label: gradeText(value) })),
  },
  { name: 'source', kind: 'text', label: '依据', hint: '本机关保管期限表的名称和条目' },
];

const DUE_LISTED: Reads = {
  what: 'caseListed',
  of: () => ({ what: 'caseListed', details: { page: RETENTION } }),
};

export function retentionRoutes(door: Site, web: Web): void {
  const site = door.reading(DUE_LISTED);
  site.page(RETENTION, OFFICERS, (c, who) => page(c, { web, who }, BLANK_FORM));
  site.form(RETENTION, GUARDS, (c, who, fields) => settle(c, { web, who }, fields));
  site.form(`${RETENTION}/propose`, OFFICERS, (c, who, fields) => propose(c, { web, who }, fields));
}

async function settle(c: Ctx, by: By, fields: FormFields): Promise<Response> {
  const values = typedValues(FIELDS, fields);
  const typed = commandFields(FIELDS, values, { now: by.web.house.clock.now() });
  const command = { command: 'SetRetention', ...typed };
  const done = await sendCommand(c, by, { fields: command, token: textOf(fields, TOKEN_FIELD) });
  if (!done.ok) return page(c, by, { values, errors: errorsAt(FIELDS, done) });
  return c.redirect(`${RETENTION}?saved=1`, 303);
}

/** All that is due, as one request that a second account has to agree to. */
async function propose(c: Ctx, by: By, fields: FormFields): Promise<Response> {
  const { house } = by.web;
  if (by.who.role === 'auditor') return notAllowed(c);
  await house.catchUp();
  const { cases } = await dueRecords(house, by.who.office);
  const on = dateOfInstant(house.clock.now());
  const named = cases.map(({ kind, number }) => ({ kind, number }));
  const command = { command: 'ReceivePersonRequest', asks: 'expired', on, cases: named };
  const done = await sendCommand(c, by, { fields: command, token: textOf(fields, TOKEN_FIELD) });
  if (!done.ok) return page(c, by, { values: {}, errors: errorsAt([], done) });
  return c.redirect(requestHref(done.number), 303);
}

async function page(c: Ctx, { web, who }: By, form: FormState): Promise<Response> {
  await web.house.catchUp();
  const retention = await retentionOf(web.house.log, who.office);
  const due = await dueRecords(web.house, who.office);
  return renderFormPage(c, form, {
    title: '保管期限',
    section: 'persons',
    body: (
      <>
        <p class="crumb">
          <a href={PERSONS}>个人信息</a>
        </p>
        <h1>保管期限</h1>
        {c.req.query('saved') !== undefined && <Banner kind="success">已保存。</Banner>}
        <p>
          没有设定的类别永久保管。期限从办结的次年起算满年数，到那一年的 12 月 31
          日为止；期满的记录不会自动删除，由一人提出、另一人批准。
        </p>
        <ErrorSummary errors={form.errors} />
        {retention.length === 0 ? (
          <p class="soft">还没有设定。</p>
        ) : (
          <DataTable caption="保管期限" columns={PERIODS} rows={retention} />
        )}
        {GUARDS.includes(who.role) && (
          <section class="panel">
            <Form c={c} action={RETENTION} token={randomUUID()} label="设定保管期限">
              <DrawnFields fields={FIELDS} form={form} />
              <Actions>
                <Button>保存</Button>
              </Actions>
            </Form>
          </section>
        )}
        <Due c={c} due={due} />
      </>
    ),
  });
}

const PERIODS: readonly Column<Retention[number]>[] = [
  { title: '类别', cell: ({ kind }) => KIND_LABELS[kind] },
  { title: '保管期限', cell: ({ grade }) => gradeText(grade) },
  { title: '依据', cell: ({ source }) => source },
  { title: '设定', cell: ({ on }) => on, tight: true },
];

const Due: FC<{ c: Ctx; due: DueRecords }> = ({ c, due: { cases, more } }) => (
  <section aria-labelledby="due">
    <h2 id="due">期满的记录</h2>
    {cases.length === 0 ? (
      <EmptyState title="没有期满的记录">每月第一天重新核对一次。</EmptyState>
    ) : (
      <>
        <p>
          {cases.length} 件{more && '（只列出最早的一部分，处置以后再提出其余的）'}。
        </p>
        <DataTable caption="期满的记录" columns={DUE} rows={cases} />
        <Form c={c} action={`${RETENTION}/propose`} token={randomUUID()} label="提出处置">
          <Actions>
            <Button kind="secondary">提出处置这 {cases.length} 件</Button>
          </Actions>
        </Form>
      </>
    )}
  </section>
);

const DUE: readonly Column<DueRecords['cases'][number]>[] = [
  { title: '编号', cell: ({ kind, number }) => caseLink(kind, number) },
  { title: '类别', cell: ({ kind }) => KIND_LABELS[kind] },
  { title: '办结', cell: ({ concludedOn }) => concludedOn, tight: true },
  { title: '期满', cell: ({ keptUntil }) => keptUntil, tight: true },
];
