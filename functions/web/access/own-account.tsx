/** One's own account, and changing its password. */
import type { FC } from 'hono/jsx';
import { signIn } from '#shared/accounts/entry.ts';
import { hashOfPassword, SHORTEST_PASSWORD } from '#shared/accounts/passwords.ts';
import { SIGNED_IN } from '#shared/accounts/permissions.ts';
import type { FormFields } from '../frame/form-fields.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { TextField } from '../look/fields.tsx';
import {
  Actions,
  BLANK_FORM,
  Button,
  ErrorSummary,
  type FieldError,
  Form,
  type FormState,
} from '../look/form.tsx';
import { ROLE_NAMES } from '../look/masthead.tsx';
import { renderFormPage } from '../look/page.tsx';
import { Facts } from '../look/table.tsx';
import { NOTHING_PERSONAL, recordRefusal } from './reads.ts';
import type { Site } from './site.ts';
import { giveSession } from './visitor.ts';

export function ownAccountRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.page('/account', SIGNED_IN, (c, who) => accountPage(c, { who, form: BLANK_FORM }));
  site.form('/account/password', SIGNED_IN, (c, who, fields) => changePassword(c, { web, who, fields }));
}

type Asked = { readonly web: Web; readonly who: Principal; readonly fields: FormFields };

async function changePassword(c: Ctx, { web, who, fields }: Asked): Promise<Response> {
  const typed = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
  const [old, wanted, again] = [typed('old'), typed('password'), typed('again')];
  const errors: FieldError[] = [];
  if ([...wanted].length < SHORTEST_PASSWORD)
    errors.push({ field: 'password', code: 'tooShort', message: `新密码至少 ${SHORTEST_PASSWORD} 个字符` });
  else if (wanted !== again)
    errors.push({ field: 'again', code: 'notTheSame', message: '两次填写的新密码不一致' });
  if (errors.length > 0) return accountPage(c, { who, form: { values: {}, errors } });
  const now = web.house.clock.now();
  const attempt = { user: who.user, password: old, address: web.config.addressOf(c) };
  const known = await signIn(web.accounts, attempt, now);
  if (known.outcome !== 'in') {
    await recordRefusal(c, web, { name: who.user, why: known.outcome });
    const wrong = { field: 'old', code: 'wrongPassword', message: '现在的密码不对' };
    return accountPage(c, { who, form: { values: {}, errors: [wrong] } });
  }
  await web.accounts.change(who.user, { passwordHash: await hashOfPassword(wanted) });
  const entered = await signIn(web.accounts, { ...attempt, password: wanted }, now);
  if (entered.outcome === 'in') await giveSession(c, web, entered.secret);
  web.log({ event: 'passwordChanged', request: c.var.request, user: who.user });
  return accountPage(c, { who, form: BLANK_FORM, saved: true });
}

type Shown = { readonly who: Principal; readonly form: FormState; readonly saved?: boolean };

async function accountPage(c: Ctx, { who, form, saved }: Shown): Promise<Response> {
  return renderFormPage(c, form, {
    title: '我的账号',
    body: (
      <>
        <h1>我的账号</h1>
        {saved && <Banner kind="success">密码已更换，其他地方的登录已全部失效。</Banner>}
        <ErrorSummary errors={form.errors} />
        <section class="panel">
          <Facts
            items={[
              ['用户名', who.user],
              ['角色', ROLE_NAMES[who.role]],
              ['机关', c.var.office.name],
            ]}
          />
        </section>
        <section class="panel">
          <h2>更换密码</h2>
          <PasswordForm c={c} form={form} />
        </section>
      </>
    ),
  });
}

const PasswordForm: FC<{ c: Ctx; form: FormState }> = ({ c, form }) => (
  <Form c={c} action="/account/password">
    <TextField
      form={form}
      name="old"
      label="现在的密码"
      type="password"
      size="short"
      autocomplete="current-password"
    />
    <TextField
      form={form}
      name="password"
      label="新密码"
      type="password"
      size="short"
      hint={`至少 ${SHORTEST_PASSWORD} 个字符，可以用一句话`}
      autocomplete="new-password"
    />
    <TextField
      form={form}
      name="again"
      label="再填一次新密码"
      type="password"
      size="short"
      autocomplete="new-password"
    />
    <Actions>
      <Button>更换密码</Button>
    </Actions>
  </Form>
);
