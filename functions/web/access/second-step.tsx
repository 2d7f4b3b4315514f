/** The second step of signing in: the password was right, and its owner shows what they have besides. */
import type { FC } from 'hono/jsx';
import { keyShown } from '#shared/accounts/passkeys.ts';
import {
  CODE_TRIES,
  codeTries,
  isFactor,
  takesCode,
  takesRecoveryCode,
} from '#shared/accounts/second-factor.ts';
import type { AccountWithHash, Factor } from '#shared/store/accounts.ts';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { TextField } from '../look/fields.tsx';
import { Actions, Button, type FieldError, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { letIn } from './let-in.ts';
import { type KeyQuestion, keyAnswerIn, keyQuestion, NO_KEY, PasskeyForm } from './passkey-form.tsx';
import { NOTHING_PERSONAL, recordRefusal } from './reads.ts';
import { opened, seal } from './sealed.ts';
import { SignInFrame, signInPage, statusOf } from './sign-in-page.tsx';
import type { Site } from './site.ts';
import { turnedAway } from './turned-back.ts';

const SECOND = '/sign-in/second';
const CARRIED = { purpose: 'second step', minutes: 10 } as const;
/** Who has shown which password; another one since, and all begins anew. */
type Pending = Pick<AccountWithHash, 'user' | 'passwordHash'> & { readonly next: string };

export function secondStepRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.publicForm(SECOND, (c, fields) => goOn(c, web, fields));
}

type Shown = { readonly account: AccountWithHash; readonly next: string };

/** In, or asked for more. `next`: where one wanted to go. */
export async function afterPassword(c: Ctx, web: Web, { account, next }: Shown): Promise<Response> {
  const factors = await web.accounts.factors(account.user);
  if (!factors.some(isFactor)) return letIn(c, web, { account, how: 'password', next });
  return secondPage(c, web, { account, next, factors, errors: [] });
}

const LOST: FieldError = { field: '', code: 'secondStepLost', message: '隔得太久了，请重新填写用户名和密码' };

async function goOn(c: Ctx, web: Web, fields: FormFields): Promise<Response> {
  const pending = (await opened<Pending>(web, CARRIED, textOf(fields, 'pending')))?.data;
  const account = pending === undefined ? null : await web.accounts.find(pending.user);
  if (!pending || account?.passwordHash !== pending.passwordHash || account.disabled)
    return signInPage(c, web, { values: { next: textOf(fields, 'next') }, errors: [LOST] });
  const fault = await faultOf(c, web, { user: account.user, fields });
  if (fault === null) return letIn(c, web, { account, how: 'twoFactors', next: pending.next });
  web.log({ event: 'signIn', request: c.var.request, outcome: 'secondFactorWrong', user: account.user });
  await recordRefusal(c, web, { name: account.user, why: 'secondFactorWrong' });
  const factors = await web.accounts.factors(account.user);
  return secondPage(c, web, { account, next: pending.next, factors, errors: [fault] });
}

type Answered = { readonly user: string; readonly fields: FormFields };

async function faultOf(c: Ctx, web: Web, { user, fields }: Answered): Promise<FieldError | null> {
  const now = web.house.clock.now();
  if (fields.answer !== undefined) {
    const answer = await keyAnswerIn(c, web, fields);
    const key = answer === null ? null : await keyShown(web.accounts, answer);
    return key?.user === user ? null : NO_KEY;
  }
  const field = fields.recovery === undefined ? 'code' : 'recovery';
  const typed = textOf(fields, field);
  if (typed === '') return { field, code: 'required', message: '请填写' };
  const until = await web.accounts.reserveTry(codeTries(user), CODE_TRIES, now);
  if (until !== null) return turnedAway(c, { outcome: 'throttled', until }, field);
  const factors = { accounts: web.accounts, vault: web.house.vault };
  const right =
    field === 'code'
      ? await takesCode(factors, { user, code: typed }, now)
      : await takesRecoveryCode(web.accounts, user, typed);
  if (right) await web.accounts.forgetTries(codeTries(user));
  return right ? null : turnedAway(c, { outcome: 'wrong' }, field);
}

type Asking = Shown & { readonly factors: readonly Factor[]; readonly errors: FormState['errors'] };

async function secondPage(c: Ctx, web: Web, { account, next, factors, errors }: Asking): Promise<Response> {
  const { user, passwordHash } = account;
  const pending = await seal(web, CARRIED, { user, passwordHash, next } satisfies Pending);
  const of = (kind: Factor['kind']) => factors.filter((factor) => factor.kind === kind);
  const keys = of('passkey');
  const form = { values: {}, errors };
  return renderFormPage(c, form, {
    title: '第二步验证',
    ...statusOf(form),
    body: (
      <SignInFrame c={c} form={form} title="第二步验证">
        <p class="soft">密码正确。为确认是 {user} 本人，请再选一种方式。</p>
        {of('totp').length > 0 && <Code c={c} form={form} pending={pending} />}
        {keys.length > 0 && <Key c={c} pending={pending} question={await keyQuestion(c, web, keys)} />}
        {of('recovery').length > 0 && <Recovery c={c} form={form} pending={pending} />}
        <p class="soft small sign-in-note">
          手机、恢复码都不在身边的，请本机关的系统管理员清除第二种验证方式。
          <a href="/sign-in">换一个账号</a>
        </p>
      </SignInFrame>
    ),
  });
}

type Part = { c: Ctx; form: FormState; pending: string };

const Code: FC<Part> = ({ c, form, pending }) => (
  <Form c={c} action={SECOND} hidden={{ pending }} label="验证码">
    <TextField
      form={form}
      name="code"
      label="验证器上的六位数字"
      inputmode="numeric"
      autocomplete="one-time-code"
      size="short"
      autofocus
    />
    <Actions>
      <Button>登录</Button>
    </Actions>
  </Form>
);

const Key: FC<{ c: Ctx; pending: string; question: KeyQuestion }> = ({ c, pending, question }) => (
  <PasskeyForm c={c} action={SECOND} question={question} hidden={{ pending }} button="用通行密钥验证" />
);

const Recovery: FC<Part> = ({ c, form, pending }) => (
  <details open={form.errors.some(({ field }) => field === 'recovery')}>
    <summary>手机不在身边，用恢复码</summary>
    <Form c={c} action={SECOND} hidden={{ pending }} label="恢复码">
      <TextField form={form} name="recovery" label="恢复码" hint="每个只能用一次" size="medium" />
      <Actions>
        <Button kind="secondary">用恢复码登录</Button>
      </Actions>
    </Form>
  </details>
);
