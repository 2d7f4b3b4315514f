/** 待我审批 and 退回给我的: cases are decided on their own page, where everything about them is seen; years here. */
import type { FC } from 'hono/jsx';
import { APPROVERS, DECIDERS, EVERYONE, GUARDS, OVERSEERS, rolesFor } from '#shared/accounts/permissions.ts';
import type { Execution } from '#shared/desk/execute.ts';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import { isDecision } from '#shared/handling/commands.ts';
import { approvalsOf } from '#shared/ledger/office-approvals.ts';
import { isOver } from '#shared/store/jobs.ts';
import {
  type ProposedStep,
  proposedRules,
  proposedSteps,
  proposedYears,
} from '#shared/worklist/proposals.ts';
import { LIST_READ } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notAllowed } from '../access/turned-away.tsx';
import { caseLink } from '../cases/case-address.tsx';
import { type FormFields, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { executionOf } from '../frame/long-work.ts';
import { sendLongCommand } from '../frame/send-command.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { errorsAt } from '../look/command-fields.ts';
import { BLANK_FORM, ErrorSummary, type FormState } from '../look/form.tsx';
import { goingOnPage, notDonePage } from '../look/going-on.tsx';
import { renderFormPage } from '../look/page.tsx';
import { Pager, pageAsked } from '../look/pager.tsx';
import { type Column, DataTable, EmptyState } from '../look/table.tsx';
import { minute } from '../wording/word.ts';
import { REASON, stepOf, YEARS_DECIDED, YearStep } from './year-step.tsx';

const APPROVALS = '/approvals';
type Asked = { readonly web: Web; readonly who: Principal };

export function approvalListRoutes(door: Site, web: Web): void {
  const site = door.reading(LIST_READ);
  site.page(APPROVALS, EVERYONE, (c, who) => approvalsPage(c, { web, who }));
  site.form(YEARS_DECIDED, DECIDERS, (c, who, fields) => decideYear(c, { web, who }, fields));
}

/** Of a year whose signing was approved and goes on, how far it is. */
async function approvalsPage(c: Ctx, asked: Asked): Promise<Response> {
  const id = c.req.query('job');
  const job = id === undefined ? null : await asked.web.house.jobs.find(id);
  if (id === undefined || job === null || job.askedBy !== asked.who.user || job.office !== asked.who.office)
    return listPage(c, asked, BLANK_FORM);
  const place = { title: '批准并定稿', section: 'approvals' } as const;
  if (!isOver(job)) return goingOnPage(c, { ...place, job, unit: '条记录', at: `${APPROVALS}?job=${id}` });
  const done = await executionOf(asked.web, job);
  if (done !== null) return decided(c, asked, { command: 'ApproveStep', reason: '', done });
  const again = (
    <>
      没有定稿，什么也没有登记。<a href={APPROVALS}>再做一次</a>
    </>
  );
  return notDonePage(c, { ...place, again });
}

const COLUMNS: readonly Column<ProposedStep>[] = [
  { title: '编号', cell: ({ kind, case: number }) => caseLink(kind, number) },
  { title: '类别', cell: ({ kind }) => KIND_LABELS[kind] },
  { title: '事项', cell: ({ subject }) => subject ?? '' },
  { title: '步骤', cell: stepOf },
  { title: '步骤日期', cell: ({ day }) => day ?? '' },
  { title: '提请', cell: ({ by, at }) => `${by} ${minute(at)}` },
  { title: '最迟批准', cell: ({ until }) => until ?? '' },
];
const RETURNED: readonly Column<ProposedStep>[] = [
  ...COLUMNS.slice(0, 5),
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
  const rules = await proposedRules(house, { office });
  const { steps } = await approvalsOf(house.log, office);
  const yearsBack = await proposedYears(house, { office, returnedTo: user });
  return renderFormPage(c, form, {
    title: '审批',
    section: 'approvals',
    body: (
      <>
        <h1>{APPROVERS.includes(who.role) ? '待我审批' : '等待审批'}</h1>
        {c.req.query('done') !== undefined && <Banner kind="success">已登记。</Banner>}
        <ErrorSummary errors={form.errors} />
        {rules.length > 0 && OVERSEERS.includes(who.role) && (
          <Banner kind="info">
            权限和规则的变更 {rules.length} 项等待复核：<a href="/rights">权限设置</a>
          </Banner>
        )}
        {waiting.items.length > 0 && (
          <DataTable caption="等待审批的步骤，按期限先后" columns={COLUMNS} rows={waiting.items} />
        )}
        {waiting.items.length === 0 && years.length === 0 && <Nothing who={who} />}
        <Pager first={APPROVALS} asked={asked} next={waiting.next} shown={waiting.items.length} />
        {[...years, ...yearsBack].map((one) => (
          <YearStep c={c} who={who} of={one} form={form} />
        ))}
        <Returned steps={back.items} />
        {steps.includes('voiding') && APPROVERS.includes(who.role) && <TakingBack />}
      </>
    ),
  });
}

const TakingBack: FC = () => (
  <p class="soft">
    作废须经审批：导错了的文件，由导入人以外的审批账号在<a href="/imports/past">最近的导入</a>撤回。
  </p>
);

const Nothing: FC<{ who: Principal }> = ({ who }) => (
  <EmptyState title="没有等待审批的步骤">
    {GUARDS.includes(who.role) && <a href={`${APPROVALS}/settings`}>定下哪些步骤要审批</a>}
  </EmptyState>
);

const Returned: FC<{ steps: readonly ProposedStep[] }> = ({ steps }) =>
  steps.length === 0 ? null : (
    <section aria-labelledby="returned">
      <h2 id="returned">退回给我的</h2>
      <DataTable caption="退回给我的步骤" columns={RETURNED} rows={steps} />
    </section>
  );

async function decideYear(c: Ctx, asked: Asked, sent: FormFields): Promise<Response> {
  const [command, step, reason] = [textOf(sent, 'do'), textOf(sent, 'step'), textOf(sent, 'reason')];
  if (!isDecision(command) || !rolesFor(command).includes(asked.who.role)) return notAllowed(c);
  const fields = {
    command,
    kind: 'year',
    case: textOf(sent, 'year'),
    step,
    ...(reason !== '' && { reason }),
  };
  const done = await sendLongCommand(c, asked, { fields, token: textOf(sent, TOKEN_FIELD) });
  if ('job' in done) return c.redirect(`${APPROVALS}?job=${done.job.id}`, 303);
  return decided(c, asked, { command, reason, done });
}

type Decided = { readonly command: string; readonly reason: string; readonly done: Execution };

function decided(c: Ctx, asked: Asked, { command, reason, done }: Decided): Response | Promise<Response> {
  if (done.ok) return c.redirect(`${APPROVALS}?done=${command}`, 303);
  return listPage(c, asked, { values: { reason }, errors: errorsAt([REASON], done) });
}
