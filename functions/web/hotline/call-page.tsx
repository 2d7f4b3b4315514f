/** Logging a call: the form, and straight on to the next. */

import { randomUUID } from 'node:crypto';
import { CLERKS } from '#shared/accounts/permissions.ts';
import { HOTLINE_SOURCE } from '#shared/hotline/events.ts';
import { hotlineKind } from '#shared/hotline/kind.ts';
import { type ListName, offeredOn } from '#shared/hotline/lists.ts';
import type { HotlineState } from '#shared/hotline/state.ts';
import { openCase } from '#shared/ledger/case-file.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { LIST_READ, NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { caseHref } from '../cases/case-address.tsx';
import { earlierCases } from '../cases/earlier-cases.tsx';
import { LikelyTwins, seenField, type Twin, unseen } from '../cases/likely-twins.tsx';
import { type FormFields, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { errorsAt, filledValues, typedValues } from '../look/command-fields.ts';
import { firstOrDraft } from '../look/drafts.ts';
import type { FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { answersAtOnce } from './answers.ts';
import { CallForm, Logged, NEW, type Offered } from './call-form.tsx';
import { CALL_FIELDS, endingsFor, logAgain, logCall, todayOf } from './calls.ts';
import { HOTLINE } from './pages.tsx';
import { calledToday } from './repeated-calls.ts';

/** Of what a telephone system may bring. */
const LONGEST_PHONE = 100;

export function callRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.page(NEW, CLERKS, (c, who) => openForm(c, web, who));
  // the form that comes back shows the earlier calls
  door.reading(LIST_READ).form(HOTLINE, CLERKS, (c, who, fields) => take(c, { web, who, fields }));
}

/** `?phone=` is where a telephone system leads when a call comes in: a new one, whatever was begun before. */
async function openForm(c: Ctx, web: Web, who: Principal): Promise<Response> {
  const last = await lastCall(c, web, who);
  const contact = (c.req.query('phone') ?? '').trim().slice(0, LONGEST_PHONE);
  const first = {
    at: web.house.clock.now().slice(0, 16),
    source: last?.source ?? HOTLINE_SOURCE,
    ...{ ending: 'accepted', contact },
  };
  const values =
    contact === '' ? await firstOrDraft(c, { web, who }, { page: NEW, fields: CALL_FIELDS, first }) : first;
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
  const offered = await offeredTo(web, who);
  const withChoices = CALL_FIELDS.map((field) => ({ ...field, choices: offered[field.name] ?? [] }));
  const typed = typedValues(CALL_FIELDS, fields);
  const token = textOf(fields, TOKEN_FIELD);
  const pressed = textOf(fields, 'do');
  if (pressed === 'look') return formPage(c, { web, who, form: { values: typed, errors: [] }, token });
  const values = typed.ending === 'answered' ? filledValues(withChoices, typed) : typed;
  const call = { web, who, values, token };
  const [, into] = /^again:(.+)$/s.exec(pressed) ?? [];
  const find = async () => (into === undefined ? calledToday(web, who, values) : []);
  const twins = await unseen({ web, who, fields, token }, find);
  if (twins.length > 0) return formPage(c, { web, who, form: { values, errors: [] }, token, twins });
  const done = await (into === undefined ? logCall(c, call) : logAgain(c, call, into));
  if (!done.ok)
    return formPage(c, { web, who, form: { values, errors: errorsAt(CALL_FIELDS, done) }, token });
  if (pressed === 'save')
    return c.redirect(`${caseHref({ path: HOTLINE }, done.number)}?done=RegisterHotlineCase`, 303);
  return c.redirect(`${HOTLINE}/new?${new URLSearchParams({ after: done.number })}`, 303);
}

type Shown = {
  readonly web: Web;
  readonly who: Principal;
  readonly form: FormState;
  readonly token: string;
  readonly last?: HotlineState | null;
  readonly twins?: readonly Twin[];
};

async function formPage(c: Ctx, { web, who, form, token, last, twins = [] }: Shown): Promise<Response> {
  const { contact = '', caller = '' } = form.values;
  const earlier = await earlierCases(web, {
    ...{ office: who.office, kind: 'hotline', typed: { phone: contact, name: caller } },
  });
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
        <LikelyTwins twins={twins} what="同一电话今天已经登记过同一类型的工单">
          是同一诉求的，在右边选“追加、重复来电”；
        </LikelyTwins>
        <CallForm
          hidden={seenField(twins)}
          c={c}
          form={form}
          token={token}
          offered={await offeredTo(web, who)}
          earlier={earlier}
        />
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
    subdistrict: labels('subdistricts'),
    department: labels('departments'),
    ending: endingsFor(role),
    template: answersAtOnce(lists),
  };
}
