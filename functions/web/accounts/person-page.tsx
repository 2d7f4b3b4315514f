/** One account: role, new password, locked or not. An admin's own cannot be changed here, so one always remains. */
import type { FC } from 'hono/jsx';
import type { Account } from '#shared/store/accounts.ts';
import type { Ctx, Principal } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { RadioGroup } from '../look/choice-sets.tsx';
import { Actions, Button, ErrorSummary, type FieldError, Form, type FormState } from '../look/form.tsx';
import { ROLE_NAMES } from '../look/masthead.tsx';
import { renderFormPage } from '../look/page.tsx';
import { Facts } from '../look/table.tsx';
import { personHref, ROLE_CHOICES } from './addresses.ts';
import { AccountsCrumb, DepartmentField } from './entry-form.tsx';
import { AccountState } from './list-page.tsx';

type Shown = {
  readonly who: Principal;
  readonly account: Account;
  readonly errors?: readonly FieldError[];
};

export function personPage(c: Ctx, { who, account, errors = [] }: Shown): Response | Promise<Response> {
  const { user, role, disabled, department = '没有填写' } = account;
  const form = { errors };
  return renderFormPage(c, form, {
    title: `账号 ${user}`,
    section: 'accounts',
    body: (
      <>
        <AccountsCrumb />
        <h1>账号 {user}</h1>
        <ErrorSummary errors={errors} />
        <section class="panel">
          <Facts
            items={[
              ['角色', ROLE_NAMES[role]],
              ['科室', department],
              ['状态', <AccountState disabled={disabled} />],
            ]}
          />
        </section>
        <p>
          <a href={`${personHref(user)}/entry`}>登录着的设备、第二种验证方式</a>
        </p>
        {user === who.user ? <Own /> : <Changes c={c} account={account} errors={errors} />}
      </>
    ),
  });
}

const Own: FC = () => (
  <Banner kind="info">
    这是自己的账号。密码在<a href="/account">我的账号</a>更换；角色和停用由另一位管理员办理。
  </Banner>
);

type Change = { readonly c: Ctx; readonly account: Account; readonly errors: readonly FieldError[] };

const Department: FC<{ c: Ctx; action: string; form: FormState }> = ({ c, action, form }) => (
  <section class="panel">
    <h2>科室</h2>
    <Form c={c} action={action} label="科室">
      <DepartmentField form={form} />
      <Actions>
        <Button kind="secondary">保存科室</Button>
      </Actions>
    </Form>
  </section>
);

const Changes: FC<Change> = ({ c, account: { user, role, disabled, department = '' }, errors }) => {
  const at = personHref(user);
  const form = { values: { role, department }, errors };
  return (
    <>
      <Department c={c} action={`${at}/department`} form={form} />
      <section class="panel">
        <h2>更换角色</h2>
        <Form c={c} action={`${at}/role`} label="更换角色">
          <RadioGroup form={form} name="role" label="角色" choices={ROLE_CHOICES} />
          <Actions>
            <Button>更换角色</Button>
          </Actions>
        </Form>
      </section>
      <section class="panel">
        <h2>重设密码</h2>
        <p class="soft">生成一个新密码，原密码和已有的登录立即失效。</p>
        <Form c={c} action={`${at}/password`} label="重设密码">
          <Button kind="secondary">生成新密码</Button>
        </Form>
      </section>
      <section class="panel">
        <h2>{disabled ? '恢复使用' : '停用'}</h2>
        <p class="soft">
          {disabled
            ? '恢复以后可以用原密码登录。'
            : '停用以后不能登录，已有的登录立即失效；办理经过中的名字不变。'}
        </p>
        <Form
          c={c}
          action={`${at}/${disabled ? 'enable' : 'disable'}`}
          label={disabled ? '恢复使用' : '停用'}
        >
          <Button kind={disabled ? 'secondary' : 'danger'}>{disabled ? '恢复使用' : '停用账号'}</Button>
        </Form>
      </section>
    </>
  );
};
