/** Signing: the form of the one who approves, how far the signing is, and the list when it cannot be done. */
import { randomUUID } from 'node:crypto';
import { EVERYONE, REPORTERS } from '#shared/accounts/permissions.ts';
import type { Execution, Fields, Request } from '#shared/desk/execute.ts';
import { waitsForApproval } from '#shared/handling/approvals.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { type FrozenVersion, latest } from '#shared/reporting/year-state.ts';
import { isOver } from '#shared/store/jobs.ts';
import { unconfirmedNumbers } from '#shared/year/unconfirmed-numbers.ts';
import { yearStateOf } from '#shared/year/year-history.ts';
import { currentReport } from '#shared/year/year-standing.ts';
import { type FormFields, TOKEN_FIELD, textOf, valuesOf } from '../frame/form-fields.ts';
import { executionOf } from '../frame/long-work.ts';
import { sendLongCommand } from '../frame/send-command.ts';
import { type Ctx, officeHere } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { errorsAt, typedValues } from '../look/command-fields.ts';
import { BLANK_FORM, ErrorSummary } from '../look/form.tsx';
import { goingOnPage, notDonePage } from '../look/going-on.tsx';
import { renderFormPage } from '../look/page.tsx';
import { type Address, type Asked, hrefOf, ledgerOf, type ReportSite } from './address.ts';
import { CONFIRM_FIELD } from './number-list.tsx';
import { Obstacles, obstaclesIn, parted } from './obstacles.tsx';
import { readyPage } from './ready-page.tsx';
import { Crumb } from './sheet-page.tsx';
import { APPROVER, RESTATED, type Shown, SignForm, whatOf } from './sign-form.tsx';

export function signRoutes(site: ReportSite): void {
  site.page('/ready', EVERYONE, readyPage);
  site.page(PATH, REPORTERS, openSigning);
  site.form(PATH, REPORTERS, sign);
}

const PATH = '/sign';
const UNIT = '条记录';

async function versionsOf({ web, who, address: { year, scope } }: Asked) {
  return latest(await yearStateOf(web.house.log, { office: who.office, year, scope }));
}

async function openSigning(c: Ctx, asked: Asked): Promise<Response> {
  const id = c.req.query('job');
  if (id === undefined) return blankPage(c, asked);
  const { jobs } = asked.web.house;
  const job = await jobs.find(id);
  const request = job?.office === asked.who.office ? await jobs.kept<Request>(job, job.request) : null;
  if (job === null || request?.fields.year !== asked.address.year) return blankPage(c, asked);
  const { address } = asked;
  const title = titleOf(address, request.fields.command === 'RestateYear');
  const place = { title, section: 'reports', crumb: <Crumb address={address} /> } as const;
  if (!isOver(job))
    return goingOnPage(c, { ...place, job, unit: UNIT, at: hrefOf(address, PATH, { job: id }) });
  const execution = await executionOf(asked.web, job);
  if (execution !== null) return answered(c, asked, { fields: request.fields, execution });
  const again = (
    <>
      没有定稿，什么也没有登记。<a href={hrefOf(address, PATH)}>再做一次</a>
    </>
  );
  return notDonePage(c, { ...place, again });
}

function blankPage(c: Ctx, asked: Asked): Promise<Response> {
  return signPage(c, { asked, form: BLANK_FORM, token: randomUUID(), obstacles: [] });
}

async function sign(c: Ctx, asked: Asked, sent: FormFields): Promise<Response> {
  const { year, scope } = asked.address;
  const restating = textOf(sent, 'restating') === 'yes';
  const command = restating ? 'RestateYear' : 'CloseYear';
  const { reason, ...closing } = typedValues([APPROVER, RESTATED], sent);
  const confirmed = valuesOf(sent, CONFIRM_FIELD);
  const clockAhead = textOf(sent, 'clockAhead') === 'yes';
  const more = { ...(restating && { reason }), ...(clockAhead && { clockAhead }) };
  const fields = { command, year, scope, ...closing, confirmed, ...more };
  const execution = await sendLongCommand(c, asked, { fields, token: textOf(sent, TOKEN_FIELD) });
  if ('job' in execution) return c.redirect(hrefOf({ year, scope }, PATH, { job: execution.job.id }), 303);
  return answered(c, asked, { fields, execution });
}

type Answered = { readonly fields: Fields; readonly execution: Execution };

/** What was typed stands in the form again where it was refused. */
function answered(c: Ctx, asked: Asked, { fields, execution }: Answered): Response | Promise<Response> {
  const { year, scope } = asked.address;
  if (execution.ok && execution.outcome === 'proposed') return c.redirect('/approvals?done=ProposeStep', 303);
  if (execution.ok) return c.redirect(hrefOf({ year, scope }, '', { done: String(fields.command) }), 303);
  const { approvedBy = '', reason = '', confirmed } = fields;
  const values = { approvedBy: String(approvedBy), reason: String(reason) };
  const form = { values, errors: errorsAt([APPROVER, RESTATED], execution) };
  const ticked = Array.isArray(confirmed) ? confirmed.map(String) : [];
  return signPage(c, { asked, form, token: randomUUID(), obstacles: obstaclesIn(execution.facts), ticked });
}

async function signPage(c: Ctx, shown: Shown): Promise<Response> {
  const { asked, form } = shown;
  const { address } = asked;
  const frozen = await versionsOf(asked);
  const command = frozen === null ? 'CloseYear' : 'RestateYear';
  const { steps } = await officeSettings(asked.web.house.log, asked.who.office).approvals();
  const waits = waitsForApproval(steps, { command });
  const now = await currentReport(ledgerOf(asked.web), { office: officeHere(c), ...address });
  const numbers = unconfirmedNumbers(now);
  const { found } = parted(shown.obstacles);
  const title = titleOf(address, frozen !== null);
  return renderFormPage(c, form, {
    title,
    section: 'reports',
    body: (
      <>
        <Crumb address={address} />
        <h1>{title}</h1>
        <Banner kind="info">{meaningOf(frozen)}</Banner>
        <ErrorSummary errors={form.errors} />
        {found.length > 0 && (
          <section class="panel">
            <h2>{form.errors[0]?.message}</h2>
            <Obstacles obstacles={found} address={address} role={asked.who.role} />
          </section>
        )}
        <section class="panel">
          <SignForm c={c} shown={{ ...shown, waits }} restating={frozen !== null} numbers={numbers} />
        </section>
      </>
    ),
  });
}

const titleOf = ({ year }: Address, restating: boolean): string => `${year}年度报告：${whatOf(restating)}`;

function meaningOf(frozen: FrozenVersion | null): string {
  if (frozen === null)
    return '定稿后，报告按现在的数据固定下来，不再随记录变化；以后发现差错，用更正公布新版本。';
  return `将公布第${frozen.version + 1}版；第${frozen.version}版保留，两版的差别、引起差别的件和原因一并记下。`;
}
