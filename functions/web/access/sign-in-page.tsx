/** The form by which people sign in. What was typed before travels with it, sealed. */
import type { FC } from 'hono/jsx';
import type { Ctx } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { TextField } from '../look/fields.tsx';
import { Actions, BLANK_FORM, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';

export async function signInPage(c: Ctx, form: FormState = BLANK_FORM): Promise<Response> {
  const throttled = form.errors.some((error) => error.code === 'throttled');
  return renderFormPage(c, form, {
    title: '登录',
    ...(throttled ? { status: 429 } : form.errors.length === 0 && form.values.kept ? { status: 401 } : {}),
    body: <SignIn c={c} form={form} />,
  });
}

const SignIn: FC<{ c: Ctx; form: FormState }> = ({ c, form }) => (
  <div class="message sign-in">
    <h1>登录</h1>
    {form.values.kept && (
      <Banner kind="info">
        登录已过期，刚才的内容没有提交，但已替您留着：登录以后回到原来那一页，内容都在。
      </Banner>
    )}
    <ErrorSummary errors={form.errors} title="没有登录，请先改正" />
    <Form
      c={c}
      action="/sign-in"
      hidden={{ next: form.values.next ?? '', ...(form.values.kept && { kept: form.values.kept }) }}
    >
      <TextField form={form} name="user" label="用户名" autocomplete="username" autofocus />
      <TextField form={form} name="password" label="密码" type="password" autocomplete="current-password" />
      <Actions>
        <Button>登录</Button>
      </Actions>
    </Form>
    <p class="soft small sign-in-note">没有账号或忘记密码，请联系本机关的系统管理员。</p>
  </div>
);
