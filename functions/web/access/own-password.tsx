/** One's own password replaced: after a look at the old one, and by one that is not easily guessed. */
import type { FC } from 'hono/jsx';
import { hashOfPassword } from '#shared/accounts/passwords.ts';
import { SIGNED_IN } from '#shared/accounts/permissions.ts';
import { checkPassword } from '#shared/accounts/sign-in.ts';
import { SHORTEST_PASSWORD, WEAKNESSES, weaknessOf } from '#shared/accounts/strong-password.ts';
import { type FormFields, textOf } from '../frame/form-fields.ts';
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
import { renderFormPage } from '../look/page.tsx';
import { deviceOf } from './devices.ts';
import { beginSession, OWN_PASSWORD, ownPath } from './let-in.ts';
import { NOTHING_PERSONAL, recordRefusal } from './reads.ts';
import { costOf } from './sign-in.tsx';
import { statusOf } from './sign-in-page.tsx';
import type { Site } from './site.ts';
import { turnedAway } from './turned-back.ts';

export function ownPasswordRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.page(OWN_PASSWORD, SIGNED_IN, (c) =>
    passwordPage(c, { ...BLANK_FORM, values: { next: c.req.query('next') ?? '' } }),
  );
  site.form(OWN_PASSWORD, SIGNED_IN, (c, who, fields) => changePassword(c, { web, who, fields }));
}

type Asked = { readonly web: Web; readonly who: Principal; readonly fields: FormFields };

const OLD = 'old';
/** As typed: a password may begin or end with a blank. */
const typedIn = (fields: FormFields, name: string): string =>
  typeof fields[name] === 'string' ? fields[name] : '';

async function changePassword(c: Ctx, asked: Asked): Promise<Response> {
  const { web, who, fields } = asked;
  const values = { next: textOf(fields, 'next') };
  const wanted = typedIn(fields, 'password');
  const weak = faultsOf(wanted, {
    user: who.user,
    old: typedIn(fields, 'old'),
    again: typedIn(fields, 'again'),
  });
  if (weak.length > 0) return passwordPage(c, { values, errors: weak });
  const { fault, how } = await isOwner(c, asked);
  if (fault !== null) return passwordPage(c, { values, errors: [fault] });
  await web.accounts.change(who.user, {
    passwordHash: await hashOfPassword(wanted, web.config.passwordCost),
  });
  web.log({ event: 'passwordChanged', request: c.var.request, user: who.user });
  const account = await web.accounts.find(who.user);
  if (account !== null) await beginSession(c, web, { account, how });
  return c.redirect(values.next === '' ? '/account?saved=password' : ownPath(values.next), 303);
}

type Typed = { readonly user: string; readonly old: string; readonly again: string };

function faultsOf(wanted: string, { user, old, again }: Typed): readonly FieldError[] {
  const weakness = weaknessOf(wanted, user);
  if (weakness !== null) return [{ field: 'password', code: weakness, message: WEAKNESSES[weakness] }];
  if (wanted === old)
    return [{ field: 'password', code: 'theSameAgain', message: '新密码和现在的密码一样，请换一个' }];
  if (wanted !== again) return [{ field: 'again', code: 'notTheSame', message: '两次填写的新密码不一致' }];
  return [];
}

/** Whether the password that was typed is theirs: for whatever a session that was left open must not do. */
export async function isOwner(c: Ctx, { web, who, fields }: Asked) {
  const name = Object.keys(fields).find((one) => one === OLD || one.startsWith(`${OLD}.`)) ?? OLD;
  const attempt = {
    ...{ user: who.user, password: typedIn(fields, name), address: web.config.addressOf(c) },
    device: await deviceOf(c, web, who.user),
  };
  const door = { accounts: web.accounts, ...costOf(web) };
  const checked = await checkPassword(door, attempt, web.house.clock.now());
  if (checked.outcome !== 'right') await recordRefusal(c, web, { name: who.user, why: checked.outcome });
  const fault = checked.outcome === 'right' ? null : { ...turnedAway(c, checked, OLD), field: name };
  return { fault, how: c.var.present?.how ?? ('password' as const) };
}

function passwordPage(c: Ctx, form: FormState): Response | Promise<Response> {
  const isGiven = c.var.present?.standing.duties.includes('password') ?? false;
  return renderFormPage(c, form, {
    title: '更换密码',
    ...statusOf(form),
    body: (
      <>
        <h1>更换密码</h1>
        {isGiven && (
          <Banner kind="warning">
            现在的密码是别人给您的，知道的不止您一个人。请换成自己的：办理的每一步都记在您的名下。
            {form.values.next && !c.var.present?.standing.barred && (
              <p>
                <a href={ownPath(form.values.next)}>以后再换，先办事</a>
              </p>
            )}
          </Banner>
        )}
        <ErrorSummary errors={form.errors} />
        <section class="panel">
          <PasswordForm c={c} form={form} />
        </section>
      </>
    ),
  });
}

const HINT = `至少 ${SHORTEST_PASSWORD} 个字符，可以用一句话；不能是用户名、常见密码，或者只是重复、按顺序排列的字符`;

export const PasswordForm: FC<{ c: Ctx; form: FormState }> = ({ c, form }) => (
  <Form c={c} action={OWN_PASSWORD} hidden={{ next: form.values.next ?? '' }}>
    <OldPassword form={form} />
    <TextField
      form={form}
      name="password"
      label="新密码"
      type="password"
      size="short"
      hint={HINT}
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

/** `of`: which form it stands in, where a page has several. */
export const OldPassword: FC<{ form: FormState; of?: string }> = ({ form, of }) => (
  <TextField
    form={form}
    name={of === undefined ? OLD : `${OLD}.${of}`}
    label="现在的密码"
    type="password"
    size="short"
    autocomplete="current-password"
  />
);
