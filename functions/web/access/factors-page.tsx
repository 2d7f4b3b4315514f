/** The page of one's second factors. */
import type { FC } from 'hono/jsx';
import { encode } from 'uqr';
import { canHavePasskeys } from '#shared/accounts/passkeys.ts';
import { isFactor, newTotpSecret, totpAddress } from '#shared/accounts/second-factor.ts';
import type { Factor } from '#shared/store/accounts.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { TextField } from '../look/fields.tsx';
import { Actions, Button, ErrorSummary, type FieldError, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState } from '../look/table.tsx';
import { minute } from '../wording/word.ts';
import { OldPassword } from './own-password.tsx';
import { type KeyQuestion, newKeyQuestion, PasskeyForm } from './passkey-form.tsx';
import { opened, seal } from './sealed.ts';
import { statusOf } from './sign-in-page.tsx';
import { ownAddress } from './visitor.ts';

const AT = '/account/factors';
export const SECRET_CARRIED = { purpose: 'authenticator', minutes: 30 } as const;

type Shown = {
  readonly user: string;
  readonly errors: readonly FieldError[];
  /** As typed, and as shown before: the picture stays the same while a code is typed again. */
  readonly values?: FormState['values'];
  readonly secret?: string;
};

type Secret = { readonly secret: string; readonly user: string };

export async function factorsPage(c: Ctx, web: Web, shown: Shown): Promise<Response> {
  const { user, errors, values = {} } = shown;
  const factors = await web.accounts.factors(user);
  const form = { values, errors };
  const known = factors.filter(({ kind }) => kind === 'passkey');
  const question = canHavePasskeys(ownAddress(c)) ? await newKeyQuestion(c, web, { user, known }) : null;
  return renderFormPage(c, form, {
    title: '第二种验证方式',
    ...statusOf(form),
    body: (
      <>
        <p class="crumb">
          <a href="/account">我的账号</a>
        </p>
        <h1>第二种验证方式</h1>
        {c.req.query('saved') !== undefined && <Banner kind="success">已保存。</Banner>}
        {c.var.present?.standing.duties.includes('factor') && (
          <Banner kind="warning">本机关要求您的角色有第二种验证方式。添加以后，其他页面马上打开。</Banner>
        )}
        <ErrorSummary errors={errors} />
        <p class="soft">
          有了第二种验证方式，别人知道了密码也进不来：登录时除了密码，还要手机上的六位数字，或者设备上的指纹、人脸、PIN。可以添加多种，任选一种登录。
        </p>
        <Present c={c} factors={factors} form={form} />
        <Authenticator c={c} form={form} secret={await secretFor(web, shown)} />
        {question !== null && <NewKey c={c} form={form} question={question} />}
      </>
    ),
  });
}

type Carried = Secret & { readonly sealed: string };

/** The one that was shown before, where it is still this person's; else a new one. */
async function secretFor(web: Web, { user, secret = '' }: Shown): Promise<Carried> {
  const before = secret === '' ? null : await opened<Secret>(web, SECRET_CARRIED, secret);
  if (before?.data.user === user) return { ...before.data, sealed: secret };
  const fresh = { secret: newTotpSecret(), user };
  return { ...fresh, sealed: await seal(web, SECRET_CARRIED, fresh) };
}

type Part = { readonly c: Ctx; readonly form: FormState };

const KINDS = { totp: '验证器', passkey: '通行密钥' } as const;

const Present: FC<Part & { factors: readonly Factor[] }> = ({ c, form, factors }) => {
  const left = factors.filter((factor) => !isFactor(factor)).length;
  const columns: readonly Column<Factor>[] = [
    { title: '名称', cell: ({ name }) => name },
    { title: '种类', cell: ({ kind }) => (kind === 'recovery' ? '' : KINDS[kind]) },
    { title: '添加时间', tight: true, cell: ({ addedAt }) => minute(addedAt) },
  ];
  const own = factors.filter(isFactor);
  if (own.length === 0) return <EmptyState title="还没有第二种验证方式">在下面添加一种。</EmptyState>;
  return (
    <section class="factors">
      <h2>已有的</h2>
      <DataTable caption="第二种验证方式" columns={columns} rows={own} />
      <details>
        <summary>移除，或者换一套恢复码（还剩 {left} 个）</summary>
        {own.map(({ id, name }) => (
          <Form c={c} action={`${AT}/remove`} hidden={{ id }} label={`移除 ${name}`}>
            <OldPassword form={form} of={id} />
            <Button kind="danger">移除 {name}</Button>
          </Form>
        ))}
        <Form c={c} action={`${AT}/recovery`} label="换一套恢复码">
          <OldPassword form={form} of="recovery" />
          <Button kind="secondary">换一套恢复码</Button>
        </Form>
      </details>
    </section>
  );
};

const Authenticator: FC<Part & { secret: Carried }> = ({ c, form, secret: { user, secret, sealed } }) => {
  const issuer = `台账 ${c.var.office.shortName || c.var.office.name}`;
  return (
    <section class="panel">
      <h2>添加验证器</h2>
      <p class="soft">
        用手机上的验证器应用（微信“腾讯身份验证器”小程序、各品牌手机自带的都可以）扫描，不需要联网。
      </p>
      <QrCode text={totpAddress({ secret, user, issuer })} />
      <p>
        不能扫描的，在应用里手工输入：
        <code class="secret">{secret.replace(/.{4}(?=.)/g, '$& ')}</code>
      </p>
      <Form c={c} action={`${AT}/totp`} hidden={{ secret: sealed }} label="添加验证器">
        <TextField
          form={form}
          name="totpName"
          label="名称"
          hint="自己认得就行，如 工作手机"
          size="short"
          optional
        />
        <TextField
          form={form}
          name="code"
          label="手机上显示的六位数字"
          inputmode="numeric"
          autocomplete="one-time-code"
          size="short"
        />
        <OldPassword form={form} />
        <Actions>
          <Button>添加</Button>
        </Actions>
      </Form>
    </section>
  );
};

/** Each dark square a step of one path: no style and no picture from elsewhere. */
const QrCode: FC<{ text: string }> = ({ text }) => {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label="供验证器扫描的二维码">
      <path d={squares.join('')} />
    </svg>
  );
};

const NewKey: FC<Part & { question: KeyQuestion }> = ({ c, form, question }) => (
  <section class="panel">
    <h2>添加通行密钥</h2>
    <p class="soft">
      用本机的指纹、人脸、PIN，或者插在电脑上的安全密钥（UKey）。以后也可以不填密码，直接用它登录。
    </p>
    <PasskeyForm c={c} action={`${AT}/passkey`} question={question} button="添加通行密钥">
      <TextField form={form} name="keyName" label="名称" hint="如 办公电脑" size="short" optional />
      <OldPassword form={form} of="passkey" />
    </PasskeyForm>
  </section>
);
