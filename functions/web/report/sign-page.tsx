/** Signing: whether it can be signed, the form of the one who approves, and the list when it cannot. */
import { randomUUID } from 'node:crypto';
import { EVERYONE, REPORTERS } from '#shared/accounts/permissions.ts';
import { waitsForApproval } from '#shared/handling/approvals.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { type FrozenVersion, latest } from '#shared/reporting/year-state.ts';
import { TABLE_KINDS } from '#shared/year/cell-kinds.ts';
import { clockObstacles } from '#shared/year/cut-off.ts';
import { treeObstacles } from '#shared/year/sign-tree.ts';
import { suitsNotCountedBy } from '#shared/year/suits-not-counted.ts';
import { recount } from '#shared/year/tally.ts';
import { type UnconfirmedNumber, unconfirmedNumbers } from '#shared/year/unconfirmed-numbers.ts';
import { yearStateOf } from '#shared/year/year-history.ts';
import { obstaclesOf } from '#shared/year/year-obstacles.ts';
import { currentReport } from '#shared/year/year-standing.ts';
import { UnsureSuits } from '../appeals/not-counted-page.tsx';
import { type FormFields, TOKEN_FIELD, textOf, valuesOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import { type Ctx, officeHere, type Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { errorsAt, typedValues } from '../look/command-fields.ts';
import { BLANK_FORM, ErrorSummary } from '../look/form.tsx';
import { renderFormPage, renderPage } from '../look/page.tsx';
import { EmptyState } from '../look/table.tsx';
import { type Address, type Asked, hrefOf, ledgerOf, type ReportSite } from './address.ts';
import { CONFIRM_FIELD, NumberList } from './number-list.tsx';
import { Obstacles, obstaclesIn, type ShownObstacle } from './obstacles.tsx';
import { Crumb } from './sheet-page.tsx';
import { APPROVER, RESTATED, type Shown, SignForm, whatOf } from './sign-form.tsx';

export function signRoutes(site: ReportSite): void {
  const path = '/sign';
  site.page('/ready', EVERYONE, readyPage);
  site.page(path, REPORTERS, openSigning);
  site.form(path, REPORTERS, sign);
}

async function readyPage(c: Ctx, { web, who, address }: Asked): Promise<Response> {
  const { found, numbers } = parted(await standingInTheWay(c, web, address));
  const suits = address.scope === 'own' ? await suitsNotCountedBy(web.house.log, c.var.office.id) : [];
  const title = `${address.year}年度报告：检查能否定稿`;
  return renderPage(c, {
    title,
    section: 'reports',
    body: (
      <>
        <Crumb address={address} />
        <h1>{title}</h1>
        <UnsureSuits suits={suits} />
        {found.length === 0 ? (
          <EmptyState title={numbers.length === 0 ? '可以定稿' : '核对文字中的数字以后，可以定稿'}>
            表格的勾稽关系全部相符，没有妨碍定稿的记录，独立复算的结果一致。
            {numbers.length > 0 && `文字中有${numbers.length}个数字要在定稿时逐个确认。`}
          </EmptyState>
        ) : (
          <section class="panel">
            <h2>还有{found.length}处要处理</h2>
            <Obstacles obstacles={found} address={address} role={who.role} />
          </section>
        )}
        {numbers.length > 0 && (
          <section class="panel">
            <h2>未核对的数字（{numbers.length}个）</h2>
            <p class="soft">
              这些数字不是由数据填入的，也没有表格可对。定稿时要逐个确认；能用数据名称的，请改用名称。
            </p>
            <NumberList numbers={numbers} />
          </section>
        )}
      </>
    ),
  });
}

/** Figures from the read models; from the log only the cases that tables 二, 三 and 四 are counted from. */
async function standingInTheWay(
  c: Ctx,
  web: Web,
  { year, scope }: Address,
): Promise<readonly ShownObstacle[]> {
  const office = officeHere(c);
  const { log, clock } = web.house;
  if (scope === 'tree') return treeObstacles(ledgerOf(web), { office, year });
  const report = await currentReport(ledgerOf(web), { office, year, scope });
  const counted = await recount(log, { office: office.id, asOf: null, kinds: TABLE_KINDS });
  const now = clock.now();
  return [...clockObstacles(counted.head, now), ...(await obstaclesOf(log, { report, counted, now }))];
}

/** Numbers to be confirmed are not obstacles: the signing form asks about them. */
function parted(obstacles: readonly ShownObstacle[]) {
  const isNumber = (one: ShownObstacle): one is UnconfirmedNumber => one.code === 'numbersUnconfirmed';
  return { numbers: obstacles.filter(isNumber), found: obstacles.filter((one) => !isNumber(one)) };
}

async function versionsOf({ web, who, address: { year, scope } }: Asked) {
  return latest(await yearStateOf(web.house.log, { office: who.office, year, scope }));
}

async function openSigning(c: Ctx, asked: Asked): Promise<Response> {
  return signPage(c, { asked, form: BLANK_FORM, token: randomUUID(), obstacles: [] });
}

async function sign(c: Ctx, asked: Asked, fields: FormFields): Promise<Response> {
  const { year, scope } = asked.address;
  const restating = textOf(fields, 'restating') === 'yes';
  const command = restating ? 'RestateYear' : 'CloseYear';
  const values = typedValues([APPROVER, RESTATED], fields);
  const { reason, ...closing } = values;
  const confirmed = valuesOf(fields, CONFIRM_FIELD);
  const clockAhead = textOf(fields, 'clockAhead') === 'yes';
  const more = { ...(restating && { reason }), ...(clockAhead && { clockAhead }) };
  const execution = await sendCommand(c, asked, {
    fields: { command, year, scope, ...closing, confirmed, ...more },
    token: textOf(fields, TOKEN_FIELD),
  });
  if (execution.ok && execution.outcome === 'proposed') return c.redirect('/approvals?done=ProposeStep', 303);
  if (execution.ok) return c.redirect(hrefOf({ year, scope }, '', { done: command }), 303);
  const obstacles = obstaclesIn(execution.facts);
  const form = { values, errors: errorsAt([APPROVER, RESTATED], execution) };
  return signPage(c, { asked, form, token: randomUUID(), obstacles, ticked: confirmed });
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
  const what = whatOf(frozen !== null);
  const title = `${address.year}年度报告：${what}`;
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

function meaningOf(frozen: FrozenVersion | null): string {
  if (frozen === null)
    return '定稿后，报告按现在的数据固定下来，不再随记录变化；以后发现差错，用更正公布新版本。';
  return `将公布第${frozen.version + 1}版；第${frozen.version}版保留，两版的差别、引起差别的件和原因一并记下。`;
}
