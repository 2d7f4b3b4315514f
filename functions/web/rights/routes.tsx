/** 权限设置: who may do what, the three powers, who may know of reports, and the changes that wait for a second person. */
import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { accountChangeIn } from '#shared/accounts/change-account.ts';
import { GUARDS, OVERSEERS, SECONDS } from '#shared/accounts/permissions.ts';
import { decideRule } from '#shared/desk/rule-proposals.ts';
import type { Approvals } from '#shared/handling/approvals.ts';
import { isDecision } from '#shared/handling/commands.ts';
import { approvalsOf } from '#shared/ledger/office-approvals.ts';
import { pageRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notAllowed } from '../access/turned-away.tsx';
import { carryOutChange } from '../accounts/ask-change.ts';
import { type FormFields, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import { actorOf, type Ctx, colleaguesOf, ledgerOf, type Principal, type Web } from '../frame/web.ts';
import { Banner, Tag } from '../look/banner.tsx';
import { errorsAt, typedValues } from '../look/command-fields.ts';
import { BLANK_FORM, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { ACCESS, Access, accessFields } from './access.tsx';
import { Matrix } from './matrix.tsx';
import { Waiting } from './waiting.tsx';

const RIGHTS_PATH = '/rights';
type Asked = { readonly web: Web; readonly who: Principal };

export function rightsRoutes(door: Site, web: Web): void {
  const site = door.reading(pageRead('peopleRead'));
  site.page(RIGHTS_PATH, OVERSEERS, (c, who) => page(c, { web, who }, BLANK_FORM));
  site.form(`${RIGHTS_PATH}/rules`, GUARDS, (c, who, sent) => settle(c, { web, who }, sent));
  site.form(ACCESS, GUARDS, (c, who, sent) => give(c, { web, who }, sent));
  site.form(`${RIGHTS_PATH}/waiting`, SECONDS, (c, who, sent) => decide(c, { web, who }, sent));
}

/** What is proposed or set by the button that was pressed. */
const RULES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  separate: { command: 'SetSeparation', separated: true },
  rejoin: { command: 'SetSeparation', separated: false },
  restrict: { command: 'SetRestriction', restricted: true },
  open: { command: 'SetRestriction', restricted: false },
};

async function settle(c: Ctx, asked: Asked, sent: FormFields): Promise<Response> {
  const rule = textOf(sent, 'do');
  const fields = Object.hasOwn(RULES, rule) ? RULES[rule] : undefined;
  if (fields === undefined) return notAllowed(c);
  const done = await sendCommand(c, asked, { fields, token: textOf(sent, TOKEN_FIELD) });
  if (done.ok) return c.redirect(`${RIGHTS_PATH}?saved`, 303);
  return page(c, asked, { values: {}, errors: [done] });
}

async function give(c: Ctx, asked: Asked, sent: FormFields): Promise<Response> {
  const fields = accessFields(await colleaguesOf(asked.web, asked.who));
  const { reason = '', ...values } = typedValues(fields, sent);
  const command = textOf(sent, 'do');
  if (!GIVEN.includes(command)) return notAllowed(c);
  const why = command === 'AssignCase' ? { ...(reason !== '' && { note: reason }) } : { reason };
  const done = await sendCommand(c, asked, {
    fields: { command, ...values, ...why },
    token: textOf(sent, TOKEN_FIELD),
  });
  if (done.ok) return c.redirect(`${RIGHTS_PATH}?saved`, 303);
  return page(c, asked, { values: { reason, ...values }, errors: errorsAt(fields, done) });
}
const GIVEN: readonly string[] = ['GrantAccess', 'RevokeAccess', 'AssignCase'];

async function decide(c: Ctx, asked: Asked, sent: FormFields): Promise<Response> {
  const [command, step, reason] = [textOf(sent, 'do'), textOf(sent, 'step'), textOf(sent, 'reason')];
  if (!isDecision(command)) return notAllowed(c);
  const { web, who } = asked;
  const fields = { command, kind: 'approvals', step, ...(reason !== '' && { reason }) };
  const done = await decideRule(ledgerOf(web), { office: who.office, actor: actorOf(who), fields });
  if (!done.ok) return page(c, asked, { values: { reason }, errors: [done] });
  const change = done.account === undefined ? null : accountChangeIn(done.account);
  if (change === null) return c.redirect(`${RIGHTS_PATH}?saved`, 303);
  const carried = await carryOutChange(c, asked, change);
  return carried instanceof Response ? carried : page(c, asked, { values: {}, errors: [carried] });
}

async function page(c: Ctx, { web, who }: Asked, form: FormState): Promise<Response> {
  const rules = await approvalsOf(web.house.log, who.office);
  return renderFormPage(c, form, {
    title: '权限设置',
    section: 'rights',
    wide: true,
    body: (
      <>
        <h1>权限设置</h1>
        {c.req.query('saved') !== undefined && <Banner kind="success">已登记。</Banner>}
        <ErrorSummary errors={form.errors} />
        <Waiting c={c} who={who} rules={rules} form={form} />
        <Separation c={c} who={who} rules={rules} />
        <Restriction c={c} who={who} rules={rules} />
        {rules.restricted && <Access c={c} who={who} form={form} people={await colleaguesOf(web, who)} />}
        <Matrix />
      </>
    ),
  });
}

type Props = { readonly c: Ctx; readonly who: Principal; readonly rules: Approvals };

const Separation: FC<Props> = ({ c, who, rules: { separated } }) => (
  <section class="panel" aria-labelledby="separation">
    <h2 id="separation">三员分立 {separated ? <Tag kind="good">已启用</Tag> : <Tag>未启用</Tag>}</h2>
    <p class="soft">
      启用以后：管理员只管账号，不看案件、不改业务设置；安全管理员管审批规则、限制知悉和授权；审计员查看记录。三者由不同的人担任，权限和规则的变更由其中另一员复核。启用和停用都要另一员同意。
    </p>
    {GUARDS.includes(who.role) && (
      <Rule
        c={c}
        to={separated ? 'rejoin' : 'separate'}
        label={separated ? '提请停用三员分立' : '提请启用三员分立'}
      />
    )}
  </section>
);

const Restriction: FC<Props> = ({ c, who, rules: { restricted } }) => (
  <section class="panel" aria-labelledby="restriction">
    <h2 id="restriction">
      举报和第三方限制知悉 {restricted ? <Tag kind="good">已启用</Tag> : <Tag>未启用</Tag>}
    </h2>
    <p class="soft">
      启用以后，类型为举报的热线工单和征求意见的第三方，姓名、联系方式和内容只有承办的人、审批的人和经授权的人能看；其他人在清单、检索、页面、文书、导出和接口里看到“限知悉”。数字不受影响。
    </p>
    {GUARDS.includes(who.role) && (
      <Rule
        c={c}
        to={restricted ? 'open' : 'restrict'}
        label={restricted ? '停用限制知悉' : '启用限制知悉'}
      />
    )}
  </section>
);

const Rule: FC<{ c: Ctx; to: string; label: string }> = ({ c, to, label }) => (
  <Form c={c} action={`${RIGHTS_PATH}/rules`} token={randomUUID()} label={label}>
    <Button kind="secondary" name="do" value={to}>
      {label}
    </Button>
  </Form>
);
