/** Attaching files to a case, looking at one, and taking one out of use. */
import { randomUUID } from 'node:crypto';
import type { Child, FC } from 'hono/jsx';
import { EVERYONE, READERS_OF_FAILURES, rolesFor } from '#shared/accounts/permissions.ts';
import { fileNamed, type OpenedFile, openFile } from '#shared/attachments/open-file.ts';
import { FILE_TYPE_TERMS } from '#shared/glossary/attachments.ts';
import type { AttachedFile, Handled } from '#shared/handling/state.ts';
import type { CaseFile } from '#shared/ledger/case-file.ts';
import { tellOfMalware } from '#shared/reminders/tell-of-malware.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import { attachment, shown } from '../frame/answers.ts';
import { type FormFields, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { errorsAt } from '../look/command-fields.ts';
import { TextArea } from '../look/fields.tsx';
import { Actions, BLANK_FORM, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { MessagePage } from '../look/layout.tsx';
import { renderFormPage, renderPage } from '../look/page.tsx';
import { CLOSED_TEXTS } from '../wording/terms.ts';
import { attachSent, filesIn, mostOf } from './attach-form.tsx';
import { ATTACH_COMMAND, AttachForm, filesHref } from './attached-files.tsx';
import { caseHref } from './case-address.tsx';
import type { CasePages } from './case-kind.ts';
import { caseRead } from './case-reads.ts';
import { type Asked, situationOf } from './situation.ts';
import type { Situation } from './step-form.ts';

export function attachmentRoutes(door: Site, web: Web, pages: CasePages): void {
  const path = `${pages.path}/:number/files`;
  const asked = (who: Principal): Asked => ({ web, pages, who });
  const clerks = rolesFor(ATTACH_COMMAND);
  const site = door.reading(caseRead(pages));
  site.page(path, clerks, (c, who) => uploadPage(c, asked(who), BLANK_FORM));
  site.form(path, clerks, (c, who, sent) => attach(c, asked(who), sent));
  const files = door.reading(caseRead(pages, 'attachmentOpened'));
  files.page(`${path}/:file`, EVERYONE, (c, who) => look(c, asked(who)));
  site.page(`${path}/:file/withdraw`, rolesFor('WithdrawFile'), (c, who) =>
    withdrawPage(c, asked(who), BLANK_FORM),
  );
  site.form(`${path}/:file/withdraw`, rolesFor('WithdrawFile'), (c, who, sent) =>
    withdraw(c, asked(who), sent),
  );
}

async function uploadPage(c: Ctx, asked: Asked, form: FormState): Promise<Response> {
  const situation = await situationOf(c, asked);
  if (situation === null) return notFound(c);
  const of = { pages: asked.pages, situation };
  return renderFormPage(c, form, {
    title: `上传附件 · ${situation.file.number}`,
    section: asked.pages.section,
    body: (
      <>
        <Crumb {...of} />
        <h1>上传附件</h1>
        <ErrorSummary errors={form.errors} />
        <section class="panel">
          <AttachForm c={c} of={of} form={form} most={mostOf(asked.web)} />
        </section>
      </>
    ),
  });
}

const Crumb: FC<{ pages: CasePages; situation: Situation }> = ({ pages, situation: { file } }) => (
  <p class="crumb">
    <a href={pages.path}>{pages.title}</a> › <a href={caseHref(pages, file.number)}>{file.number}</a>
  </p>
);

/** Those that were taken stay; the page that comes back names the others. */
async function attach(c: Ctx, asked: Asked, sent: FormFields): Promise<Response> {
  const situation = await situationOf(c, asked);
  if (situation === null) return notFound(c);
  const { pages } = asked;
  const values = { paper: textOf(sent, 'paper') };
  const none = { field: 'files', code: 'required', message: '文件：请选择至少一个文件' };
  if (filesIn(sent).length === 0) return uploadPage(c, asked, { values, errors: [none] });
  const to = { kind: pages.kind, number: situation.file.number };
  const errors = await attachSent(c, asked, { to, sent });
  if (errors.length > 0) return uploadPage(c, asked, { values, errors });
  return c.redirect(`${caseHref(pages, situation.file.number)}?done=${ATTACH_COMMAND}#attached`, 303);
}

async function look(c: Ctx, asked: Asked): Promise<Response> {
  const situation = await situationOf(c, asked);
  const found = situation && attachedAt(c, situation);
  if (situation === null || found === null) return notFound(c);
  const { web, pages, who } = asked;
  if (found.withdrawn !== null && !READERS_OF_FAILURES.includes(who.role)) return notFound(c);
  const { number, office } = situation.file;
  const { file } = found;
  const opened = await openFile(web.house, situation.file as CaseFile<Handled>, file);
  if (opened === null) return notFound(c);
  if (!opened.ok) {
    if (opened.newly) await tellOfMalware(web.house, { office, kind: pages.kind, case: number });
    return notOpened(c, { pages, situation, why: opened.why });
  }
  const { mediaType, shown: isShown } = FILE_TYPE_TERMS[opened.type];
  const kept = { bytes: opened.bytes, mediaType, name: opened.name };
  return isShown && c.req.query('save') === undefined ? shown(c, kept) : attachment(c, kept);
}

function attachedAt(c: Ctx, { file }: Situation): AttachedFile | null {
  return fileNamed(file as CaseFile<Handled>, c.req.param('file') ?? '') ?? null;
}

type Why = Extract<OpenedFile, { ok: false }>['why'];
const WHY: Readonly<Record<Why, string>> = {
  ...CLOSED_TEXTS,
  missing: '台账登记了这个附件，但是文件不见了。请管理员从备份恢复附件文件夹，并运行 verify 核对。',
  altered: '文件与登记时封存的不符，可能被改动或损坏，没有打开。请管理员从备份恢复，并运行 verify 核对。',
  infected: '查出病毒，已封存，不能打开。请联系提交人另行提供。',
  pending: '正在查毒，通常不到一分钟。请稍后再打开。',
};

function notOpened(
  c: Ctx,
  { pages, situation, why }: { pages: CasePages; situation: Situation; why: Why },
): Response | Promise<Response> {
  const title = '附件没有打开';
  const back: Child = <a href={caseHref(pages, situation.file.number)}>返回 {situation.file.number}</a>;
  return renderPage(c, {
    title,
    section: pages.section,
    status: 409,
    body: (
      <MessagePage title={title}>
        {WHY[why]} {back}
      </MessagePage>
    ),
  });
}

async function withdrawPage(c: Ctx, asked: Asked, form: FormState): Promise<Response> {
  const situation = await situationOf(c, asked);
  const found = situation && attachedAt(c, situation);
  if (situation === null || found === null || found.withdrawn !== null) return notFound(c);
  const of = { pages: asked.pages, situation };
  return renderFormPage(c, form, {
    title: `撤下附件 · ${situation.file.number}`,
    section: asked.pages.section,
    body: (
      <>
        <Crumb {...of} />
        <h1>撤下附件</h1>
        <p>{found.name}</p>
        <p class="soft">撤下以后不再列出，文件和经过仍然留存，承办人、审计员和管理员可以查看。</p>
        <ErrorSummary errors={form.errors} />
        <section class="panel">
          <Form
            c={c}
            action={`${filesHref(of)}/${found.file}/withdraw`}
            token={randomUUID()}
            label="撤下附件"
          >
            <TextArea form={form} name="reason" label="理由" autofocus />
            <Actions>
              <Button kind="danger">撤下</Button>
              <a href={caseHref(asked.pages, situation.file.number)}>取消</a>
            </Actions>
          </Form>
        </section>
      </>
    ),
  });
}

async function withdraw(c: Ctx, asked: Asked, sent: FormFields): Promise<Response> {
  const { pages } = asked;
  const situation = await situationOf(c, asked);
  if (situation === null) return notFound(c);
  const { number } = situation.file;
  const reason = textOf(sent, 'reason');
  const fields = {
    command: 'WithdrawFile',
    kind: pages.kind,
    case: number,
    file: c.req.param('file'),
    reason,
  };
  const done = await sendCommand(c, asked, { fields, token: textOf(sent, TOKEN_FIELD) });
  if (done.ok) return c.redirect(`${caseHref(pages, number)}?done=WithdrawFile#attached`, 303);
  const errors = errorsAt([{ name: 'reason', label: '理由' }], done);
  return withdrawPage(c, asked, { values: { reason }, errors });
}
