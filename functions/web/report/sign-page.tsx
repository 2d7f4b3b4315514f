/** Signing: whether it can be signed, the form of the one who approves, and the list when it cannot. */
import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { type FrozenVersion, latest } from '../../../shared/reporting/year-state.ts';
import { ADMINS, EVERYONE } from '../../accounts/permissions.ts';
import { TABLE_KINDS } from '../../aggregate/cell-kinds.ts';
import { treeObstacles } from '../../aggregate/sign-tree.ts';
import { suitsNotCountedBy } from '../../aggregate/suits-not-counted.ts';
import { recount } from '../../aggregate/tally.ts';
import { yearStateOf } from '../../aggregate/year-history.ts';
import { clockObstacles, obstaclesOf } from '../../aggregate/year-obstacles.ts';
import { currentReport } from '../../aggregate/year-standing.ts';
import { ROOMS } from '../../record/rooms.ts';
import { UnsureSuits } from '../appeals/not-counted-page.tsx';
import { type FormFields, formKey, TOKEN_FIELD, textOf } from '../form-fields.ts';
import { Banner } from '../look/banner.tsx';
import { TextArea, TextField } from '../look/fields.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage, renderPage } from '../look/page.tsx';
import { EmptyState } from '../look/table.tsx';
import { sendCommand } from '../send-command.ts';
import type { Ctx, Web } from '../web.ts';
import { type Address, type Asked, hrefOf, ledgerOf } from './address.ts';
import { Obstacles, type ShownObstacle } from './obstacles.tsx';
import type { ReportSite } from './report-site.ts';
import { Crumb } from './sheet-page.tsx';

export function signRoutes(site: ReportSite): void {
  const path = '/sign';
  site.page('/ready', EVERYONE, readyPage);
  site.page(path, ADMINS, openSigning);
  site.form(path, ADMINS, sign);
}

async function readyPage(c: Ctx, { web, address }: Asked): Promise<Response> {
  const found = await standingInTheWay(c, web, address);
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
          <EmptyState title="可以定稿">勾稽关系全部相符，没有妨碍定稿的记录，独立复算的结果一致。</EmptyState>
        ) : (
          <section class="panel">
            <h2>还有{found.length}处要处理</h2>
            <Obstacles obstacles={found} address={address} />
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
  const { id, name } = c.var.office;
  const office = { id, name };
  const { log, clock } = web.house;
  if (scope === 'tree') return treeObstacles(ledgerOf(web), { office, year });
  const report = await currentReport(ledgerOf(web), { office, year, scope });
  const counted = await recount(log, ROOMS, { office: id, asOf: null, kinds: TABLE_KINDS });
  const now = clock.now();
  return [...clockObstacles(counted.head, now), ...(await obstaclesOf(log, { report, counted, now }))];
}

async function versionsOf({ web, who, address: { year, scope } }: Asked) {
  return latest(await yearStateOf(web.house.log, { office: who.office, year, scope }));
}

async function openSigning(c: Ctx, asked: Asked): Promise<Response> {
  const form = { values: { approvedBy: asked.who.user }, errors: [] };
  return signPage(c, { asked, form, token: randomUUID(), obstacles: [] });
}

async function sign(c: Ctx, asked: Asked, fields: FormFields): Promise<Response> {
  const { web, who, address } = asked;
  const { year, scope } = address;
  const restating = textOf(fields, 'restating') === 'yes';
  const command = restating ? 'RestateYear' : 'CloseYear';
  const values = { approvedBy: textOf(fields, 'approvedBy'), reason: textOf(fields, 'reason') };
  const { reason, ...closing } = values;
  const clockAhead = textOf(fields, 'clockAhead') === 'yes';
  const more = { ...(restating && { reason }), ...(clockAhead && { clockAhead }) };
  const execution = await sendCommand(
    c,
    { web, who },
    {
      fields: { command, year, scope, ...closing, ...more },
      key: formKey(who.user, textOf(fields, TOKEN_FIELD)),
    },
  );
  if (execution.ok) return c.redirect(hrefOf({ year, scope }, '', { done: command }), 303);
  const obstacles = (execution.facts?.obstacles ?? []) as unknown as readonly ShownObstacle[];
  const told = execution.faults ?? [execution];
  const errors = told.map(({ field, code, message }) => ({
    field,
    code,
    message: field === '' ? message : [FIELD_LABELS[field], message].filter(Boolean).join('：'),
  }));
  return signPage(c, { asked, form: { values, errors }, token: randomUUID(), obstacles });
}

const FIELD_LABELS: Readonly<Record<string, string>> = { approvedBy: '批准人', reason: '更正原因' };

type Shown = {
  readonly asked: Asked;
  readonly form: FormState;
  readonly token: string;
  readonly obstacles: readonly ShownObstacle[];
};

async function signPage(c: Ctx, shown: Shown): Promise<Response> {
  const { asked, form } = shown;
  const { address } = asked;
  const frozen = await versionsOf(asked);
  const what = frozen === null ? '定稿' : '更正并公布新版本';
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
        {shown.obstacles.length > 0 && (
          <section class="panel">
            <h2>{form.errors[0]?.message}</h2>
            <Obstacles obstacles={shown.obstacles} address={address} />
          </section>
        )}
        <section class="panel">
          <SignForm c={c} shown={shown} restating={frozen !== null} what={what} />
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

type SignFormProps = {
  readonly c: Ctx;
  readonly shown: Shown;
  readonly restating: boolean;
  readonly what: string;
};

const SignForm: FC<SignFormProps> = ({ c, shown, restating, what }) => {
  const { form, token } = shown;
  const { year, scope } = shown.asked.address;
  return (
    <Form
      c={c}
      action={hrefOf({ year, scope }, '/sign')}
      token={token}
      hidden={{ restating: restating ? 'yes' : 'no' }}
      label={what}
    >
      <TextField form={form} name="approvedBy" label="批准人" size="medium" hint="批准公布这份报告的负责人" />
      {shown.obstacles.some(({ code }) => code === 'clockBehindLedger') && (
        <label class="choice">
          <input type="checkbox" name="clockAhead" value="yes" />
          时钟已经校准，仍按全部记录定稿（截止时间取最新一条记录的登记时间）
        </label>
      )}
      {restating && <TextArea form={form} name="reason" label="更正原因" hint="随新版本一并保存" />}
      <Actions>
        <Button>{what}</Button>
        <a href={hrefOf({ year, scope })}>返回</a>
      </Actions>
    </Form>
  );
};
