/** 待我审批 and 退回给我的: cases are decided on their own page, where everything about them is seen; years here. */
import { randomUUID } from 'node:crypto';
import type { Child, FC } from 'hono/jsx';
import { ADMINS, APPROVERS, DECIDERS, EVERYONE } from '#shared/accounts/permissions.ts';
import { APPROVABLE_COMMANDS } from '#shared/glossary/approvals.ts';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import { fieldsOf } from '#shared/handling/proposals.ts';
import { type ProposedStep, proposedSteps, proposedYears } from '#shared/worklist/proposals.ts';
import type { Site } from '../access/site.ts';
import { caseLink } from '../cases/case-address.tsx';
import { type FormFields, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { TextArea } from '../look/fields.tsx';
import { Actions, BLANK_FORM, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { Pager, pageAsked } from '../look/pager.tsx';
import { type Column, DataTable, EmptyState } from '../look/table.tsx';
import { labelOf, minute } from '../wording/word.ts';

export const APPROVALS = '/approvals';
const YEARS = `${APPROVALS}/years`;
type Asked = { readonly web: Web; readonly who: Principal };

export function approvalListRoutes(site: Site, web: Web): void {
  site.page(APPROVALS, EVERYONE, (c, who) => listPage(c, { web, who }, BLANK_FORM));
  site.form(YEARS, DECIDERS, (c, who, fields) => decideYear(c, { web, who }, fields));
}

const stepOf = ({ command }: ProposedStep): string => labelOf(APPROVABLE_COMMANDS, command);

const COLUMNS: readonly Column<ProposedStep>[] = [
  { title: '编号', cell: ({ kind, case: number }) => caseLink(kind, number) },
  { title: '类别', cell: ({ kind }) => KIND_LABELS[kind] },
  { title: '步骤', cell: stepOf },
  { title: '步骤日期', cell: ({ day }) => day ?? '' },
  { title: '提请', cell: ({ by, at }) => `${by} ${minute(at)}` },
  { title: '最迟批准', cell: ({ until }) => until ?? '' },
];
const RETURNED: readonly Column<ProposedStep>[] = [
  ...COLUMNS.slice(0, 4),
  { title: '退回', cell: ({ returned }) => `${returned?.by ?? ''}：${returned?.reason ?? ''}` },
];

async function listPage(c: Ctx, { web, who }: Asked, form: FormState): Promise<Response> {
  const { house } = web;
  const { office, user } = who;
  await house.catchUp();
  const asked = pageAsked(c);
  const waiting = await proposedSteps(house, { office }, asked);
  const back = await proposedSteps(house, { office, returnedTo: user }, { limit: 100 });
  const years = await proposedYears(house, { office });
  const yearsBack = await proposedYears(house, { office, returnedTo: user });
  return renderFormPage(c, form, {
    title: '审批',
    section: 'approvals',
    body: (
      <>
        <h1>{APPROVERS.includes(who.role) ? '待我审批' : '等待审批'}</h1>
        {c.req.query('done') !== undefined && <Banner kind="success">已登记。</Banner>}
        <ErrorSummary errors={form.errors} />
        {waiting.items.length === 0 && years.length === 0 ? (
          <EmptyState title="没有等待审批的步骤">
            {ADMINS.includes(who.role) && <a href={`${APPROVALS}/settings`}>定下哪些步骤要审批</a>}
          </EmptyState>
        ) : (
          waiting.items.length > 0 && (
            <DataTable caption="等待审批的步骤，按期限先后" columns={COLUMNS} rows={waiting.items} />
          )
        )}
        <Pager first={APPROVALS} asked={asked} next={waiting.next} />
        {[...years, ...yearsBack].map((one) => (
          <YearStep c={c} who={who} of={one} form={form} />
        ))}
        {back.items.length > 0 && (
          <section aria-labelledby="returned">
            <h2 id="returned">退回给我的</h2>
            <DataTable caption="退回给我的步骤" columns={RETURNED} rows={back.items} />
          </section>
        )}
      </>
    ),
  });
}

type YearProps = {
  readonly c: Ctx;
  readonly who: Principal;
  readonly of: ProposedStep;
  readonly form: FormState;
};

const YearStep: FC<YearProps> = ({ c, who, of, form }) => {
  const { case: year, by, at, returned, id } = of;
  const { reason, scope } = fieldsOf(of) ?? {};
  const isOwn = by === who.user;
  const mayDecide = returned === null && !isOwn && APPROVERS.includes(who.role);
  const choices: Child[] = [
    mayDecide && (
      <Button name="do" value="ApproveStep">
        批准并以本人名义定稿
      </Button>
    ),
    mayDecide && (
      <Button kind="secondary" name="do" value="ReturnStep">
        退回
      </Button>
    ),
    isOwn && (
      <Button kind="secondary" name="do" value="WithdrawStep">
        撤回提请
      </Button>
    ),
  ];
  return (
    <section class="panel" aria-labelledby={`year-${id}`}>
      <h2 id={`year-${id}`}>{`${year} 年度报告：${stepOf(of)}`}</h2>
      <p>
        {by} 于 {minute(at)} 提请{scope === 'tree' && '（含下级机关）'}。
        <a href={`/reports/${year}/sheet${scope === 'tree' ? '?scope=tree' : ''}`}>查看报告</a>
      </p>
      {typeof reason === 'string' && <p>更正原因：{reason}</p>}
      {returned !== null && <Banner kind="warning">{`${returned.by} 退回：${returned.reason ?? ''}`}</Banner>}
      {choices.some(Boolean) && (
        <Form
          c={c}
          action={YEARS}
          token={randomUUID()}
          hidden={{ year, step: id }}
          label={`${year} 年度报告`}
        >
          {mayDecide && (
            <TextArea form={form} name="reason" label="退回的理由" hint="退回时必填" optional rows={2} />
          )}
          <Actions>{choices}</Actions>
        </Form>
      )}
    </section>
  );
};

async function decideYear(c: Ctx, asked: Asked, sent: FormFields): Promise<Response> {
  const [command, step, reason] = [textOf(sent, 'do'), textOf(sent, 'step'), textOf(sent, 'reason')];
  const fields = {
    command,
    kind: 'year',
    case: textOf(sent, 'year'),
    step,
    ...(reason !== '' && { reason }),
  };
  const done = await sendCommand(c, asked, { fields, token: textOf(sent, TOKEN_FIELD) });
  if (done.ok) return c.redirect(`${APPROVALS}?done=${command}`, 303);
  return listPage(c, asked, { values: { reason }, errors: [done] });
}
