/** The form by which people sign in, and the other ways in. */
import type { Child, FC } from 'hono/jsx';
import { canHavePasskeys } from '#shared/accounts/passkeys.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { TextField } from '../look/fields.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { type KeyQuestion, keyQuestion, PasskeyForm } from './passkey-form.tsx';
import { ownAddress, rulesAt } from './visitor.ts';

export const BY_PASSKEY = '/sign-in/passkey';
export const BY_PROVIDER = '/sign-in/provider';

export async function signInPage(c: Ctx, web: Web, form: FormState): Promise<Response> {
  const hidden = onwardIn(form.values);
  const question = canHavePasskeys(ownAddress(c)) ? await keyQuestion(c, web) : null;
  return renderFormPage(c, form, {
    title: '登录',
    ...statusOf(form),
    body: (
      <SignInFrame c={c} form={form} title="登录">
        {(await takesPasswords(web)) && <PasswordForm c={c} form={form} hidden={hidden} />}
        <OtherWays c={c} web={web} question={question} hidden={hidden} />
        <p class="soft small sign-in-note">没有账号或忘记密码，请联系本机关的系统管理员。</p>
      </SignInFrame>
    ),
  });
}

/** Where there is no other way in for everybody, passwords open the door whatever was settled. */
export async function takesPasswords(web: Web, office = web.config.office): Promise<boolean> {
  return web.config.provider === undefined || (await rulesAt(web, office)).passwords;
}

/** 429 for who has to wait, 401 where a form came without a session. */
export function statusOf({ errors, values }: FormState): { readonly status?: 401 | 429 | 503 } {
  if (errors.some(({ code }) => code === 'throttled')) return { status: 429 };
  if (errors.some(({ code }) => code === 'busy')) return { status: 503 };
  return errors.length === 0 && values.kept ? { status: 401 } : {};
}

type Frame = { c: Ctx; form: FormState; title: string; children?: Child };

export const SignInFrame: FC<Frame> = ({ c, form, title, children }) => (
  <div class="message sign-in">
    <h1>{title}</h1>
    {form.values.kept ? (
      <Banner kind="info">
        登录已过期，刚才的内容没有提交，但已替您留着：仍用原来的账号登录，就回到原来那一页，内容都在。
      </Banner>
    ) : (
      c.var.isOver && <Banner kind="info">登录已结束：太久没有操作，或者已在别处退出。请重新登录。</Banner>
    )}
    <ErrorSummary errors={form.errors} title="没有登录，请先改正" />
    {children}
  </div>
);

type Hidden = Readonly<Record<string, string>>;

/** What travels unseen through every step of signing in. */
function onwardIn({ next, kept }: FormState['values']): Hidden {
  return { next: next ?? '', ...(kept && { kept }) };
}

const PasswordForm: FC<{ c: Ctx; form: FormState; hidden: Hidden }> = ({ c, form, hidden }) => (
  <Form c={c} action="/sign-in" hidden={hidden}>
    <TextField form={form} name="user" label="用户名" autocomplete="username webauthn" autofocus />
    <TextField form={form} name="password" label="密码" type="password" autocomplete="current-password" />
    <Actions>
      <Button>登录</Button>
    </Actions>
  </Form>
);

type Others = { c: Ctx; web: Web; question: KeyQuestion | null; hidden: Hidden };

const OtherWays: FC<Others> = ({ c, web, question, hidden }) => (
  <div class="sign-in-ways">
    {web.config.provider !== undefined && (
      <a
        class="button button-secondary"
        href={`${BY_PROVIDER}?next=${encodeURIComponent(hidden.next ?? '')}`}
      >
        统一身份认证登录
      </a>
    )}
    {question !== null && (
      <PasskeyForm c={c} action={BY_PASSKEY} question={question} hidden={hidden} button="用通行密钥登录" />
    )}
    {c.req.query('left') === 'provider' && (
      <p class="soft small">
        本系统已退出。统一身份认证可能还登录着：<a href={`${BY_PROVIDER}/leave`}>也从那里退出</a>
      </p>
    )}
  </div>
);
