/** 登录设置: what the office settles about signing in. */
import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { ADMINS, GUARDS } from '#shared/accounts/permissions.ts';
import { IDLE_MINUTES, type SignInRules, setSignInRules } from '#shared/accounts/sign-in-rules.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { ROLES } from '#shared/store/accounts.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { rulesAt } from '../access/visitor.ts';
import { type FormFields, textOf, valuesOf } from '../frame/form-fields.ts';
import { actorOf, type Ctx } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { RadioGroup, TickBoxes } from '../look/choice-sets.tsx';
import { TextField } from '../look/fields.tsx';
import { Actions, Button, ErrorSummary, type FieldError, Form, type FormState } from '../look/form.tsx';
import { ROLE_NAMES } from '../look/masthead.tsx';
import { renderFormPage } from '../look/page.tsx';
import { ACCOUNTS, type Asked } from './addresses.ts';
import { AccountsCrumb } from './entry-form.tsx';

const SIGN_IN_SETTINGS = `${ACCOUNTS}/sign-in`;

export function signInSettingRoutes(door: Site, web: Asked['web']): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.page(SIGN_IN_SETTINGS, GUARDS, async (c, who) =>
    settingsPage(c, { web, who }, { values: shownAs(await rulesAt(web, who.office)), errors: [] }),
  );
  site.form(SIGN_IN_SETTINGS, GUARDS, (c, who, fields) => save(c, { web, who }, fields));
}

function shownAs(rules: SignInRules): FormState['values'] {
  return {
    idleMinutes: String(rules.idleMinutes),
    factorFor: rules.factorFor.join('\n'),
    ownPassword: rules.ownPasswordAtOnce ? 'atOnce' : 'later',
    passwords: rules.passwords ? 'on' : 'off',
  };
}

async function save(c: Ctx, asked: Asked, fields: FormFields): Promise<Response> {
  const { web, who } = asked;
  const idle = textOf(fields, 'idleMinutes').normalize('NFKC');
  const factorFor = valuesOf(fields, 'factorFor');
  const ownPassword = textOf(fields, 'ownPassword');
  const passwords = textOf(fields, 'passwords');
  const values = { idleMinutes: idle, factorFor: factorFor.join('\n'), ownPassword, passwords };
  const rules: SignInRules = {
    idleMinutes: Number(idle),
    factorFor: ROLES.filter((role) => factorFor.includes(role)),
    ownPasswordAtOnce: ownPassword === 'atOnce',
    passwords: passwords !== 'off',
  };
  const errors = faultsOf(c, asked, { rules, idle });
  if (errors.length > 0) return settingsPage(c, asked, { values, errors });
  const on = dateOfInstant(web.house.clock.now());
  await setSignInRules(web.house.log, { office: who.office, actor: actorOf(who), on }, rules);
  web.log({ event: 'signInRulesSet', request: c.var.request, user: who.user });
  return c.redirect(`${SIGN_IN_SETTINGS}?saved`, 303);
}

type Wanted = { readonly rules: SignInRules; readonly idle: string };

function faultsOf(c: Ctx, { web }: Asked, { rules, idle }: Wanted): readonly FieldError[] {
  const { least, most } = IDLE_MINUTES;
  const isFit = /^\d{1,3}$/.test(idle) && rules.idleMinutes >= least && rules.idleMinutes <= most;
  const errors: FieldError[] = isFit
    ? []
    : [{ field: 'idleMinutes', code: 'badNumber', message: `填 ${least} 到 ${most} 之间的整数` }];
  // who has come in through the provider knows that it works, and that it knows an administrator
  if (!rules.passwords && (web.config.provider === undefined || c.var.present?.how !== 'provider'))
    errors.push({ field: 'passwords', code: 'lastWayIn', message: LAST_WAY });
  return errors;
}

const LAST_WAY =
  '停用密码登录以前，请先用统一身份认证登录一次本账号，再在这里停用：这样才能确定停用以后还有管理员进得来';

function settingsPage(c: Ctx, { web }: Asked, form: FormState): Response | Promise<Response> {
  return renderFormPage(c, form, {
    title: '登录设置',
    section: 'sign-in-settings',
    body: (
      <>
        {ADMINS.includes(c.var.principal?.role ?? 'security') && <AccountsCrumb />}
        <h1>登录设置</h1>
        {c.req.query('saved') !== undefined && <Banner kind="success">已保存，马上生效。</Banner>}
        <ErrorSummary errors={form.errors} />
        <section class="panel">
          <Form c={c} action={SIGN_IN_SETTINGS} token={randomUUID()} label="登录设置">
            <IdleField form={form} />
            <TickBoxes
              form={form}
              name="factorFor"
              label="哪些角色必须有第二种验证方式"
              hint="选中的角色只有密码的，登录后先添加验证器或者通行密钥，才能打开其他页面。请先让他们添加，再选"
              choices={ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role] }))}
              optional
            />
            <RadioGroup form={form} name="ownPassword" label="别人给的密码" choices={OWN_PASSWORD_CHOICES} />
            {web.config.provider !== undefined && (
              <RadioGroup form={form} name="passwords" label="用户名和密码登录" choices={PASSWORD_CHOICES} />
            )}
            <Actions>
              <Button>保存</Button>
            </Actions>
          </Form>
        </section>
      </>
    ),
  });
}

const OWN_PASSWORD_CHOICES = [
  { value: 'later', label: '登录时提醒更换，七天后必须更换' },
  { value: 'atOnce', label: '第一次登录就必须更换' },
];
const PASSWORD_CHOICES = [
  { value: 'on', label: '可以' },
  { value: 'off', label: '停用，只能用统一身份认证或者通行密钥' },
];

const IdleField: FC<{ form: FormState }> = ({ form }) => (
  <TextField
    form={form}
    name="idleMinutes"
    label="多少分钟没有操作自动退出"
    hint={`${IDLE_MINUTES.least} 到 ${IDLE_MINUTES.most}，一般为 30。正在填写的内容自动存为草稿，不会丢失`}
    size="short"
    inputmode="numeric"
  />
);
