/** The form by which people sign in. */
import type { Child, FC } from 'hono/jsx';
import type { Ctx } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { TextField } from '../look/fields.tsx';
import { Actions, BLANK_FORM, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';

export async function signInPage(c: Ctx, form: FormState = BLANK_FORM): Promise<Response> {
  return renderFormPage(c, form, {
    title: '登录',
    ...statusOf(form),
    body: (
      <SignInFrame c={c} form={form} title="登录">
        <PasswordForm c={c} form={form} />
        <p class="soft small sign-in-note">没有账号或忘记密码，请联系本机关的系统管理员。</p>
      </SignInFrame>
    ),
  });
}

/** 429 for who has to wait, 401 where a form came without a session. */
export function statusOf({ errors, values }: FormState): { readonly status?: 401 | 429 | 503 } {
  if (errors.some(({ code }) => code === 'throttled')) return { status: 429 };
  if (errors.some(({ code }) => code === 'busy')) return { status: 503 };
  return errors.length === 0 && values.kept ? { status: 401 } : {};
}

type Frame = { c: Ctx; form: FormState; title: string; children?: Child };

const SignInFrame: FC<Frame> = ({ c, form, title, children }) => (
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

/** What travels unseen through every step of signing in. */
function onwardIn({ next, kept }: FormState['values']): Readonly<Record<string, string>> {
  return { next: next ?? '', ...(kept && { kept }) };
}

const PasswordForm: FC<{ c: Ctx; form: FormState }> = ({ c, form }) => (
  <Form c={c} action="/sign-in" hidden={onwardIn(form.values)}>
    <TextField form={form} name="user" label="用户名" autocomplete="username" autofocus />
    <TextField form={form} name="password" label="密码" type="password" autocomplete="current-password" />
    <Actions>
      <Button>登录</Button>
    </Actions>
  </Form>
);
