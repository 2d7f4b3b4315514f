/** Changes of rules and rights that wait for a second person, with what would change. */
import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { type AccountChange, accountChangeIn } from '#shared/accounts/change-account.ts';
import { APPROVABLE, APPROVABLE_COMMANDS } from '#shared/glossary/approvals.ts';
import type { Approvals } from '#shared/handling/approvals.ts';
import { fieldsOf, type Proposal } from '#shared/handling/proposals.ts';
import { barredAsSecond, isRule } from '#shared/handling/rules.ts';
import { actorOf, type Ctx, type Principal } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { TextArea } from '../look/fields.tsx';
import { Actions, Button, Form, type FormState } from '../look/form.tsx';
import { ROLE_NAMES } from '../look/masthead.tsx';
import { labelOf, minute } from '../wording/word.ts';

type Props = {
  readonly c: Ctx;
  readonly who: Principal;
  readonly rules: Approvals;
  readonly form: FormState;
};

export const Waiting: FC<Props> = ({ rules, ...rest }) => {
  const open = rules.proposals.filter(
    ({ command, returned, by }) => isRule(command) && (returned === null || by === rest.who.user),
  );
  return open.length === 0 ? null : open.map((of) => <One {...rest} rules={rules} of={of} />);
};

const One: FC<Props & { readonly of: Proposal }> = ({ c, who, rules, form, of }) => {
  const { id, by, at, returned, command } = of;
  const isOwn = by === who.user;
  const mayDecide = !isOwn && returned === null && barredAsSecond(rules, of, actorOf(who)) === null;
  return (
    <section class="panel" aria-labelledby={`waiting-${id}`}>
      <h2 id={`waiting-${id}`}>{`等待复核：${labelOf(APPROVABLE_COMMANDS, command)}`}</h2>
      <p>{told(of, rules)}</p>
      <p class="soft">{`${by}（${labelOf(ROLE_NAMES, of.role)}）于 ${minute(at)} 提请`}</p>
      {returned !== null && <Banner kind="warning">{`${returned.by} 退回：${returned.reason ?? ''}`}</Banner>}
      {(isOwn || mayDecide) && (
        <Form
          c={c}
          action="/rights/waiting"
          token={randomUUID()}
          hidden={{ step: id }}
          label={`复核 ${labelOf(APPROVABLE_COMMANDS, command)}`}
        >
          {mayDecide && (
            <TextArea form={form} name="reason" label="退回的理由" hint="退回时必填" optional rows={2} />
          )}
          <Actions>
            {mayDecide && (
              <Button name="do" value="ApproveStep">
                同意
              </Button>
            )}
            <Button kind="secondary" name="do" value={mayDecide ? 'ReturnStep' : 'WithdrawStep'}>
              {mayDecide ? '退回' : '撤回提请'}
            </Button>
          </Actions>
        </Form>
      )}
    </section>
  );
};

function told(of: Proposal, { steps: now }: Approvals): string {
  const fields = fieldsOf(of) ?? {};
  const change = accountChangeIn(fields);
  if (change !== null) return ofAccount(change);
  if (of.command === 'SetSeparation') return fields.separated === true ? '启用三员分立' : '停用三员分立';
  if (of.command === 'SetRestriction') return fields.restricted === true ? '启用限制知悉' : '停用限制知悉';
  const asked: readonly unknown[] = Array.isArray(fields.steps) ? fields.steps : [];
  const named = (steps: readonly string[]): string =>
    steps.map((step) => labelOf(APPROVABLE_LABELS, step)).join('、');
  const less = named(now.filter((step) => !asked.includes(step)));
  const more = named(asked.map(String).filter((step) => !now.some((one) => one === step)));
  return [more && `增加审批：${more}`, less && `取消审批：${less}`].filter(Boolean).join('；');
}

const APPROVABLE_LABELS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(APPROVABLE).map(([name, { label }]) => [name, label]),
);

function ofAccount({ change, name, role, before, department, owner }: AccountChange): string {
  const as = ROLE_NAMES[role];
  switch (change) {
    case 'add':
      return `添加账号 ${name}（${as}）`;
    case 'token':
      return `新建令牌 ${name}（${as}${owner === undefined ? '' : `，归 ${owner} 使用`}）`;
    case 'department':
      return department ? `把 ${name}（${as}）的科室改为${department}` : `${name}（${as}）不再属于科室`;
    case 'role':
      return `把 ${name} 的角色由${before === undefined ? '' : ROLE_NAMES[before]}改为${as}`;
    case 'password':
      return `重设 ${name}（${as}）的密码`;
    case 'factors':
      return `清除 ${name}（${as}）的第二种验证`;
    case 'enable':
      return `恢复账号 ${name}（${as}）`;
    case 'disable':
      return `停用账号 ${name}（${as}）`;
  }
}
