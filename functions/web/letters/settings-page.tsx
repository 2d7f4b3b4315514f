/** What an office settles once for all its letters, and the list of its templates. */
import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { SETTLERS } from '#shared/accounts/permissions.ts';
import { letterSettings, remedyPolicy, templateInForce } from '#shared/correspondence/letter-settings.ts';
import { TEMPLATE_NAMES, type TemplateName } from '#shared/disclosure/letters.ts';
import { DEFAULT_REMEDIES, REMEDIES, type Remedy, UNSETTLED } from '#shared/glossary/remedies.ts';
import { isName } from '#shared/ledger/office-name.ts';
import type { LetterSettings } from '#shared/letters/state.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { type FormFields, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { Banner, Tag } from '../look/banner.tsx';
import { type CommandField, commandFields, errorsAt, typedValues } from '../look/command-fields.ts';
import { DrawnFields } from '../look/drawn-fields.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { type Column, DataTable } from '../look/table.tsx';
import { SETTINGS, templateHref, templateLabel } from './addresses.ts';
import type { Asked } from './case-letters.ts';

/** Name and 代字 are the office's own: they are on its page. What is optional no letter waits for. */
const FIELDS: readonly CommandField[] = [
  {
    name: 'reviewOrgan',
    kind: 'text',
    label: '行政复议机关',
    hint: '受理对本机关的复议申请的机关，写入救济告知。',
  },
  {
    name: 'court',
    kind: 'text',
    label: '人民法院',
    hint: '受理对本机关的行政诉讼的法院，写入救济告知。',
  },
  { name: 'payment', kind: 'area', label: '缴费方式', hint: '写入收费通知书。' },
  { name: 'contactPerson', kind: 'text', label: '联系人', optional: true },
  { name: 'contactPhone', kind: 'text', label: '联系电话', optional: true },
  { name: 'contactAddress', kind: 'text', label: '联系地址', optional: true },
];

/** GB/T 9704-2012 has both; what nobody chooses stays. */
const LAYOUT: CommandField = {
  name: 'layout',
  kind: 'radio',
  label: '版式',
  hint: '随产品提供的模板按 GB/T 9704-2012 的这种格式；本机关自己的模板不变。',
  choices: [
    { value: 'letter', label: '信函格式（双红线）' },
    { value: 'redHead', label: '文件格式（红头）' },
  ],
};

/** The remedy of the rows that the sources leave open: the office's legal unit chooses (行政复议法 art. 23). */
type Open = (typeof UNSETTLED)[number];
const nameOf = (outcome: Open): string => `remedy.${outcome}`;
const LABELS: Readonly<Record<Remedy, string>> = {
  reviewFirst: '先申请行政复议',
  reviewOrSue: '申请行政复议，或者直接提起行政诉讼',
  none: '不写救济告知',
};
const REMEDY_FIELDS: readonly CommandField[] = UNSETTLED.map((outcome) => ({
  name: nameOf(outcome),
  place: `remedies.${outcome}`,
  kind: 'select',
  label: templateLabel(`reply.${outcome}`),
  choices: REMEDIES.map((value) => ({ value, label: LABELS[value] })),
}));

const CHOSEN = [LAYOUT, ...REMEDY_FIELDS];

/** What stands in the form: the office's word, otherwise the product's. */
function remedyValues(settings: LetterSettings): Record<string, string> {
  const policy = { ...DEFAULT_REMEDIES, ...remedyPolicy(settings) };
  return Object.fromEntries(UNSETTLED.map((outcome) => [nameOf(outcome), policy[outcome] ?? '']));
}

export function settingsRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.page(SETTINGS, SETTLERS, async (c, who) => {
    const settings = await letterSettings(web.house.log, who.office);
    const { remedies: _, organName: __, numberWord: ___, ...texts } = settings;
    const values = { ...texts, ...remedyValues(settings) };
    return settingsPage(c, { web, who, form: { values, errors: [] }, token: randomUUID() });
  });
  site.form(SETTINGS, SETTLERS, (c, who, fields) => save(c, { web, who }, fields));
}

async function save(c: Ctx, { web, who }: Asked, fields: FormFields): Promise<Response> {
  const texts = typedValues(FIELDS, fields);
  const chosen = typedValues(CHOSEN, fields);
  const token = textOf(fields, TOKEN_FIELD);
  const remedies = { remedies: {}, ...commandFields(CHOSEN, chosen, { now: web.house.clock.now() }) };
  const command = { command: 'SetLetterSettings', ...texts, ...remedies };
  const done = await sendCommand(c, { web, who }, { fields: command, token });
  if (done.ok) return c.redirect(`${SETTINGS}?saved=settings`, 303);
  const form = { values: { ...texts, ...chosen }, errors: errorsAt([...FIELDS, ...CHOSEN], done) };
  return settingsPage(c, { web, who, form, token });
}

type Shown = Asked & { readonly form: FormState; readonly token: string };

async function settingsPage(c: Ctx, { web, who, form, token }: Shown): Promise<Response> {
  const templates: TemplateRow[] = [];
  for (const name of TEMPLATE_NAMES)
    templates.push({ name, own: (await templateInForce(web.house.log, who.office, name)).own });
  const saved = c.req.query('saved');
  return renderFormPage(c, form, {
    title: '文书设置',
    section: 'letters',
    body: (
      <>
        <h1>文书设置</h1>
        {saved === 'settings' && <Banner kind="success">已保存。以后制发的文书使用新的内容。</Banner>}
        {saved === 'template' && <Banner kind="success">模板已更换。以后制发的文书使用新的模板。</Banner>}
        <ErrorSummary errors={form.errors} />
        <section class="panel">
          <h2>救济、缴费和联系方式</h2>
          <p class="soft">
            {isName(c.var.office.name) ? `发文机关为“${c.var.office.name}”。` : '发文机关的名称还没有写明。'}
            名称和文号代字在<a href="/office">机关信息</a>中填写。
          </p>
          <SettingsForm c={c} form={form} token={token} />
        </section>
        <section>
          <h2>模板</h2>
          <DataTable caption="文书模板" columns={COLUMNS} rows={templates} />
        </section>
      </>
    ),
  });
}

const SettingsForm: FC<{ c: Ctx; form: FormState; token: string }> = ({ c, form, token }) => (
  <Form c={c} action={SETTINGS} token={token} label="文书设置">
    <DrawnFields fields={[...FIELDS, LAYOUT]} form={form} />
    <fieldset class="group">
      <legend>救济告知</legend>
      <p class="hint">法律和司法解释没有写明的三种答复，由本机关法制机构确定；其他答复按规定告知，不能改。</p>
      <DrawnFields fields={REMEDY_FIELDS} form={form} />
    </fieldset>
    <Actions>
      <Button>保存</Button>
    </Actions>
  </Form>
);

type TemplateRow = { readonly name: TemplateName; readonly own: boolean };
const COLUMNS: readonly Column<TemplateRow>[] = [
  { title: '文书', cell: ({ name }) => templateLabel(name) },
  {
    title: '现用模板',
    cell: ({ own }) => (own ? <Tag kind="good">本机关模板</Tag> : <Tag>随产品提供</Tag>),
  },
  {
    title: '办理',
    cell: ({ name }) => (
      <>
        <a href={`${templateHref(name)}/file`}>下载</a> <a href={templateHref(name)}>更换</a>
      </>
    ),
  },
];
