/** What the law leaves open, settled by the office: one choice for each policy, in words. */
import { randomUUID } from 'node:crypto';
import { ADMINS } from '#shared/accounts/permissions.ts';
import { POLICY_NAMES } from '#shared/kernel/policies.ts';
import { officePolicies } from '#shared/ledger/room-policies.ts';
import type { Site } from '../access/site.ts';
import { type FormFields, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { type CommandField, errorAt, typedValues } from '../look/command-fields.ts';
import { DrawnFields } from '../look/drawn-fields.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { POLICY_WORDS } from '../wording/policy-words.ts';

const PATH = '/policies';

const FIELDS: readonly CommandField[] = POLICY_NAMES.map((name) => {
  const { label, hint, values } = POLICY_WORDS[name];
  const choices = Object.entries(values).map(([value, words]) => ({ value, label: words }));
  return { name, kind: 'radio', label, hint, choices };
});

export function policyRoutes(site: Site, web: Web): void {
  site.page(PATH, ADMINS, async (c, { office }) =>
    page(c, { values: { ...(await officePolicies(web.house.log, office)) }, errors: [] }),
  );
  site.form(PATH, ADMINS, (c, who, fields) => save(c, { web, who }, fields));
}

type Asked = { readonly web: Web; readonly who: Principal };

/** One command for each policy that was changed. */
async function save(c: Ctx, { web, who }: Asked, fields: FormFields): Promise<Response> {
  const now = await officePolicies(web.house.log, who.office);
  const values = typedValues(FIELDS, fields);
  const token = textOf(fields, TOKEN_FIELD);
  for (const policy of POLICY_NAMES.filter((name) => values[name] !== now[name])) {
    const command = { command: 'SetPolicy', policy, value: values[policy] };
    const done = await sendCommand(c, { web, who }, { fields: command, token, part: policy });
    if (done.ok || done.code === 'unchanged') continue;
    return page(c, { values, errors: [errorAt(FIELDS, { ...done, field: policy })] });
  }
  return c.redirect(`${PATH}?saved=1`, 303);
}

function page(c: Ctx, form: FormState): Response | Promise<Response> {
  return renderFormPage(c, form, {
    title: '政策设置',
    section: 'policies',
    body: (
      <>
        <h1>政策设置</h1>
        {c.req.query('saved') !== undefined && (
          <Banner kind="success">已保存。以后登记的步骤按新的做法；已经登记的不受影响。</Banner>
        )}
        <ErrorSummary errors={form.errors} />
        <p>法律、法规和现有文件没有写明的做法，由本机关法制机构确定。每一项的第一种做法是系统的默认做法。</p>
        <Form c={c} action={PATH} token={randomUUID()} label="政策设置">
          <DrawnFields fields={FIELDS} form={form} />
          <Actions>
            <Button>保存</Button>
          </Actions>
        </Form>
      </>
    ),
  });
}
