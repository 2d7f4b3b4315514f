/** What an office settles once for all its letters, and the list of its templates. */
import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { ADMINS } from '#shared/accounts/permissions.ts';
import { letterSettings, templateInForce } from '#shared/correspondence/letter-settings.ts';
import { TEMPLATE_NAMES, type TemplateName } from '#shared/disclosure/letters.ts';
import { isName } from '#shared/ledger/office-name.ts';
import type { LetterSettings } from '#shared/letters/state.ts';
import type { Site } from '../access/site.ts';
import { type FormFields, formKey, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { Banner, Tag } from '../look/banner.tsx';
import { TextArea, TextField } from '../look/fields.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { type Column, DataTable } from '../look/table.tsx';
import { SETTINGS, templateHref, templateLabel } from './addresses.ts';
import type { Asked } from './asked-letter.ts';
import { RemedyFields, remediesIn, remedyValues } from './remedy-fields.tsx';

/** Name and 代字 are the office's own: they are on its page. */
type Name = Exclude<keyof LetterSettings, 'remedies' | 'organName' | 'numberWord'>;
/** In the order of the form, with what each is called and how it is used. */
const FIELDS: Readonly<Record<Name, readonly [label: string, hint?: string]>> = {
  reviewOrgan: ['行政复议机关', '受理对本机关的复议申请的机关，写入救济告知。'],
  court: ['人民法院', '受理对本机关的行政诉讼的法院，写入救济告知。'],
  payment: ['缴费方式', '写入收费通知书。'],
  contactPerson: ['联系人'],
  contactPhone: ['联系电话'],
  contactAddress: ['联系地址'],
};
const NAMES = Object.keys(FIELDS) as Name[];
/** What no letter waits for: without it the product's own word stands, or the line is left out. */
const OPTIONAL: ReadonlySet<Name> = new Set(['contactPerson', 'contactPhone', 'contactAddress']);

export function settingsRoutes(site: Site, web: Web): void {
  site.page(SETTINGS, ADMINS, async (c, who) => {
    const settings = await letterSettings(web.house.log, who.office);
    const { remedies: _, organName: __, numberWord: ___, ...texts } = settings;
    const values = { ...texts, ...remedyValues(settings) };
    return settingsPage(c, { web, who, form: { values, errors: [] }, token: randomUUID() });
  });
  site.form(SETTINGS, ADMINS, (c, who, fields) => save(c, { web, who }, fields));
}

async function save(c: Ctx, { web, who }: Asked, fields: FormFields): Promise<Response> {
  const typed = (name: Name): string => textOf(fields, name).replaceAll('\r\n', '\n');
  const texts = Object.fromEntries(NAMES.map((name) => [name, typed(name)]));
  const chosen = remediesIn(fields);
  const values = { ...texts, ...chosen.values };
  const token = textOf(fields, TOKEN_FIELD);
  const done = await sendCommand(
    c,
    { web, who },
    {
      fields: { command: 'SetLetterSettings', ...texts, remedies: chosen.remedies },
      key: formKey(who.user, token),
    },
  );
  if (done.ok) return c.redirect(`${SETTINGS}?saved=settings`, 303);
  const errors = (done.faults ?? [done]).map(({ field, code, message }) => {
    const label = FIELDS[field as Name]?.[0];
    return label === undefined
      ? { field: '', code, message }
      : { field, code, message: `${label}：${message}` };
  });
  return settingsPage(c, { web, who, form: { values, errors }, token });
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
    {NAMES.map((name) => {
      const [label, hint] = FIELDS[name];
      const field = { form, name, label, hint, optional: OPTIONAL.has(name) };
      return name === 'payment' ? <TextArea {...field} /> : <TextField {...field} />;
    })}
    <RemedyFields form={form} />
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
