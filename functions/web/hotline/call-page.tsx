/** Logging a call: the form, and straight on to the next. */

import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { CLERKS } from '#shared/accounts/permissions.ts';
import { HOTLINE_SOURCE } from '#shared/hotline/events.ts';
import { hotlineKind } from '#shared/hotline/kind.ts';
import { type ListName, offeredOn } from '#shared/hotline/lists.ts';
import type { HotlineState } from '#shared/hotline/state.ts';
import { openCase } from '#shared/ledger/case-file.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import type { Site } from '../access/site.ts';
import { caseHref, caseLink } from '../cases/case-address.tsx';
import { type FormFields, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { type CommandField, errorsAt, typedValues } from '../look/command-fields.ts';
import { firstOrDraft } from '../look/drafts.ts';
import { DrawnFields } from '../look/drawn-fields.tsx';
import type { Choice } from '../look/fields.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { minute } from '../wording/word.ts';
import { ABOUT, AFTERWARDS, ARRIVAL, CALL_FIELDS, endingsFor, logCall, SAID, todayOf } from './calls.ts';
import { HOTLINE } from './pages.tsx';

const NEW = `${HOTLINE}/new`;

export function callRoutes(site: Site, web: Web): void {
  site.page(NEW, CLERKS, (c, who) => openForm(c, web, who));
  site.form(HOTLINE, CLERKS, (c, who, fields) => take(c, { web, who, fields }));
}

async function openForm(c: Ctx, web: Web, who: Principal): Promise<Response> {
  const last = await lastCall(c, web, who);
  const first = {
    at: web.house.clock.now().slice(0, 16),
    source: last?.source ?? HOTLINE_SOURCE,
    ending: 'accepted',
  };
  const values = await firstOrDraft(c, { web, who }, { page: NEW, fields: CALL_FIELDS, first });
  return formPage(c, { web, who, form: { values, errors: [] }, token: randomUUID(), last });
}

/** The call just logged: told of, and its source kept for the next. */
async function lastCall(c: Ctx, web: Web, who: Principal): Promise<HotlineState | null> {
  const number = c.req.query('after');
  if (number === undefined) return null;
  const file = await openCase(web.house.log, hotlineKind, { office: who.office, number });
  return file?.state ?? null;
}

type Posted = { readonly web: Web; readonly who: Principal; readonly fields: FormFields };

async function take(c: Ctx, { web, who, fields }: Posted): Promise<Response> {
  const values = typedValues(CALL_FIELDS, fields);
  const token = textOf(fields, TOKEN_FIELD);
  const done = await logCall(c, { web, who, values, token });
  if (!done.ok)
    return formPage(c, { web, who, form: { values, errors: errorsAt(CALL_FIELDS, done) }, token });
  if (textOf(fields, 'do') === 'save')
    return c.redirect(`${caseHref({ path: HOTLINE }, done.number)}?done=RegisterHotlineCase`, 303);
  return c.redirect(`${HOTLINE}/new?${new URLSearchParams({ after: done.number })}`, 303);
}

type Shown = {
  readonly web: Web;
  readonly who: Principal;
  readonly form: FormState;
  readonly token: string;
  readonly last?: HotlineState | null;
};

async function formPage(c: Ctx, { web, who, form, token, last }: Shown): Promise<Response> {
  return renderFormPage(c, form, {
    title: '接一个电话',
    section: 'hotline',
    body: (
      <>
        <p class="crumb">
          <a href={HOTLINE}>热线工单</a>
        </p>
        <h1>接一个电话</h1>
        {last && <Logged call={last} />}
        <CallForm c={c} form={form} token={token} offered={await offeredTo(web, who)} />
      </>
    ),
  });
}

async function offeredTo(web: Web, { office, role }: Principal): Promise<Offered> {
  const lists = await officeSettings(web.house.log, office).lists();
  const labels = (list: ListName) =>
    offeredOn(lists, list, todayOf(web)).map(({ label }) => ({ value: label, label }));
  return {
    type: offeredOn(lists, 'types', todayOf(web)).map(({ key, label }) => ({ value: key, label })),
    source: labels('sources'),
    topic: labels('topics'),
    department: labels('departments'),
    ending: endingsFor(role),
  };
}

/** The number to tell the caller, and until when an answer is due. */
const Logged: FC<{ call: HotlineState }> = ({ call }) => (
  <Banner kind="success">
    已登记 {caseLink('hotline', call.number)}
    {call.closedAt !== null && '，当场办结'}
    {call.department !== null && `，已派发${call.department}`}
    {call.dueAt !== null && call.closedAt === null && `，办理时限 ${minute(call.dueAt)}`}
    。可以接下一个电话。
  </Banner>
);

/** What the office's lists offer, by field. */
type Offered = Readonly<Record<string, readonly Choice[]>>;
type Props = {
  readonly c: Ctx;
  readonly form: FormState;
  readonly token: string;
  readonly offered: Offered;
};

/** One screen for one call: type first, by keyboard alone; what was said; and what becomes of it. */
const CallForm: FC<Props> = ({ c, form, token, offered }) => {
  const offering = (fields: readonly CommandField[]): readonly CommandField[] =>
    fields.map((field) => ({ ...field, choices: offered[field.name] ?? [] }));
  return (
    <>
      <ErrorSummary errors={form.errors} />
      <section class="panel">
        <Form c={c} action={HOTLINE} token={token} label="登记来电" draft={NEW}>
          <DrawnFields fields={offering(SAID)} form={form} focus />
          <div class="triple">
            <DrawnFields fields={offering(ABOUT)} form={form} />
          </div>
          <DrawnFields fields={offering(AFTERWARDS)} form={form} />
          <div class="pair">
            <DrawnFields fields={offering(ARRIVAL)} form={form} />
          </div>
          <Actions>
            <Button name="do" value="next">
              登记，接下一个
            </Button>
            <Button kind="secondary" name="do" value="save">
              登记并打开工单
            </Button>
          </Actions>
        </Form>
      </section>
    </>
  );
};
