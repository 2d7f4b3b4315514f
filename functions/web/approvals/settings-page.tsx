/** 审批设置: which steps wait for a second account. */
import { randomUUID } from 'node:crypto';
import { GUARDS } from '#shared/accounts/permissions.ts';
import { ADVISED_APPROVALS, APPROVABLE, type ApprovalName } from '#shared/glossary/approvals.ts';
import { articleText } from '#shared/glossary/refusals.ts';
import { keysOf } from '#shared/kernel/keys.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { type FormFields, TOKEN_FIELD, textOf, valuesOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { TickBoxes } from '../look/choice-sets.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';

const SETTINGS = '/approvals/settings';
type Asked = { readonly web: Web; readonly who: Principal };

export function approvalSettingRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.page(SETTINGS, GUARDS, async (c, { office }) => {
    const { steps } = await officeSettings(web.house.log, office).approvals();
    return settingsPage(c, { values: { steps: steps.join('\n') }, errors: [] });
  });
  site.form(SETTINGS, GUARDS, (c, who, fields) => save(c, { web, who }, fields));
}

async function save(c: Ctx, asked: Asked, sent: FormFields): Promise<Response> {
  const steps = textOf(sent, 'do') === 'advised' ? ADVISED_APPROVALS : valuesOf(sent, 'steps');
  const done = await sendCommand(c, asked, {
    fields: { command: 'SetApprovals', steps },
    token: textOf(sent, TOKEN_FIELD),
  });
  if (done.ok && done.outcome === 'proposed') return c.redirect(`${SETTINGS}?proposed=1`, 303);
  if (done.ok || done.code === 'unchanged') return c.redirect(`${SETTINGS}?saved=1`, 303);
  return settingsPage(c, { values: { steps: steps.join('\n') }, errors: [done] });
}

const CHOICES = keysOf(APPROVABLE).map((name) => {
  const { label, ...more } = APPROVABLE[name];
  const article = 'article' in more ? `（${articleText(more.article)}）` : '';
  return { value: name, label: `${label}${article}`, group: groupOf(name) };
});

function groupOf(name: ApprovalName): string {
  if (name === 'rules' || name === 'rights') return '权限和规则的变更，由另一位管理或者安全管理人员复核';
  return ADVISED_APPROVALS.includes(name) ? '建议审批' : '其他步骤';
}

function settingsPage(c: Ctx, form: FormState): Response | Promise<Response> {
  return renderFormPage(c, form, {
    title: '审批设置',
    section: 'approval-settings',
    body: (
      <>
        <h1>审批设置</h1>
        <p class="soft">
          选中的步骤由一个账号提请、另一个账号批准以后才登记；批准的账号是“审批”角色，或者另一个管理员。都不选，就不需要审批。有两个以上的人管规则的，取消审批要另一个人同意。
        </p>
        {c.req.query('saved') !== undefined && (
          <Banner kind="success">已保存。以后提请的步骤按新的设置，正在等待审批的不变。</Banner>
        )}
        {c.req.query('proposed') !== undefined && (
          <Banner kind="info">
            已提请复核：由另一个人在<a href="/rights">权限设置</a>同意以后才生效，在那以前按原来的设置。
          </Banner>
        )}
        <ErrorSummary errors={form.errors} />
        <section class="panel">
          <Form c={c} action={SETTINGS} token={randomUUID()} label="审批设置">
            <TickBoxes form={form} name="steps" label="需要审批的步骤" choices={CHOICES} optional />
            <Actions>
              <Button name="do" value="save">
                保存
              </Button>
              <Button kind="secondary" name="do" value="advised">
                采用建议的五项
              </Button>
            </Actions>
          </Form>
        </section>
      </>
    ),
  });
}
