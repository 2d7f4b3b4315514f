/** Logging an application: one screen, by keyboard alone, and straight on to the next. */

import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { CLERKS } from '#shared/accounts/permissions.ts';
import type { Explanation } from '#shared/disclosure/explanation.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { dateOfInstant, type PlainDate } from '#shared/kernel/plain-date.ts';
import { openCase } from '#shared/ledger/case-file.ts';
import { explainApplication } from '#shared/redating/explain-case.ts';
import { LIST_READ, NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { attachBeside, mostOf } from '../cases/attach-form.tsx';
import { caseHref, caseLink } from '../cases/case-address.tsx';
import { earlierCases } from '../cases/earlier-cases.tsx';
import { LikelyTwins, seenField, type Twin, unseen } from '../cases/likely-twins.tsx';
import { caseRoutes } from '../cases/list-page.tsx';
import { leftText } from '../cases/progress.tsx';
import { type FormFields, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { errorAt, errorsAt, typedValues, type Values } from '../look/command-fields.ts';
import { firstOrDraft } from '../look/drafts.ts';
import type { FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { APPLICATION_PAGES } from './pages.tsx';
import { commandOf, type Preview, previewOf } from './registration.ts';
import { FIELDS } from './registration-fields.ts';
import { NEW_APPLICATION, RegistrationForm } from './registration-form.tsx';
import { twinsOf } from './same-applicant.tsx';

const PATH = '/applications';

export function applicationRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.page(NEW_APPLICATION, CLERKS, (c, who) => openForm(c, web, who));
  // the form that comes back shows what else the person has asked
  door.reading(LIST_READ).form(PATH, CLERKS, (c, who, fields) => register(c, { web, who, fields }));
  caseRoutes(door, web, APPLICATION_PAGES);
}

async function openForm(c: Ctx, web: Web, who: Principal): Promise<Response> {
  const today = dateOfInstant(web.house.clock.now());
  const after = await lastOne(c, web, who);
  const first = { channel: 'inPerson', submittedOn: today, ...after?.values };
  const values = await firstOrDraft(c, { web, who }, { page: NEW_APPLICATION, fields: FIELDS, first });
  return formPage(c, { web, who, form: { values, errors: [] }, token: randomUUID(), after });
}

type After = { readonly number: string; readonly due: Explanation; readonly values: Record<string, string> };

/** Confirms the application just logged, and keeps its channel as the default for the next one. */
async function lastOne(c: Ctx, web: Web, who: Principal): Promise<After | null> {
  const number = c.req.query('after');
  if (number === undefined) return null;
  const file = await openCase(web.house.log, disclosureKind, { office: who.office, number });
  if (file === null) return null;
  const { state } = file;
  const today = dateOfInstant(web.house.clock.now());
  const due = await explainApplication(web.house.log, { office: who.office, state, on: today });
  return { number: file.number, due, values: { channel: state.channel ?? 'inPerson' } };
}

type Posted = { readonly web: Web; readonly who: Principal; readonly fields: FormFields };

async function register(c: Ctx, { web, who, fields }: Posted): Promise<Response> {
  const values = typedValues(FIELDS, fields);
  const token = textOf(fields, TOKEN_FIELD);
  const button = textOf(fields, 'do');
  if (button === 'preview') return showPreview(c, { web, who, values, token });
  const inRow = button === 'next';
  const twins = await unseen({ web, who, fields, token }, () => twinsOf(web, who, values));
  if (twins.length > 0) return formPage(c, { web, who, form: { values, errors: [] }, token, twins, inRow });
  const execution = await sendCommand(
    c,
    { web, who },
    {
      fields: commandOf(values, web.house.clock.now()),
      token,
    },
  );
  if (!execution.ok)
    return formPage(c, { web, who, form: { values, errors: errorsAt(FIELDS, execution) }, token, inRow });
  const { number } = execution;
  await attachBeside(c, { web, who }, { to: { kind: 'application', number }, sent: fields });
  if (inRow) return c.redirect(`${PATH}/new?after=${encodeURIComponent(number)}`, 303);
  return c.redirect(`${caseHref({ path: PATH }, number)}?done=RegisterApplication`, 303);
}

type Previewed = {
  readonly web: Web;
  readonly who: Principal;
  readonly values: Values;
  readonly token: string;
};

async function showPreview(c: Ctx, { web, who, values, token }: Previewed): Promise<Response> {
  const today = dateOfInstant(web.house.clock.now());
  const preview = await previewOf(web.house.log, { office: who.office, values, today });
  const errors = preview.ok ? [] : preview.faults.map((fault) => errorAt(FIELDS, fault));
  return formPage(c, { web, who, form: { values, errors }, token, preview });
}

type Shown = {
  readonly web: Web;
  readonly who: Principal;
  readonly form: FormState;
  readonly token: string;
  readonly after?: After | null;
  readonly preview?: Preview;
  readonly twins?: readonly Twin[];
  /** It was sent by the button that goes on to the next. */
  readonly inRow?: boolean;
};

async function formPage(c: Ctx, shown: Shown): Promise<Response> {
  const { web, who, form, token, after, preview, twins = [], inRow = Boolean(after) } = shown;
  const { identity, contact: phone, applicantName: name } = form.values;
  const typed = { ...(identity && { identity }), ...(phone && { phone }), ...(name && { name }) };
  const earlier = await earlierCases(web, { office: who.office, kind: 'application', typed });
  return renderFormPage(c, form, {
    title: '登记申请',
    section: 'applications',
    body: (
      <>
        <p class="crumb">
          <a href={PATH}>依申请公开</a>
        </p>
        <h1>登记政府信息公开申请</h1>
        {after && (
          <Banner kind="success">
            已登记 {caseLink('application', after.number)}，
            <Receipt due={after.due} />
          </Banner>
        )}
        {preview?.ok && (
          <Banner kind="info">
            尚未登记。按现在填写的内容，
            <Receipt due={preview.due} />
          </Banner>
        )}
        <LikelyTwins twins={twins} what="同一申请人的下列申请内容相同或者相近">
          对已经答复的相同内容重复申请的，可以登记以后按“重复申请”不予重复处理（条例第三十六条第六项）；
        </LikelyTwins>
        <RegistrationForm
          {...{ c, form, token, earlier, inRow }}
          hidden={seenField(twins)}
          most={mostOf(web)}
        />
      </>
    ),
  });
}

/** The day of receipt and the reply date in one sentence. */
const Receipt: FC<{ due: Explanation }> = ({ due }) => {
  const receivedOn: PlainDate | undefined = due.days[0]?.date;
  if (receivedOn === undefined) return <>收到日期待双方确认，确认以后才开始计算期限。</>;
  return (
    <>
      收到日期 {receivedOn}，答复期限 {due.dueOn}
      {due.provisional && '（暂定）'}，{leftText(due, due.on)}。
    </>
  );
};
