/** 机关信息: the one name an office has, for its report, its letters and its pages. */
import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { GUARDS, SETTLERS } from '#shared/accounts/permissions.ts';
import { letterSettings } from '#shared/correspondence/letter-settings.ts';
import type { Fields } from '#shared/desk/execute.ts';
import { isName } from '#shared/ledger/office-name.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { type OfficeNode, officesOf } from '#shared/ledger/office-tree.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { type FormFields, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { type CommandField, errorsAt, typedValues } from '../look/command-fields.ts';
import { DrawnFields } from '../look/drawn-fields.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';

export const OFFICE = '/office';
type Asked = { readonly web: Web; readonly who: Principal };

export const NAME_FIELD: CommandField = {
  name: 'name',
  kind: 'text',
  label: '机关名称',
  hint: '全称。年度报告的标题、文书的发文机关和落款都用这个名称',
};
const OTHER_FIELDS: readonly CommandField[] = [
  {
    name: 'shortName',
    kind: 'text',
    label: '机关简称',
    hint: '显示在每页页首；不填时显示全称',
    size: 'medium',
    optional: true,
  },
  {
    name: 'numberWord',
    kind: 'text',
    label: '机关代字',
    hint: '文号“示政数公开登〔2026〕1号”中的“示政数公开”。不填时用“公开”',
    size: 'medium',
    optional: true,
  },
];
/** Asked where the offices themselves do not tell it. */
const SUPERIOR: CommandField = {
  name: 'superior',
  kind: 'text',
  label: '上级机关',
  hint: '年度报告报送的机关（条例第四十九条）',
  optional: true,
};
const BRAND: CommandField = {
  name: 'brand',
  kind: 'text',
  label: '主色',
  hint: '页首、按钮、图表和打印用的颜色，例如 #0b4a9e；白字要看得清。不填时用产品的蓝色',
  size: 'short',
  optional: true,
};
const FIELDS = [NAME_FIELD, ...OTHER_FIELDS, SUPERIOR, BRAND];

export function officeRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.page(OFFICE, SETTLERS, (c, who) => open(c, { web, who }));
  site.form(OFFICE, SETTLERS, (c, who, fields) => save(c, { web, who }, fields));
}

async function open(c: Ctx, asked: Asked): Promise<Response> {
  const { name, shortName, superior, brand } = c.var.office;
  const { numberWord } = await letterSettings(asked.web.house.log, asked.who.office);
  const values = { name: isName(name) ? name : '', shortName, superior, brand, numberWord };
  return officePage(c, asked, { values, errors: [] });
}

/** The word of the letters' numbers is kept with the letters; a name they had of their own goes with the saving. */
async function save(c: Ctx, asked: Asked, fields: FormFields): Promise<Response> {
  const { web, who } = asked;
  const sent = FIELDS.filter(({ name }) => fields[name] !== undefined);
  const values = typedValues(sent, fields);
  const { numberWord, ...described } = values;
  const token = textOf(fields, TOKEN_FIELD);
  const commands: readonly Fields[] = [
    { command: 'DescribeOffice', ...described },
    { command: 'SetLetterSettings', organName: '', ...(numberWord !== undefined && { numberWord }) },
  ];
  for (const command of commands) {
    const done = await sendCommand(c, { web, who }, { fields: command, token, part: `${command.command}` });
    if (!done.ok) return officePage(c, asked, { values, errors: errorsAt(FIELDS, done) });
  }
  return c.redirect(`${OFFICE}?saved=1`, 303);
}

async function officePage(c: Ctx, { web, who }: Asked, form: FormState): Promise<Response> {
  const nodes = await officesOf(web.house.log);
  const own = nodes.find(({ id }) => id === who.office);
  const above = nodes.find(({ id }) => id === own?.parent);
  const { organName } = await letterSettings(web.house.log, who.office);
  const approvals = await officeSettings(web.house.log, who.office).approvals();
  return renderFormPage(c, form, {
    title: '机关信息',
    section: 'office',
    body: (
      <>
        <h1>机关信息</h1>
        {c.req.query('saved') !== undefined && (
          <Banner kind="success">已保存。以后出具的报告和文书使用新的名称，已经定稿、制发的不变。</Banner>
        )}
        {!isName(c.var.office.name) && (
          <Banner kind="warning">还没有写明机关名称。写明以前，年度报告不能定稿，文书不能制发。</Banner>
        )}
        <Formerly now={c.var.office.name} letters={organName} />
        {isName(c.var.office.name) && approvals.steps.length === 0 && isGuard(c) && <ApprovalAdvice />}
        <ErrorSummary errors={form.errors} />
        <section class="panel">
          <OfficeForm c={c} form={form} above={above} />
        </section>
      </>
    ),
  });
}

const isGuard = (c: Ctx): boolean => c.var.principal !== null && GUARDS.includes(c.var.principal.role);

/** Offered once the office has its name, until it has settled what a second person approves. */
const ApprovalAdvice: FC = () => (
  <Banner kind="info">
    延长期限、不予公开、作废和年度报告定稿，可以由第二个账号批准以后才登记：
    <a href="/approvals/settings">审批设置</a>，一次点选建议的五项。
  </Banner>
);

/** In older ledgers letters had a name of their own. */
const Formerly: FC<{ now: string; letters: string }> = ({ now, letters }) =>
  letters === '' || letters === now ? null : (
    <Banner kind="warning">
      文书原来另有名称“{letters}”。现在报告和文书都用同一个名称“{now}”，请核对后保存。
    </Banner>
  );

type FormProps = { readonly c: Ctx; readonly form: FormState; readonly above: OfficeNode | undefined };

const OfficeForm: FC<FormProps> = ({ c, form, above }) => (
  <Form c={c} action={OFFICE} token={randomUUID()} label="机关信息">
    <DrawnFields fields={[NAME_FIELD, ...OTHER_FIELDS, BRAND]} form={form} />
    {above === undefined ? (
      <DrawnFields fields={[SUPERIOR]} form={form} />
    ) : (
      <p>上级机关：{above.name}（按机关之间的隶属关系）</p>
    )}
    <Actions>
      <Button>保存</Button>
    </Actions>
  </Form>
);
