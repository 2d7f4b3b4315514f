/** The signature of a year that waits for a second account: decided where it is listed. */
import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { APPROVERS } from '#shared/accounts/permissions.ts';
import { APPROVABLE_COMMANDS } from '#shared/glossary/approvals.ts';
import { fieldsOf } from '#shared/handling/proposals.ts';
import type { ProposedStep } from '#shared/worklist/proposals.ts';
import type { Ctx, Principal } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { TextArea } from '../look/fields.tsx';
import { Actions, Button, Form, type FormState } from '../look/form.tsx';
import { labelOf, minute } from '../wording/word.ts';

export const YEARS_DECIDED = '/approvals/years';
export const REASON = { name: 'reason', label: '退回的理由' } as const;
export const stepOf = ({ command }: ProposedStep): string => labelOf(APPROVABLE_COMMANDS, command);

type YearProps = {
  readonly c: Ctx;
  readonly who: Principal;
  readonly of: ProposedStep;
  readonly form: FormState;
};

export const YearStep: FC<YearProps> = ({ c, who, of, form }) => {
  const { case: year, by, at, returned, id } = of;
  const { reason, scope } = fieldsOf(of) ?? {};
  return (
    <section class="panel" aria-labelledby={`year-${id}`}>
      <h2 id={`year-${id}`}>{`${year} 年度报告：${stepOf(of)}`}</h2>
      <p>
        {by} 于 {minute(at)} 提请{scope === 'tree' && '（含下级机关）'}。
        <a href={`/reports/${year}/sheet${scope === 'tree' ? '?scope=tree' : ''}`}>查看报告</a>
      </p>
      {typeof reason === 'string' && <p>更正原因：{reason}</p>}
      {returned !== null && <Banner kind="warning">{`${returned.by} 退回：${returned.reason ?? ''}`}</Banner>}
      <Decisions c={c} who={who} of={of} form={form} />
    </section>
  );
};

const Decisions: FC<YearProps> = ({ c, who, of, form }) => {
  const { case: year, by, returned, id } = of;
  const isOwn = by === who.user;
  const mayDecide = returned === null && !isOwn && APPROVERS.includes(who.role);
  if (!isOwn && !mayDecide) return null;
  return (
    <Form
      c={c}
      action={YEARS_DECIDED}
      token={randomUUID()}
      hidden={{ year, step: id }}
      label={`${year} 年度报告`}
    >
      {mayDecide && <TextArea form={form} {...REASON} hint="退回时必填" optional rows={2} />}
      <Actions>
        {mayDecide && (
          <Button name="do" value="ApproveStep">
            批准并以本人名义定稿
          </Button>
        )}
        <Button kind="secondary" name="do" value={mayDecide ? 'ReturnStep' : 'WithdrawStep'}>
          {mayDecide ? '退回' : '撤回提请'}
        </Button>
      </Actions>
    </Form>
  );
};
